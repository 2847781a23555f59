"""What happened to meetings. Events name records by public id, never persons."""

from dataclasses import dataclass

from interlocal.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class MeetingEvent(Event):
    """Base of the events about one meeting; ``sequence`` is its calendar's number after the change."""

    meeting: str
    body: str
    sequence: int


@dataclass(frozen=True, kw_only=True)
class MeetingScheduled(MeetingEvent):
    """A meeting was set up."""


@dataclass(frozen=True, kw_only=True)
class MeetingChanged(MeetingEvent):
    """A meeting's title, time, place or way of taking part is another."""


@dataclass(frozen=True, kw_only=True)
class MeetingCancelled(MeetingEvent):
    """A meeting does not take place."""


@dataclass(frozen=True, kw_only=True)
class NoticePosted(MeetingEvent):
    """A notice was posted; ``kind`` is a ``NoticeKind``, ``number`` counts within the meeting."""

    number: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class MeetingOpened(MeetingEvent):
    """A meeting was called to order."""


@dataclass(frozen=True, kw_only=True)
class MeetingAdjourned(MeetingEvent):
    """A meeting is over."""


@dataclass(frozen=True, kw_only=True)
class MinutesPublished(MeetingEvent):
    """Approved minutes became public; ``version`` counts within the meeting."""

    version: int


@dataclass(frozen=True, kw_only=True)
class SeatsChanged(Event):
    """Somebody was given a seat on a body, stands in on it, or leaves it."""

    body: str


@dataclass(frozen=True, kw_only=True)
class AgendaChanged(MeetingEvent):
    """An agenda has another item, order or paper than before."""
