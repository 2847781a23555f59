"""The days that a roster is for, and how times are written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mutual.rosters.errors import RosterError

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WHOLE_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY = 24 * 60  # minutes
HOUR = 60
SATURDAY, SUNDAY = 5, 6
SLOTS = (15, 20, 30, 60)
MOST_WEEKS = 26
_TIME = re.compile(r"(\d{1,2}):(\d{2})")


@dataclass(frozen=True)
class Period:
    """``weeks`` whole weeks from ``first``, a Monday, in slots of ``slot`` minutes.

    Times are those of the clock on the wall: a night in which clocks change counts with its usual hours.
    With ``repeats`` the roster goes round: its last day is followed by its first. Raises ``RosterError``.
    """

    first: date
    weeks: int
    slot: int = HOUR
    repeats: bool = False

    def __post_init__(self) -> None:
        if self.first.weekday():
            monday = self.first - timedelta(days=self.first.weekday())
            raise RosterError(f"{said_date(self.first)} is no Monday; the Monday before is {monday}.")
        if not 1 <= self.weeks <= MOST_WEEKS:
            raise RosterError(f"A roster is for 1 to {MOST_WEEKS} weeks, not {self.weeks}.")
        if self.slot not in SLOTS:
            raise RosterError(f"A slot is {', '.join(map(str, SLOTS))} minutes long, not {self.slot}.")

    @property
    def days(self) -> int:
        """How many days there are."""
        return 7 * self.weeks

    @property
    def slots(self) -> int:
        """How many slots a day has."""
        return DAY // self.slot

    def date_of(self, day: int) -> date:
        """Return the date of a day, counted from 0; days before the period are negative."""
        return self.first + timedelta(days=day)

    def day_of(self, on: date) -> int:
        """Return the number of a date's day, which may lie outside the period."""
        return (on - self.first).days

    def named(self, day: int) -> str:
        """Return a day as ``"Mon 5 Jan"``."""
        on = self.date_of(day)
        return f"{WEEKDAYS[day % 7]} {on.day} {on:%b}"


def said_date(on: date) -> str:
    """Return a date as ``"Thursday 8 January 2026"``."""
    return f"{WHOLE_WEEKDAYS[on.weekday()]} {on.day} {on:%B %Y}"


def minutes_of(text: str) -> int:
    """Return the minutes after midnight of a time such as ``"07:30"``; ``"24:00"`` is the end of the day."""
    found = _TIME.fullmatch(text.strip())
    if not found or int(found[2]) > 59 or int(found[1]) * HOUR + int(found[2]) > DAY:
        raise RosterError(f"{text!r} is no time such as 07:30.")
    return int(found[1]) * HOUR + int(found[2])


def clock(minutes: int) -> str:
    """Return minutes after midnight as a time; what lies past midnight is the time of the next day."""
    inside = minutes if minutes == DAY else minutes % DAY
    return f"{inside // HOUR:02}:{inside % HOUR:02}"


def hours_said(minutes: float) -> str:
    """Return a length as ``"8 h"`` or ``"7.5 h"``."""
    return f"{minutes / HOUR:g} h"


def weekdays_said(days: Sequence[int]) -> str:
    """Return weekdays as ``"Mon to Fri"`` or ``"Mon, Wed"``."""
    ordered = sorted(set(days))
    if len(ordered) > 2 and ordered == list(range(ordered[0], ordered[-1] + 1)):
        return "every day" if len(ordered) == 7 else f"{WEEKDAYS[ordered[0]]} to {WEEKDAYS[ordered[-1]]}"
    return ", ".join(WEEKDAYS[day] for day in ordered)
