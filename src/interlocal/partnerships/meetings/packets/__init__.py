"""The agenda and its papers as one PDF with bookmarks: plain values in, bytes out."""

from .assembling import AgendaLine, Made, PacketContent, make
from .papers import Paper

__all__ = ["AgendaLine", "Made", "PacketContent", "Paper", "make"]
