"""Who may, and what is valid."""

from interlocal.partnerships.initiatives.rules.asking import ASK_WORDS, AskState, ask_state
from interlocal.partnerships.initiatives.rules.hours import (
    month_of,
    months_between,
    months_ended,
    promised_in,
)
from interlocal.partnerships.initiatives.rules.permissions import (
    Permission,
    may_assign_staff,
    may_decide,
    may_edit,
    may_lead,
    may_state,
)
from interlocal.partnerships.initiatives.rules.pipeline import (
    DEFAULT_STAGES,
    refuse_emptied_stages,
    stage_after,
    stage_called,
)
from interlocal.partnerships.initiatives.rules.programs import (
    refuse_end_of_part,
    refuse_overlapping_part,
    refuse_reversed,
    refuse_second_of_title,
    refuse_unpublishable,
)
from interlocal.partnerships.initiatives.rules.validity import (
    day_of,
    expectation_met,
    read_yearly_figures,
    refuse_cost,
    refuse_ended,
    require_text,
)

__all__ = [
    "ASK_WORDS",
    "DEFAULT_STAGES",
    "AskState",
    "Permission",
    "ask_state",
    "day_of",
    "expectation_met",
    "may_assign_staff",
    "may_decide",
    "may_edit",
    "may_lead",
    "may_state",
    "month_of",
    "months_between",
    "months_ended",
    "promised_in",
    "read_yearly_figures",
    "refuse_cost",
    "refuse_emptied_stages",
    "refuse_end_of_part",
    "refuse_ended",
    "refuse_overlapping_part",
    "refuse_reversed",
    "refuse_second_of_title",
    "refuse_unpublishable",
    "require_text",
    "stage_after",
    "stage_called",
]
