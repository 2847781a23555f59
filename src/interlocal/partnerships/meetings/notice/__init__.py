"""When the notice of a meeting must be posted at the latest, and why: plain values, no records."""

from .closed_days import ClosedDays, NeverOpen
from .holidays import Holiday, HolidayList, HolidayRule, holidays_in
from .reckoning import LocalDeadline, Reckoning, Stretch, Verdict, counted_between, reckon
from .rule import LocalRule, NoticeRule
from .words import explain, explain_posting

__all__ = [
    "ClosedDays",
    "Holiday",
    "HolidayList",
    "HolidayRule",
    "LocalDeadline",
    "LocalRule",
    "NeverOpen",
    "NoticeRule",
    "Reckoning",
    "Stretch",
    "Verdict",
    "counted_between",
    "explain",
    "explain_posting",
    "holidays_in",
    "reckon",
]
