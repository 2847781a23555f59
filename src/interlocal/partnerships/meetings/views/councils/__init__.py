"""Pages of what councils did: reading it, bringing it in, and tying it to instruments."""
