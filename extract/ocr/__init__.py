"""Recognition: from crops of text lines to characters with their probabilities."""
