"""Holidays of a year, from rules that stand as data."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Kept = Literal["same", "friday", "monday"]
_SHIFT = {"same": 0, "friday": -1, "monday": 1}


@dataclass(frozen=True, kw_only=True)
class HolidayRule:
    """A day of a ``month``: ``day``, or the ``nth`` ``weekday`` (Monday is 0; ``nth`` -1 is the last)."""

    name: str
    month: int
    day: int | None = None
    weekday: int | None = None
    nth: int = 0
    since: int = 0

    def in_year(self, year: int) -> date:
        """Return its date in ``year``."""
        if self.day is not None:
            return date(year, self.month, self.day)
        assert self.weekday is not None
        if self.nth < 0:
            last = date(year, self.month, calendar.monthrange(year, self.month)[1])
            return last - timedelta(days=(last.weekday() - self.weekday) % 7 - 7 * (self.nth + 1))
        first = date(year, self.month, 1)
        return first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1))


@dataclass(frozen=True, kw_only=True)
class HolidayList:
    """Holidays that some law names, and when they are kept if they fall on a weekend."""

    slug: str
    title: str
    section: str
    source: str
    saturday: Kept
    sunday: Kept
    is_unconfirmed: bool
    rules: tuple[HolidayRule, ...]


@dataclass(frozen=True, order=True)
class Holiday:
    """The day on which a holiday is kept, and its name."""

    on: date
    name: str


def holidays_in(holidays: HolidayList, year: int) -> tuple[Holiday, ...]:
    """Return the holidays kept in ``year``, in order.

    New Year's Day of the next year is among them where it is kept on 31 December.
    """
    found = {
        Holiday(_kept_on(rule.in_year(named), holidays), rule.name)
        for named in (year, year + 1)
        for rule in holidays.rules
        if named >= rule.since
    }
    return tuple(sorted(holiday for holiday in found if holiday.on.year == year))


def _kept_on(day: date, holidays: HolidayList) -> date:
    kept = {5: holidays.saturday, 6: holidays.sunday}.get(day.weekday(), "same")
    return day + timedelta(days=_SHIFT[kept])
