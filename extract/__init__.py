"""Pages, rulings, cells and characters: from a document's bytes to its table cells."""
