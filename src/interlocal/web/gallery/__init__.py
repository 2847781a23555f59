"""The components with sample content: what the gallery page shows, and the code that makes it."""

from interlocal.web.gallery.content import sample

__all__ = ["sample"]
