"""A council's meetings as its own system tells them."""

from dataclasses import dataclass
from datetime import date, time


class Unreadable(ValueError):
    """What was fetched or uploaded is not what it should be; the message is for a person."""


@dataclass(frozen=True)
class ReadVote:
    """How one member voted, in the source's own words."""

    person: str
    choice: str


@dataclass(frozen=True, kw_only=True)
class ReadItem:
    """One item of an agenda. ``matter`` is the file number of what was dealt with, ``result`` as told."""

    source_id: str
    number: str
    title: str
    matter: str = ""
    matter_kind: str = ""
    mover: str = ""
    seconder: str = ""
    result: str = ""
    votes: tuple[ReadVote, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReadMeeting:
    """One meeting of a council. ``starts_at_time`` is local, ``None`` where the source tells none."""

    source_id: str
    body: str
    on: date
    starts_at_time: time | None = None
    place: str = ""
    url: str = ""
    items: tuple[ReadItem, ...] = ()
