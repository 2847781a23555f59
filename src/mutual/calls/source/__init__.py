"""A call file of any kind as rows of text that a database reads, what could not be read set apart."""

from mutual.calls.source.open_file import Opened, Text, open_source

__all__ = ["Opened", "Text", "open_source"]
