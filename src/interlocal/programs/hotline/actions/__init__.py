"""What is done with the hotline."""
