"""What is done in training."""
