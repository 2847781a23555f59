"""Which groups of cities can do it together."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Together:
    """Which groups can do it together: those of ``members`` with the lead city, of one city if it may."""

    members: tuple[int, ...]
    lead: int | None = None
    alone_may: bool = False

    def can(self, group: int) -> bool:
        """Can this group, whose cities are the bits of the number, do it?"""
        if group & ~sum(1 << place for place in self.members):
            return False
        if self.lead is not None and not group >> self.lead & 1:
            return False
        return group.bit_count() >= (1 if self.alone_may else 2)
