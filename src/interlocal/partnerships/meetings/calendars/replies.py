"""What a calendar answers to a request, and whether it still says anything."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from icalendar import Calendar, Component, Event

MAX_BYTES = 256 * 1024
_MAILTO = "mailto:"


class UnreadableReply(ValueError):
    """The file is no reply of a calendar; the message says what it is instead, for a person."""


class Standing(StrEnum):
    """What a reply is worth beside the meeting as it is now and the replies on record."""

    NEW = "new"
    OLDER_VERSION = "older-version"  # it answers what the meeting was before a change
    OUT_OF_ORDER = "out-of-order"  # a later answer of the same person is on record


@dataclass(frozen=True)
class Reply:
    """One person's answer: ``answer`` is a PARTSTAT, such as ``ACCEPTED``, ``DECLINED``, ``TENTATIVE``."""

    uid: str
    sequence: int
    address: str
    answer: str
    stamped_at: datetime
    comment: str = ""


def read_reply(data: bytes) -> Reply:
    """Read an iCalendar file with METHOD REPLY; raises ``UnreadableReply`` for anything else.

    It must hold one event with UID, DTSTAMP and one ATTENDEE who answers (RFC 5546, 3.2.3).
    """
    if len(data) > MAX_BYTES:
        raise UnreadableReply("The file is over 256 kB: a calendar's answer is a few hundred bytes.")
    try:
        return _only_reply(Calendar.from_ical(data))
    except UnreadableReply:
        raise
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        # What the parser trips over in damaged files, at once or when a value is asked for.
        raise UnreadableReply("The file is not a calendar file, or it is damaged.") from None


def _only_reply(calendar: Component) -> Reply:
    method = str(calendar.get("METHOD", "")).upper()
    if method != "REPLY":
        raise UnreadableReply(f"The file is no answer: its method is {method or 'not given'}, not REPLY.")
    events = [one for one in calendar.walk("VEVENT") if isinstance(one, Event)]
    if len(events) != 1:
        raise UnreadableReply(f"An answer is about one meeting; the file holds {len(events)}.")
    return _reply(events[0])


def standing_of(reply: Reply, *, sequence: int, latest: datetime | None) -> Standing:
    """Judge ``reply`` to a meeting whose number is ``sequence``.

    ``latest`` is the DTSTAMP of that person's latest reply to this version, if one is on record. By RFC 5546
    (2.1.5) an older SEQUENCE is obsolete, and of equal ones the later DTSTAMP counts.
    """
    if reply.sequence < sequence:
        return Standing.OLDER_VERSION
    if latest is not None and reply.stamped_at <= latest:
        return Standing.OUT_OF_ORDER
    return Standing.NEW


def _reply(event: Event) -> Reply:
    missing = [name for name in ("UID", "DTSTAMP", "ATTENDEE") if name not in event]
    if missing:
        raise UnreadableReply(f"The answer lacks {', '.join(missing)}.")
    attendee = event["ATTENDEE"]
    if isinstance(attendee, list):
        raise UnreadableReply("The answer names several people; it must name who answers.")
    stamped_at = event.decoded("DTSTAMP")
    if not isinstance(stamped_at, datetime) or stamped_at.tzinfo is None:
        raise UnreadableReply("The answer does not say when it was made (DTSTAMP).")
    return Reply(
        uid=str(event["UID"]),
        sequence=int(event.get("SEQUENCE", 0)),
        address=_address(str(attendee)),
        answer=str(attendee.params.get("PARTSTAT", "NEEDS-ACTION")).upper(),
        stamped_at=stamped_at.astimezone(UTC),
        comment=_text(event.get("COMMENT", ""))[:300],
    )


def _address(text: str) -> str:
    return (text[len(_MAILTO) :] if text.lower().startswith(_MAILTO) else text).strip().lower()


def _text(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
