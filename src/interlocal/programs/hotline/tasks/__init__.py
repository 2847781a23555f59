"""What runs by itself for the hotline."""
