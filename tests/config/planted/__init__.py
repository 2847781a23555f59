"""A room of a newer version whose second migration fails, after the first has already changed rows."""
