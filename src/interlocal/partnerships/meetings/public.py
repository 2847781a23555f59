"""The door of the room: what other rooms may use."""

from interlocal.partnerships.meetings.models import (
    AgendaItem,
    Body,
    BodyMember,
    Meeting,
    MeetingState,
)
from interlocal.partnerships.meetings.queries import meeting_for, meetings_for
from interlocal.partnerships.meetings.rules import Permission

__all__ = [
    "AgendaItem",
    "Body",
    "BodyMember",
    "Meeting",
    "MeetingState",
    "Permission",
    "meeting_for",
    "meetings_for",
]
