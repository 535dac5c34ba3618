"""From a picture of a page to straight, clean pixels, its rulings and its lines of text."""
