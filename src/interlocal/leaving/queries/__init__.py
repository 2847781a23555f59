"""What was taken along, and what was destroyed by rule."""
