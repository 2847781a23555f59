"""Terms and notice windows of agreements, as pure functions of dates. Plain Python, no Django."""

from interlocal.partnerships.agreements.terms.months import last_day_of_term, months_from
from interlocal.partnerships.agreements.terms.windows import Anchor, Unit, Window, deadline, earliest_last_day

__all__ = [
    "Anchor",
    "Unit",
    "Window",
    "deadline",
    "earliest_last_day",
    "last_day_of_term",
    "months_from",
]
