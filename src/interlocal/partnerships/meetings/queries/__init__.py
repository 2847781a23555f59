"""Reads of the room. A query for a person authorises in the same step."""

from interlocal.partnerships.meetings.queries.reading import (
    bodies_for,
    body_for,
    meeting_for,
    meeting_to_arrange,
    meeting_to_record,
    meetings_for,
    members_on,
    own_seats,
)

__all__ = [
    "bodies_for",
    "body_for",
    "meeting_for",
    "meeting_to_arrange",
    "meeting_to_record",
    "meetings_for",
    "members_on",
    "own_seats",
]
