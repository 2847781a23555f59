"""Forms of the hotline."""
