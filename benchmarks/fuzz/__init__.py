"""Documents whose structure is wounded, through the real stages in real workers."""
