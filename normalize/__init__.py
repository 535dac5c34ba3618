"""Labels, forms and values: from table cells to the fixed indicator schema."""
