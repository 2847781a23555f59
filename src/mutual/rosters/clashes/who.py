"""Slots at which too few people may be there, whatever else they work."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

import numpy as np

from mutual.rosters.clashes.clash import Clash
from mutual.rosters.coverage import coverage, covered_slots
from mutual.rosters.people import Duty
from mutual.rosters.period import DAY, HOUR, WHOLE_WEEKDAYS, clock
from mutual.rosters.requirement import Counts, Requirement
from mutual.rosters.rules import Rules

EVERYWHERE = "all posts together"
_MOST_SAID = 6
People = tuple[str, ...]


def too_few_may(rules: Rules, requirement: Requirement) -> Clash | None:
    """Return the stretches at which more people are needed than may be there, if there are any."""
    hard = must_be_there(rules, requirement)
    left = (hard - (0 if rules.period.repeats else coverage(rules, ()))).clip(min=0)
    may = _who_may(rules)
    found: dict[tuple[str, int, int, int, People], list[int]] = defaultdict(list)
    for post, need in [*zip(rules.posts, left, strict=True), (EVERYWHERE, left.sum(axis=0))]:
        if post == EVERYWHERE and (len(rules.posts) == 1 or found):
            continue
        for day in range(rules.period.days):
            for first, last, count, who in _stretches(rules, need[day], may[post], day):
                if count > len(who):
                    found[post, first, last, count, who].append(day)
    if not found:
        return None
    said = [_said(rules, *key, days) for key, days in found.items()]
    more = [f"And so on {len(said) - _MOST_SAID} more times."] if len(said) > _MOST_SAID else []
    return Clash((*said[:_MOST_SAID], *more), (), (_way(found),))


def too_few_hours(rules: Rules, requirement: Requirement) -> Clash | None:
    """Return the weeks that need more hours than all people may work; ``None`` where there are none."""
    hard, slot = must_be_there(rules, requirement), rules.period.slot
    if not rules.period.repeats:
        hard = (hard - coverage(rules, ())).clip(min=0)
    said, worst = [], 0.0
    late = max(0, *(shift.end - DAY for shift in rules.shifts)) // slot
    longest = max(shift.paid for shift in rules.shifts) / HOUR
    for week in range(rules.period.weeks):
        days = range(7 * week, 7 * week + 7)
        counts = hard[:, days.start : days.stop].copy()
        if week or rules.period.repeats:
            counts[:, 0, :late] = 0  # shifts of the week before reach there
        needed = float(counts.sum()) * slot / HOUR
        may = 0.0
        for person in rules.people:
            free = sum(day not in person.away for day in days)
            may += min(person.most, free * longest)
        if needed > may:
            hours = f"{needed:g} hours, and all together may work {may:g} at most"
            said.append(f"Week {week + 1} needs {hours}.")
            worst = max(worst, needed - may)
    if not said:
        return None
    way = (
        f"Ways out: {worst:g} more hours a week (more people, longer hours), fewer needed, or people missing "
        "at a price (pay.short)."
    )
    return Clash(tuple(said[:_MOST_SAID]), (), (way,))


def must_be_there(rules: Rules, requirement: Requirement) -> Counts:
    """Return how many must be there at any price."""
    return requirement.need if rules.pay.short is None else requirement.least


def _who_may(rules: Rules) -> dict[str, list[set[str]]]:
    """Return, by post and slot of the period, who may be there."""
    slots = rules.period.days * rules.period.slots
    may: dict[str, list[set[str]]] = {
        post: [set() for _ in range(slots)] for post in (*rules.posts, EVERYWHERE)
    }
    for person in rules.people:
        for day in range(rules.period.days):
            covered: set[int] = set()
            for shift in rules.shifts:
                if rules.may_work(person, day, shift):
                    for pause in shift.pauses(rules.period.slot):
                        covered.update(covered_slots(rules, Duty(person.name, day, shift, "", pause)))
            for post in (*person.posts, EVERYWHERE):
                for slot in covered:
                    may[post][slot].add(person.name)
    return may


def _stretches(
    rules: Rules, need: Counts, may: list[set[str]], day: int
) -> Iterator[tuple[int, int, int, People]]:
    """Return the stretches of a day with the same need and the same people, in minutes after midnight."""
    slot, slots = rules.period.slot, rules.period.slots
    cells = [(int(need[one]), tuple(sorted(may[day * slots + one]))) for one in range(slots)]
    for (count, who), group in groupby(range(slots), key=lambda one: cells[one]):
        places = list(group)
        yield places[0] * slot, (places[-1] + 1) * slot, count, who


def _said(rules: Rules, post: str, first: int, last: int, count: int, who: People, days: list[int]) -> str:
    weekdays = {day % 7 for day in days}
    if len(weekdays) == 1 and len(days) == rules.period.weeks > 1:
        on = f"On {WHOLE_WEEKDAYS[days[0] % 7]}s"
    elif len(days) == rules.period.days:
        on = "Every day"
    else:
        on = "On " + ", ".join(rules.period.named(day) for day in days[:3])
        on += f" and {len(days) - 3} more days" if len(days) > 3 else ""
    needs = f"{post} need" if post == EVERYWHERE else f"{post} needs"
    verb = "nobody may" if not who else f"only {len(who)} may ({', '.join(who)})"
    there = "then" if post == EVERYWHERE else "there then"
    if not who and not any(_covers(rules, first, day) for day in days):
        return f"{on} {clock(first)}-{clock(last)} {needs} {count}, and no legal shift covers that time."
    said = f"{on} {clock(first)}-{clock(last)} {needs} {count}, and {verb} work {there}."
    is_early = _covers(rules, first, 7) and not _covers_today(rules, first)
    if days == [0] and is_early and not rules.period.repeats:
        said += (
            " Only a shift of the day before the period reaches that time: say who worked it (--before), let "
            "the period repeat (repeats = true), or ask for nobody there on the first day."
        )
    return said


def _covers(rules: Rules, minute: int, day: int) -> bool:
    """Does any shift cover a minute of a day, whoever works it?"""
    return any(
        shift.start <= minute + 1440 * late < shift.end and (day - late) % 7 in shift.days
        for shift in rules.shifts
        for late in (0, 1)
    )


def _covers_today(rules: Rules, minute: int) -> bool:
    """Does a shift of the first day cover a minute of it?"""
    return any(shift.start <= minute < shift.end and 0 in shift.days for shift in rules.shifts)


def _way(found: dict[tuple[str, int, int, int, People], list[int]]) -> str:
    short = int(np.max([count - len(who) for _, _, _, count, who in found]))
    people = "one more person" if short == 1 else f"{short} more people"
    return (
        f"Ways out: let {people} work there then (posts, shifts, free hours, days away), ask for fewer, or "
        "allow people to be missing at a price (pay.short)."
    )
