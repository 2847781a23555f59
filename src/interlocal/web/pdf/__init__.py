"""PDF pages with the house's look: tagged, with title and language (PDF/UA-1)."""

from interlocal.web.pdf.typesetting import PdfRefused, typeset

__all__ = ["PdfRefused", "typeset"]
