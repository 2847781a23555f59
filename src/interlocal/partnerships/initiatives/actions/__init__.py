"""The verbs of the room. Each is one transaction with its audit entry; the rules speak first."""

from interlocal.partnerships.initiatives.actions.case import (
    add_document,
    change_initiative,
    compare_practice,
    expect,
    give_support,
    name_risk,
    record_result,
    show_pressure,
    withdraw_part,
)
from interlocal.partnerships.initiatives.actions.gates import (
    move_initiative,
    pass_gate,
    record_decision,
    say_met,
    take_back_met,
)
from interlocal.partnerships.initiatives.actions.pain_points import (
    add_initiative,
    dissolve_group,
    group_pain_points,
    start_initiative,
    state_pain_point,
    withdraw_pain_point,
)
from interlocal.partnerships.initiatives.actions.participations import end_participation, record_participation
from interlocal.partnerships.initiatives.actions.pipeline import (
    change_pipeline,
    draft_pipeline,
    publish_pipeline,
)
from interlocal.partnerships.initiatives.actions.programs import (
    add_link,
    add_program,
    change_program,
    publish_program,
    report_outcome,
    withdraw_program,
)
from interlocal.partnerships.initiatives.actions.staff import (
    answer_ask,
    ask_hours,
    assign_staff,
    end_assignment,
    say_hours,
)
from interlocal.partnerships.initiatives.actions.taking_part import (
    end_exploring,
    invite_to_explore,
    link_program,
    take_part,
)

__all__ = [
    "add_document",
    "add_initiative",
    "add_link",
    "add_program",
    "answer_ask",
    "ask_hours",
    "assign_staff",
    "change_initiative",
    "change_pipeline",
    "change_program",
    "compare_practice",
    "dissolve_group",
    "draft_pipeline",
    "end_assignment",
    "end_exploring",
    "end_participation",
    "expect",
    "give_support",
    "group_pain_points",
    "invite_to_explore",
    "link_program",
    "move_initiative",
    "name_risk",
    "pass_gate",
    "publish_pipeline",
    "publish_program",
    "record_decision",
    "record_participation",
    "record_result",
    "report_outcome",
    "say_hours",
    "say_met",
    "show_pressure",
    "start_initiative",
    "state_pain_point",
    "take_back_met",
    "take_part",
    "withdraw_pain_point",
    "withdraw_part",
    "withdraw_program",
]
