"""What is typed in for training."""
