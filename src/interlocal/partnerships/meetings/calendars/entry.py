"""One meeting as a calendar shows it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Person:
    """Whoever calls a meeting or is asked to it, with the address of their calendar."""

    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A meeting in a calendar. ``uid`` stays for life, ``sequence`` rises with each material change.

    ``stamped_at`` is when this version was made; ``url`` leads to its page.
    """

    uid: str
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo
    stamped_at: datetime
    organizer: Person
    place: str = ""
    description: str = ""
    url: str = ""
    is_cancelled: bool = False
