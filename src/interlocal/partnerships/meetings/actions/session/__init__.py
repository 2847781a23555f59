"""Running a meeting: each verb adds to the record, one after the other, under the meeting's lock."""

from interlocal.partnerships.meetings.actions.session.attendance import annul_attendance, record_attendance
from interlocal.partnerships.meetings.actions.session.items import (
    close_item,
    pull_from_consent,
    take_up_item,
)
from interlocal.partnerships.meetings.actions.session.motions import (
    make_motion,
    second_motion,
    withdraw_motion,
)
from interlocal.partnerships.meetings.actions.session.notes import add_note, correct_note
from interlocal.partnerships.meetings.actions.session.opening import (
    adjourn,
    call_to_order,
    hand_over_chair,
    return_to_open_session,
)
from interlocal.partnerships.meetings.actions.session.promises import assign_action
from interlocal.partnerships.meetings.actions.session.voting import (
    begin_roll_call,
    close_roll_call,
    correct_vote,
    decide_without_roll_call,
    record_votes,
)

__all__ = [
    "add_note",
    "adjourn",
    "annul_attendance",
    "assign_action",
    "begin_roll_call",
    "call_to_order",
    "close_item",
    "close_roll_call",
    "correct_note",
    "correct_vote",
    "decide_without_roll_call",
    "hand_over_chair",
    "make_motion",
    "pull_from_consent",
    "record_attendance",
    "record_votes",
    "return_to_open_session",
    "second_motion",
    "take_up_item",
    "withdraw_motion",
]
