"""What a council gets to adopt: Word, PDF, Akoma Ntoso and one page for its members. Needs no Django."""

from .mark import PacketMark, packet_mark, text_digest

__all__ = ["PacketMark", "packet_mark", "text_digest"]
