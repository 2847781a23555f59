"""What a calendar program does with messages: the rule of RFC 5546, written from its text for these tests.

2.1.4 and 2.1.5: a component is found by its UID; a message with a lower SEQUENCE than the one held is
obsolete, and of equal ones the later DTSTAMP counts. 3.2.2: a REQUEST puts or updates. 3.2.5: a CANCEL takes
away.
"""

from dataclasses import dataclass, field
from datetime import datetime

from icalendar import Calendar


@dataclass
class Held:
    """An event in somebody's calendar, and the version that put it there."""

    version: tuple[int, datetime]
    starts_at: datetime
    title: str
    is_cancelled: bool = False


@dataclass
class Mailbox:
    """The calendar of one person, which applies what comes by mail."""

    address: str
    held: dict[str, Held] = field(default_factory=dict)

    def receive(self, message: bytes) -> bool:
        """Apply a message; return whether it changed the calendar."""
        calendar = Calendar.from_ical(message)
        event = calendar.walk("VEVENT")[0]
        if str(event["ATTENDEE"]).removeprefix("mailto:") != self.address:
            return False
        uid = str(event["UID"])
        version = (int(event.get("SEQUENCE", 0)), event.DTSTAMP)
        known = self.held.get(uid)
        if known is not None and version <= known.version:
            return False
        is_cancelled = calendar["METHOD"] == "CANCEL"
        if known is None and is_cancelled:
            return False
        self.held[uid] = Held(version, event.start, str(event["SUMMARY"]), is_cancelled)
        return True

    @property
    def shown(self) -> dict[str, datetime]:
        """What the person sees: the start of each event that is on."""
        return {uid: one.starts_at for uid, one in self.held.items() if not one.is_cancelled}
