"""The readers: each turns one page into tables of cells, side by side behind one small interface."""
