"""Cells: printed lines to text, one cell with its place, a table of them."""
