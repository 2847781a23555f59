"""The door of the room: what other rooms may use."""

from interlocal.partnerships.meetings.actions import (
    add_body,
    add_facility,
    add_item,
    add_local_rule,
    begin_series,
    close_facility,
    name_substitute,
    plan_series,
    post_notice,
    propose_item,
    schedule_meeting,
    seat_member,
    set_threshold,
    take_proposal,
)
from interlocal.partnerships.meetings.models import (
    AgendaItem,
    AgendaProposal,
    Body,
    BodyMember,
    Meeting,
    MeetingState,
)
from interlocal.partnerships.meetings.queries import meeting_for, meetings_for, searched
from interlocal.partnerships.meetings.rules import Permission

__all__ = [
    "AgendaItem",
    "AgendaProposal",
    "Body",
    "BodyMember",
    "Meeting",
    "MeetingState",
    "Permission",
    "add_body",
    "add_facility",
    "add_item",
    "add_local_rule",
    "begin_series",
    "close_facility",
    "meeting_for",
    "meetings_for",
    "name_substitute",
    "plan_series",
    "post_notice",
    "propose_item",
    "schedule_meeting",
    "searched",
    "seat_member",
    "set_threshold",
    "take_proposal",
]
