"""What was read, as JSON: how it waits until a person has seen it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, time
from typing import Any

from .council_record import ReadItem, ReadMeeting, ReadVote


def to_json(meetings: Iterable[ReadMeeting]) -> list[dict[str, Any]]:
    """Return ``meetings`` as plain lists, texts and numbers."""
    return [
        asdict(one)
        | {
            "on": one.on.isoformat(),
            "starts_at_time": one.starts_at_time.isoformat() if one.starts_at_time else None,
        }
        for one in meetings
    ]


def from_json(rows: Iterable[Mapping[str, Any]]) -> tuple[ReadMeeting, ...]:
    """Return what ``to_json`` wrote down."""
    return tuple(_meeting(dict(row)) for row in rows)


def _meeting(row: dict[str, Any]) -> ReadMeeting:
    starts = row["starts_at_time"]
    return ReadMeeting(
        **row
        | {
            "on": date.fromisoformat(row["on"]),
            "starts_at_time": time.fromisoformat(starts) if starts else None,
            "items": tuple(_item(dict(item)) for item in row["items"]),
        }
    )


def _item(row: dict[str, Any]) -> ReadItem:
    return ReadItem(**row | {"votes": tuple(ReadVote(**vote) for vote in row["votes"])})
