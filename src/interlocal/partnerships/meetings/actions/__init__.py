"""The verbs of the room."""

from interlocal.partnerships.meetings.actions.agendas import (
    add_item,
    add_paper,
    carry_over,
    change_item,
    decline_proposal,
    move_item,
    propose_item,
    remove_item,
    remove_paper,
    take_proposal,
    withdraw_proposal,
)
from interlocal.partnerships.meetings.actions.bodies import (
    add_body,
    add_facility,
    add_local_rule,
    change_body,
    close_facility,
    end_local_rule,
    set_threshold,
)
from interlocal.partnerships.meetings.actions.calendars import (
    bring_calendars_up_to_date,
    bring_reply,
    end_feed,
    make_feed,
)
from interlocal.partnerships.meetings.actions.meetings import (
    begin_series,
    cancel_meeting,
    change_meeting,
    plan_series,
    schedule_meeting,
)
from interlocal.partnerships.meetings.actions.notices import post_notice
from interlocal.partnerships.meetings.actions.packets import ask_packet, make_packet, remake_packet
from interlocal.partnerships.meetings.actions.seats import end_seat, name_substitute, seat_member

__all__ = [
    "add_body",
    "add_facility",
    "add_item",
    "add_local_rule",
    "add_paper",
    "ask_packet",
    "begin_series",
    "bring_calendars_up_to_date",
    "bring_reply",
    "cancel_meeting",
    "carry_over",
    "change_body",
    "change_item",
    "change_meeting",
    "close_facility",
    "decline_proposal",
    "end_feed",
    "end_local_rule",
    "end_seat",
    "make_feed",
    "make_packet",
    "move_item",
    "name_substitute",
    "plan_series",
    "post_notice",
    "propose_item",
    "remake_packet",
    "remove_item",
    "remove_paper",
    "schedule_meeting",
    "seat_member",
    "set_threshold",
    "take_proposal",
    "withdraw_proposal",
]
