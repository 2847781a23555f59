"""What can be asked about training."""
