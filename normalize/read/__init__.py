"""One reader for each kind of block of a form."""
