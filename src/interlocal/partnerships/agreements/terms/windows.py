"""When notice must be given, and what notice given on a day can achieve."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from interlocal.partnerships.agreements.terms.months import months_from


class Anchor(StrEnum):
    """What a notice window is measured from."""

    BEFORE_END = "before-end"
    ON_DATE = "on-date"
    ANY_TIME = "any-time"


class Unit(StrEnum):
    """In what it is measured."""

    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True)
class Window:
    """``count`` days or months before the last day of the term, or after notice given at any time; or a day.

    ``on`` is the last day for notice of a window with a date of its own, and empty for the others.
    """

    anchor: Anchor
    count: int = 0
    unit: Unit = Unit.DAYS
    on: date | None = None


def deadline(window: Window, ends_on: date | None) -> date | None:
    """Return the last day on which notice is in time.

    Counted back from ``ends_on``, the last day of the term, which is not itself counted: thirty days before
    June 30 is May 31. Months follow the end-of-month rule of ``months_from``. ``None`` where notice can be
    given at any time, or nobody knows when the term ends.
    """
    match window.anchor:
        case Anchor.ON_DATE:
            return window.on
        case Anchor.BEFORE_END if ends_on is not None:
            return _moved(ends_on, window, -1)
    return None


def earliest_last_day(window: Window, *, given_on: date, ends_on: date | None) -> date | None:
    """Return the earliest last day that a party can reach by notice given on ``given_on``.

    At any time: ``count`` days or months after the notice. With a deadline: the last day of the term, where
    notice is in time. ``None`` where it comes too late for this term, or nobody knows when the term ends.
    """
    if window.anchor == Anchor.ANY_TIME:
        return _moved(given_on, window, 1)
    by = deadline(window, ends_on)
    return ends_on if by is not None and given_on <= by else None


def _moved(day: date, window: Window, direction: int) -> date:
    if window.unit == Unit.MONTHS:
        return months_from(day, direction * window.count)
    return day + direction * timedelta(days=window.count)
