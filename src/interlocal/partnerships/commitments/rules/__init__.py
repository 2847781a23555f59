"""Who may, and what is valid."""

from interlocal.partnerships.commitments.rules.dates import day_of, due_date, weekdays_after, weekdays_before
from interlocal.partnerships.commitments.rules.links import LASTS, LinkState, link_state
from interlocal.partnerships.commitments.rules.permissions import (
    Permission,
    may_assign,
    may_close,
    may_edit_procedure,
    may_lead_run,
    may_open_for,
    may_read,
    may_withdraw,
    readable,
    reader_of,
    within,
)
from interlocal.partnerships.commitments.rules.reminding import WEEK, reminder_stage
from interlocal.partnerships.commitments.rules.validity import (
    check_date_reason,
    check_done_on,
    check_evidence,
    check_hours,
    check_owed,
    check_owner,
    check_taken_down,
    check_text,
)

__all__ = [
    "LASTS",
    "WEEK",
    "LinkState",
    "Permission",
    "check_date_reason",
    "check_done_on",
    "check_evidence",
    "check_hours",
    "check_owed",
    "check_owner",
    "check_taken_down",
    "check_text",
    "day_of",
    "due_date",
    "link_state",
    "may_assign",
    "may_close",
    "may_edit_procedure",
    "may_lead_run",
    "may_open_for",
    "may_read",
    "may_withdraw",
    "readable",
    "reader_of",
    "reminder_stage",
    "weekdays_after",
    "weekdays_before",
    "within",
]
