"""The measuring bench: labelled documents, the evaluation of the product on them, and its peers."""
