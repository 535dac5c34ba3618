"""What people settled, laid over what was read: a cell's text before the forms are read, values and rows after."""
