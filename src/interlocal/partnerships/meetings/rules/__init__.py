"""Who may do what with meetings, and what is valid."""

from interlocal.partnerships.meetings.rules.agendas import (
    LEFT_OVER,
    refuse_agenda_of_the_past,
    refuse_answered,
    refuse_impossible_item,
    refuse_item_that_began,
    refuse_not_left_over,
    refuse_other_body,
)
from interlocal.partnerships.meetings.rules.bodies import (
    refuse_end_of_seat,
    refuse_impossible_body,
    refuse_reversed,
    refuse_second_seat,
    refuse_substitute_outside,
    refuse_unnamed,
    zone_of,
)
from interlocal.partnerships.meetings.rules.calendars import (
    refuse_address,
    refuse_answer_to_the_future,
)
from interlocal.partnerships.meetings.rules.floor import (
    DECIDED,
    PENDING,
    body_on_the_floor,
    changes_of,
    objection_words,
    pending_of,
    share_needed,
)
from interlocal.partnerships.meetings.rules.meetings import (
    refuse_change_of_the_past,
    refuse_impossible_time,
    refuse_unexplained,
    refuse_unobservable,
)
from interlocal.partnerships.meetings.rules.notices import (
    differs,
    owes_notice,
    refuse_closed_without_ground,
    refuse_notice,
    refuse_posting,
    refuse_short_without_cause,
    wording_of,
)
from interlocal.partnerships.meetings.rules.permissions import (
    Permission,
    may_arrange,
    may_edit_bodies,
    may_propose,
    may_record,
)
from interlocal.partnerships.meetings.rules.series import (
    days_of,
)
from interlocal.partnerships.meetings.rules.session import (
    is_running,
    refuse_empty,
    refuse_moment,
    refuse_opening,
    refuse_out_of_turn,
    refuse_unopened,
    refuse_unplanned,
    refuse_unseconded,
)

__all__ = [
    "DECIDED",
    "LEFT_OVER",
    "PENDING",
    "Permission",
    "body_on_the_floor",
    "changes_of",
    "days_of",
    "differs",
    "is_running",
    "may_arrange",
    "may_edit_bodies",
    "may_propose",
    "may_record",
    "objection_words",
    "owes_notice",
    "pending_of",
    "refuse_address",
    "refuse_agenda_of_the_past",
    "refuse_answer_to_the_future",
    "refuse_answered",
    "refuse_change_of_the_past",
    "refuse_closed_without_ground",
    "refuse_empty",
    "refuse_end_of_seat",
    "refuse_impossible_body",
    "refuse_impossible_item",
    "refuse_impossible_time",
    "refuse_item_that_began",
    "refuse_moment",
    "refuse_not_left_over",
    "refuse_notice",
    "refuse_opening",
    "refuse_other_body",
    "refuse_out_of_turn",
    "refuse_posting",
    "refuse_reversed",
    "refuse_second_seat",
    "refuse_short_without_cause",
    "refuse_substitute_outside",
    "refuse_unexplained",
    "refuse_unnamed",
    "refuse_unobservable",
    "refuse_unopened",
    "refuse_unplanned",
    "refuse_unseconded",
    "share_needed",
    "wording_of",
    "zone_of",
]
