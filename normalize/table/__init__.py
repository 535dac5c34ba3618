"""Which column is which: by its label, by what its cells hold, and by what stands beside it."""
