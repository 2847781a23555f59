"""A packet's PDF pages: the instrument, and the one page for council members, as values and as files."""

from interlocal.partnerships.instruments.printing.pages import brief_pdf, packet_pdf

__all__ = ["brief_pdf", "packet_pdf"]
