"""Who else says what a recognised row says: its form's other rows, its goal, the document's other forms."""
