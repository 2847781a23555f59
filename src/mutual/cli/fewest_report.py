"""What ``mutual roster --fewest`` prints: shifts and people of a week before anybody is named."""

from typing import Any

import numpy as np

from mutual.rosters import Cover, Requirement, Rules, Search, cover
from mutual.rosters.period import WEEKDAYS

TOGETHER = "together"


def covers_of(rules: Rules, requirement: Requirement, *, fewest: str, search: Search) -> dict[str, Cover]:
    """Return a cover for each post by itself, and for all of them as one. Raises ``RosterError``.

    A week that needs most, slot by slot, stands for all weeks of the period.
    """
    weeks = requirement.need.reshape(len(rules.posts), rules.period.weeks, -1).max(axis=1)
    needs = dict(zip(rules.posts, weeks, strict=True))
    if len(needs) > 1:
        needs[TOGETHER] = weeks.sum(axis=0)
    days = 7 - rules.limits.days_off_a_week
    contract = float(np.median([person.contract for person in rules.people]))
    return {
        name: cover(
            need,
            rules.shifts,
            fewest=fewest,
            days_a_week=min(days, rules.limits.days_in_a_row or 7),
            together=rules.limits.days_off_together > 1,
            contract=contract,
            search=search,
        )
        for name, need in needs.items()
    }


def as_text(rules: Rules, covers: dict[str, Cover]) -> str:
    """Return a line a post, and the shifts of all posts as one."""
    width = max(map(len, covers))
    lines = [rules.title, "", f"{'':{width}}  needed  in shifts   over   FTE  people"]
    lines += [_line(name.ljust(width), one) for name, one in covers.items()]
    lines += [
        "",
        "Hours of a week: needed, and paid for in legal shifts. People work a contract on average and",
        "have the days off that the rules ask for; rest, leave and who may work where are left out.",
        "",
    ]
    *_, last = covers
    return "\n".join([*lines, f"Shifts {last}:" if len(covers) > 1 else "Shifts:", *_shifts(covers[last])])


def _line(name: str, one: Cover) -> str:
    bound = "" if one.is_proven else f" (at least {one.bound:g})"
    over = f"{100 * one.over:4.0f} %"
    return (
        f"{name}  {one.needed_hours:6g}  {one.hours:9g}  {over}  {one.full_time:4.1f}  {one.people:6}{bound}"
    )


def _shifts(found: Cover) -> list[str]:
    by_shift: dict[str, list[int]] = {}
    for one in found.shifts:
        by_shift.setdefault(one.shift.said, [0] * 7)[one.day] += one.people
    width = max(map(len, by_shift), default=0)
    heading = f"  {'':{width}}  " + " ".join(f"{day:>3}" for day in WEEKDAYS)
    rows = [
        f"  {said:{width}}  " + " ".join(f"{people or '.':>3}" for people in days)
        for said, days in by_shift.items()
    ]
    return [heading, *rows] if rows else ["  none"]


def as_json(covers: dict[str, Cover]) -> dict[str, Any]:
    """Return the covers as plain values."""
    return {
        name: {
            "needed_hours": one.needed_hours,
            "hours": one.hours,
            "over": round(one.over, 6),
            "fte": one.full_time,
            "people": one.people,
            "fewest": one.fewest,
            "bound": one.bound,
            "proven": one.is_proven,
            "shifts": [
                {"weekday": WEEKDAYS[each.day], "shift": each.shift.said, "people": each.people}
                for each in one.shifts
            ],
        }
        for name, one in covers.items()
    }
