"""The command line: what a person types, what is said on the way and at the end. It stands on all the others."""
