"""The walk through a document, the forms that it finds, and the account of all that stands in them."""
