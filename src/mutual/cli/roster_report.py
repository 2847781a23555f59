"""What ``mutual roster`` prints and writes."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

import numpy as np

from mutual.pictures import line_chart
from mutual.rosters import Breach, Duty, Roster, RosterFile, missing_stretches
from mutual.rosters.period import DAY, HOUR, WEEKDAYS, clock

FORMAT = 1  # of the JSON; raised when a key changes its meaning or goes
COLUMNS = (
    "date",
    "weekday",
    "person",
    "post",
    "shift",
    "begins",
    "ends",
    "break_begins",
    "break_ends",
    "paid_hours",
)
_MOST_SHORT = 12
_LINES = (
    ("wages", "wages at the plain wage"),
    ("overtime", "on top for overtime"),
    ("night", "on top for nights"),
    ("weekend", "on top for weekends"),
    ("idle", "guaranteed hours not worked"),
    ("short", "price of hours short"),
    ("wishes", "price of wishes not kept"),
)


def as_text(
    given: RosterFile, roster: Roster, breaches: Sequence[Breach], *, is_written: bool = False
) -> str:
    """Return the rota week by week, hours by person, cost, what is short, and how good it is.

    ``is_written`` says that it was not searched for, so that nothing is known of how good it is.
    """
    parts = [roster.rules.title, *([given.note] if given.note else []), ""]
    codes = _codes(roster.rules.posts)
    for week in range(roster.rules.period.weeks):
        parts += [*_week(roster, week, codes), ""]
    if len(codes) > 1:
        parts += ["  ".join(f"{code} {post}" for post, code in codes.items()), ""]
    parts += [*_people(roster), "", *_cost(roster), "", *_short(roster)]
    if not is_written:
        parts.append(_quality(roster))
    if breaches:
        parts += ["Looked through rule by rule, this roster breaks rules:", *(f"  {one}" for one in breaches)]
    elif is_written:
        parts.append("Looked through rule by rule: every rule is kept.")
    else:
        parts.append("Looked through again rule by rule, apart from the search: every rule is kept.")
    return "\n".join(parts)


def _codes(posts: Sequence[str]) -> dict[str, str]:
    """Return two or three letters for each post, each different."""
    found: dict[str, str] = {}
    for post in posts:
        words = [word for word in post.replace("-", " ").split() if word[:1].isalnum()] or [post]
        first = "".join(word[0] for word in words[:3]).upper() if len(words) > 1 else words[0][:2]
        code, number = first, 2
        while code in found.values():
            code, number = f"{first}{number}", number + 1
        found[post] = code
    return found


def _week(roster: Roster, week: int, codes: dict[str, str]) -> list[str]:
    period = roster.rules.period
    days = range(7 * week, 7 * week + 7)
    heads = [f"{WEEKDAYS[day % 7]} {period.date_of(day).day}" for day in days]
    rows = [[f"Week {week + 1}", *heads, "hours"]]
    hours = roster.hours()
    for person in roster.rules.people:
        cells = [_cell(roster, person.name, day, codes) for day in days]
        rows.append([person.name, *cells, f"{hours[person.name][week]:g}"])
    return _columns(rows)


def _cell(roster: Roster, person: str, day: int, codes: dict[str, str]) -> str:
    duty = roster.duty(person, day)
    if duty is None:
        return "away" if day in roster.rules.by_name[person].away else "."
    times = f"{_short_clock(duty.shift.start)}-{_short_clock(duty.shift.end)}"
    return times if len(codes) == 1 else f"{times} {codes[duty.post]}"


def _short_clock(minutes: int) -> str:
    return clock(minutes).removesuffix(":00")


def _columns(rows: list[list[str]]) -> list[str]:
    """Return rows with columns as wide as they need; the first and the last column at the edges."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths[:-1], strict=True)]
        lines.append("  ".join([*cells, row[-1].rjust(widths[-1])]).rstrip())
    return lines


def _people(roster: Roster) -> list[str]:
    rules, hours = roster.rules, roster.hours()
    rows = [["Over the period", "hours", "overtime", "nights", "weekends"]]
    for person in rules.people:
        own = [duty for duty in roster.duties if duty.person == person.name]
        over = sum(max(0.0, one - person.contract) for one in hours[person.name])
        nights = sum(rules.is_night(duty.shift) for duty in own)
        weekends = len({duty.day // 7 for duty in own if duty.day % 7 >= 5})
        rows.append([person.name, f"{sum(hours[person.name]):g}", f"{over:g}", str(nights), str(weekends)])
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return [
        "  ".join([row[0].ljust(widths[0]), *(row[column].rjust(widths[column]) for column in range(1, 5))])
        for row in rows
    ]


def _cost(roster: Roster) -> list[str]:
    unit = roster.rules.pay.unit
    lines = [(says, getattr(roster.cost, name)) for name, says in _LINES]
    shown = [(says, amount) for says, amount in lines if amount or says == _LINES[0][1]]
    shown.append(("together", roster.cost.total))
    return [f"{says:32}{amount:>14,.2f} {unit}" for says, amount in shown]


def _short(roster: Roster) -> list[str]:
    found = missing_stretches(roster.rules, roster.missing)
    if not found:
        return ["Nobody is missing: every hour is covered."]
    lines = [f"{roster.short_hours:g} hours are short:"]
    lines += [f"  {one}" for one in found[:_MOST_SHORT]]
    return lines + ([f"  and {len(found) - _MOST_SHORT} more"] if len(found) > _MOST_SHORT else [])


def _quality(roster: Roster) -> str:
    if roster.is_proven and roster.gap < 1e-6:
        return "No roster under these rules costs less: that is proved."
    end = "As asked" if roster.is_proven else "The search was ended"
    return (
        f"{end}: no roster under these rules costs less than {roster.bound:,.2f}, so this one is at most "
        f"{100 * roster.gap:.2f} % above the least cost."
    )


def as_json(given: RosterFile, roster: Roster, breaches: Sequence[Breach]) -> dict[str, Any]:
    """Return everything as plain values; money in the file's unit, times of the clock on the wall."""
    rules = roster.rules
    return {
        "format": FORMAT,
        "title": rules.title,
        "note": given.note,
        "unit": rules.pay.unit,
        "first": rules.period.first.isoformat(),
        "weeks": rules.period.weeks,
        "slot_minutes": rules.period.slot,
        "posts": list(rules.posts),
        "duties": [dict(zip(COLUMNS, _row(roster, duty), strict=True)) for duty in roster.duties],
        "hours": roster.hours(),
        "cost": {
            **{name: round(getattr(roster.cost, name), 2) for name, _ in _LINES},
            "total": round(roster.cost.total, 2),
        },
        "bound": round(roster.bound, 2),
        "gap": round(roster.gap, 6),
        "proven": roster.is_proven,
        "seconds": round(roster.seconds, 2),
        "needed_hours": float(roster.requirement.need.sum()) * rules.period.slot / HOUR,
        "short_hours": roster.short_hours,
        "short": [
            {
                "post": one.post,
                "date": rules.period.date_of(one.day).isoformat(),
                "from": clock(one.first),
                "until": clock(one.last),
                "people": one.people,
            }
            for one in missing_stretches(rules, roster.missing)
        ],
        "breaches": [{"rule": one.rule, "about": one.about, "says": one.says} for one in breaches],
    }


def as_csv(roster: Roster) -> str:
    """Return the rota, a row a duty, for a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for duty in roster.duties:
        writer.writerow([_safe(cell) if isinstance(cell, str) else cell for cell in _row(roster, duty)])
    return text.getvalue()


def _row(roster: Roster, duty: Duty) -> tuple[str | float, ...]:
    midnight = datetime.combine(roster.rules.period.date_of(duty.day), time())

    def at(minutes: int) -> str:
        return f"{midnight + timedelta(minutes=minutes):%Y-%m-%d %H:%M}"

    pause = ("", "")
    if duty.pause is not None and duty.shift.pause is not None:
        begins = duty.shift.start + duty.pause
        pause = (at(begins), at(begins + duty.shift.pause.minutes))
    return (
        midnight.date().isoformat(),
        WEEKDAYS[duty.day % 7],
        duty.person,
        duty.post,
        duty.shift.name,
        at(duty.shift.start),
        at(duty.shift.end),
        *pause,
        duty.shift.paid / HOUR,
    )


def _safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def as_svg(roster: Roster) -> str:
    """Return who is needed and who is there at all posts by time of the week: the mean and the fewest."""
    weeks, slots = roster.rules.period.weeks, DAY // roster.rules.period.slot

    def weekly(counts: Any) -> Any:
        return counts.sum(axis=0).reshape(weeks, 7 * slots)

    there = weekly(roster.there)
    series = {  # what is needed lies on top of what is the same
        "there on average": np.round(there.mean(axis=0), 3),
        "there in the week with fewest": there.min(axis=0),
        "needed": weekly(roster.requirement.need).max(axis=0),
    }
    return line_chart(
        roster.rules.title,
        across=list(np.arange(7 * slots + 1) * roster.rules.period.slot / HOUR),
        series={name: [float(value) for value in values] for name, values in series.items()},
        x="hour of the week",
        y="people",
        steps=True,
    )
