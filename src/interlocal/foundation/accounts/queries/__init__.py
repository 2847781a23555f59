"""Reads: people, what they hold, and who may do what."""
