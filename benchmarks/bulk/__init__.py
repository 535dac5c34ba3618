"""A year in bulk, measured."""
