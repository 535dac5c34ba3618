"""A form put together from what was read of it: whose it is, its money, its rows, and how far to trust each."""
