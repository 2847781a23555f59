"""Reads of the hotline."""
