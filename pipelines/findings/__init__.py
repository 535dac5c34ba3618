"""What the checks found, over documents: gathered from the store, told to people in tables and reports."""
