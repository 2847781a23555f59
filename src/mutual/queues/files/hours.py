"""Times of the week in words: ``Tuesday 14:00``, ``Monday-Friday 08:00-16:00``, ``daily 22:00-06:00``."""

import re

from mutual.finance.study_file.reader import Table, is_number, shown

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIME = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)")
_EXAMPLES = '"Monday-Friday 08:00-16:00", "Saturday 10:00-18:30" or "daily 22:00-06:00"'


def hour_of(table: Table, key: str) -> float:
    """Return hours since Monday 00:00 from ``Tuesday 14:00`` or a number. Raises ``StudyError``."""
    value = table.get(key)
    if is_number(value):
        return float(value)
    words = value.split() if isinstance(value, str) else []
    day, clock = (_day(words[0]), _clock(words[1])) if len(words) == 2 else (None, None)
    if day is not None and clock is not None:
        return day * 24 + clock
    return table.refuse(f'a time of the week is needed, such as "Tuesday 14:00", not {shown(value)}.', key)


def spans_of(table: Table, text: str, *keys: str | int) -> list[tuple[float, float]]:
    """Return from when to when, in hours since Monday 00:00; what passes Sunday night goes on on Monday."""
    words = text.split()
    days = _days(words[0]) if len(words) == 2 else None
    ends = [_clock(one) for one in words[1].split("-")] if len(words) == 2 else []
    if days is None or len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] == ends[1]:
        table.refuse(f"{text!r} says no time of the week; it is written {_EXAMPLES}.", *keys)
    found = []
    for day in days:
        begins = day * 24 + ends[0]
        stops = day * 24 + ends[1] + (24 if ends[1] < ends[0] else 0)
        found.append((begins, min(stops, 168.0)))
        if stops > 168:
            found.append((0.0, stops - 168.0))
    return found


def _day(word: str) -> int | None:
    found = [place for place, day in enumerate(DAYS) if len(word) >= 2 and day.startswith(word.lower())]
    return found[0] if len(found) == 1 else None


def _days(word: str) -> list[int] | None:
    if word.lower() == "daily":
        return list(range(7))
    ends = [_day(one) for one in word.split("-")]
    if len(ends) > 2 or any(end is None for end in ends):
        return None
    first, last = ends[0] or 0, ends[-1] or 0
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _clock(word: str) -> float | None:
    found = _TIME.fullmatch(word)
    if found is None:
        return None
    hours = int(found["hour"]) + int(found["minute"]) / 60
    return hours if hours <= 24 else None
