"""Other people's table readers on the same documents, each in its own environment."""
