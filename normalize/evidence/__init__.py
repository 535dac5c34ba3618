"""Evidence: what a value was read from, what was changed in it, and how far to trust it."""
