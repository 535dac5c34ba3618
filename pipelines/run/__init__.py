"""The main job: which documents have anything to do, the workers, the stages, and what became of each."""
