"""Hours promised: what an assignment comes to in a month."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from interlocal.partnerships.initiatives.models import Assignment, Per

HUNDREDTH = Decimal("0.01")
MONTHS = 12
WEEKS_IN_A_YEAR = Decimal(52)
MONTHS_IN_A_YEAR = Decimal(12)


def month_of(day: date) -> date:
    """Return the first day of the month of ``day``."""
    return day.replace(day=1)


def months_ended(today: date, count: int) -> tuple[date, date]:
    """Return the first days of the first and last of the ``count`` months that have ended by ``today``."""
    last = month_of(month_of(today) - timedelta(days=1))
    number = last.year * MONTHS + last.month - count
    return date(number // MONTHS, number % MONTHS + 1, 1), last


def months_between(first: date, last: date) -> Iterator[date]:
    """Yield the first day of each month from that of ``first`` to that of ``last``, both included."""
    month = month_of(first)
    while month <= last:
        yield month
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)


def promised_in(assignment: Assignment, month_on: date) -> Decimal:
    """Return the hours that ``assignment`` promises in the month that begins on ``month_on``.

    Hours a week count 52 / 12 times; a month in which it runs in part counts by its days. Rounded half up to
    hundredths of an hour.
    """
    days = monthrange(month_on.year, month_on.month)[1]
    last = month_on.replace(day=days)
    begins, ends = max(assignment.starts_on, month_on), min(assignment.ends_on or last, last)
    return _promised(assignment.hours, assignment.per, running=max(0, (ends - begins).days + 1), of=days)


@lru_cache(maxsize=1024)
def _promised(hours: Decimal, per: str, *, running: int, of: int) -> Decimal:
    """Return the hours of a month of which ``running`` days ``of`` all count."""
    monthly = hours * WEEKS_IN_A_YEAR / MONTHS_IN_A_YEAR if per == Per.WEEK else hours
    return (monthly * running / of).quantize(HUNDREDTH, ROUND_HALF_UP)
