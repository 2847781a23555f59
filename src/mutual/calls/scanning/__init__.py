"""Rows of a text that need no judging, counted as they stand; what is left over is judged row by row."""

from mutual.calls.scanning.scan import Scanned, is_scannable, scan

__all__ = ["Scanned", "is_scannable", "scan"]
