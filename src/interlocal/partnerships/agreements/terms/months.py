"""Arithmetic in calendar months, with the end-of-month rule stated once."""

from calendar import monthrange
from datetime import date, timedelta

MONTHS_A_YEAR = 12


def months_from(day: date, count: int) -> date:
    """Return the day ``count`` calendar months after ``day``; before it where ``count`` is negative.

    The end-of-month rule: it is the day of the same number, or the last day of a month that has no such day.
    One month after January 31 is February 28, or 29 in a leap year; one month after February 28 is March 28.
    So going there and back can arrive up to three days early. Raises ``ValueError`` or ``OverflowError``
    outside the years 1 to 9999.
    """
    months = day.year * MONTHS_A_YEAR + day.month - 1 + count
    year, month = divmod(months, MONTHS_A_YEAR)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def last_day_of_term(first_day: date, months: int) -> date:
    """Return the last day of a term of ``months`` (at least one) that begins on ``first_day``.

    It is the day before the same day ``months`` later: a year from July 1 ends on June 30. Raises
    ``ValueError`` for a term without months.
    """
    if months < 1:
        raise ValueError("A term lasts at least one month.")
    return months_from(first_day, months) - timedelta(days=1)
