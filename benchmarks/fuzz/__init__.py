"""Documents whose structure is wounded, through the real stages in real workers."""

from benchmarks.fuzz.structure import mutant, picture

__all__ = ["mutant", "picture"]
