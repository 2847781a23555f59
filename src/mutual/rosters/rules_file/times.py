"""Times, weekdays and dates as a rules file writes them."""

from datetime import date, datetime
from typing import Any

from mutual.finance.study_file.reader import Table, shown
from mutual.rosters.period import DAY, HOUR, WEEKDAYS, WHOLE_WEEKDAYS, Period, minutes_of
from mutual.rosters.rules_file.refusal import at

_GROUPS = {"weekdays": range(5), "weekend": (5, 6), "every day": range(7)}
_MOST_DAYS = 400


def time_of(table: Table, key: str, default: int | None = None) -> int:
    """Return a time as minutes after midnight."""
    if default is not None and not table.has(key):
        return default
    text = table.text(key)
    with at(table, key):
        return minutes_of(text)


def times_of(table: Table, key: str) -> list[int]:
    """Return a list of times, each once."""
    found = []
    for text in table.texts(key):
        with at(table, key):
            found.append(minutes_of(text))
    return found


def hours_of(
    table: Table, key: str, default: float | None = None, *, least: float = 0.0, most: float = 168.0
) -> float:
    """Return a number of hours within bounds."""
    value = table.number(key, default)
    if not least <= value <= most:
        table.refuse(f"{value:g} hours do not lie between {least:g} and {most:g}.", key)
    return value


def minutes_from_hours(table: Table, key: str, default: float | None = None) -> int:
    """Return hours as whole minutes."""
    value = hours_of(table, key, default) * HOUR
    if abs(value - round(value)) > 1e-6:
        table.refuse(f"{value / HOUR:g} hours are no whole minutes.", key)
    return round(value)


def money(table: Table, key: str, default: float | None = None) -> float:
    """Return an amount of 0 or more."""
    value = table.number(key, default)
    if not 0 <= value <= 1e9:
        table.refuse(f"an amount between 0 and 1,000,000,000 is needed, not {value:g}.", key)
    return value


def weekday(table: Table, word: str, *keys: str | int) -> int:
    """Return a weekday, 0 for Monday, from ``Mon`` or ``Monday``."""
    short = word[:3].capitalize() if word.capitalize() in WHOLE_WEEKDAYS else word
    return WEEKDAYS.index(table.one_of(short, WEEKDAYS, "weekday", *keys))


def weekdays(table: Table, key: str) -> list[int]:
    """Return weekdays, every one where the key is not there: ``["Mon", "Tue"]`` or ``"weekdays"``."""
    if not table.has(key):
        return list(range(7))
    value = table.get(key)
    if isinstance(value, str):
        return list(_GROUPS[table.one_of(value, _GROUPS, "group of days", key)])
    return [weekday(table, word, key) for word in table.texts(key)]


def a_date(table: Table, value: Any, *keys: str | int) -> date:
    """Return a date."""
    if not isinstance(value, date) or isinstance(value, datetime):
        table.refuse(f"a date such as 2026-01-05 is needed, not {shown(value)}.", *keys)
    found: date = value
    return found


def days_of(table: Table, key: str, period: Period) -> frozenset[int]:
    """Return days of the period from a list of dates and stretches ``{ from = ..., until = ... }``.

    Days outside the period are left out: leave may reach beyond it.
    """
    found: set[int] = set()
    for place, value in enumerate(table.items(key)):
        if isinstance(value, dict):
            inner = Table(table.file, value, (*table.path, key, place))
            first = a_date(inner, inner.get("from"), "from")
            last = a_date(inner, inner.get("until"), "until")
            inner.done()
            if not 0 <= (last - first).days <= _MOST_DAYS:
                inner.refuse(f"{last} is before {first}, or more than {_MOST_DAYS} days after it.", "until")
            found.update(range(period.day_of(first), period.day_of(last) + 1))
        else:
            found.add(period.day_of(a_date(table, value, key)))
    return frozenset(day for day in found if 0 <= day < period.days)


def stretch(table: Table) -> tuple[int, int]:
    """Return ``from`` and ``until`` in minutes; what is not after ``from`` is on the next day."""
    first, last = time_of(table, "from", 0), time_of(table, "until", DAY)
    return first, last if last > first else last + DAY
