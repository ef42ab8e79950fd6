"""Pages over the whole mission: the list, imports, export."""
