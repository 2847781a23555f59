"""What posts need, as a rules file writes it."""

from collections.abc import Sequence

import numpy as np

from mutual.finance.study_file.reader import Table
from mutual.rosters.period import Period
from mutual.rosters.requirement import MOST_NEEDED, Counts, Requirement
from mutual.rosters.rules_file.times import a_date, stretch, weekdays


def requirement_of(top: Table, period: Period) -> Requirement | None:
    """Return what the posts need; ``None`` where none says it. Refuses where only some say it."""
    posts = top.tables_by_name("posts")
    given = [table for _, table in posts if table.has("need")]
    rows = [_post(table, period) for _, table in posts]
    if not given:
        return None
    counts, least = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    return Requirement(tuple(name for name, _ in posts), counts, least)


def _post(table: Table, period: Period) -> tuple[Counts, Counts]:
    """Return need and least by day and slot; where entries overlap the last one holds."""
    need = np.zeros((period.days, period.slots), dtype=np.int64)
    least = np.zeros_like(need)
    for entry in table.tables("need"):
        people = entry.whole("people", least=0, most=MOST_NEEDED)
        lowest = entry.whole("least", 0, least=0, most=people)
        first, last = stretch(entry)
        for time, key in ((first, "from"), (last, "until")):
            if time % period.slot:
                entry.refuse(f"it does not fall on a slot of {period.slot} minutes.", key)
        for day in _days(entry, period):
            for slot in range(first // period.slot, last // period.slot):
                place, late = day + slot // period.slots, slot % period.slots
                if period.repeats:
                    place %= period.days
                if 0 <= place < period.days:
                    need[place, late], least[place, late] = people, lowest
        entry.done()
    table.done()
    return need, least


def _days(entry: Table, period: Period) -> Sequence[int]:
    if entry.has("dates"):
        days = [period.day_of(a_date(entry, value, "dates")) for value in entry.items("dates")]
        for day in days:
            if not 0 <= day < period.days:
                entry.refuse(f"{period.date_of(day)} is not in the period.", "dates")
        return days
    if not entry.has("days"):
        return range(-1, period.days)  # the night before the first day, too
    chosen = weekdays(entry, "days")
    return [day for day in range(-1, period.days) if day % 7 in chosen]
