"""The rows of the requirement: enough people at each post, or an hour's price for each who is missing."""

from collections import defaultdict

import numpy as np

from mutual.rosters.coverage import coverage, covered_slots
from mutual.rosters.model.columns import Columns
from mutual.rosters.people import Duty
from mutual.rosters.period import HOUR
from mutual.rosters.program import Program
from mutual.rosters.requirement import Requirement
from mutual.rosters.rules import Rules


def add_covering(
    program: Program, rules: Rules, requirement: Requirement, columns: Columns, price: float | None
) -> None:
    """Add one row for every stretch of slots that the same shifts cover and that need the same.

    ``price`` is what an hour short costs; with ``None`` none may be short.
    """
    there: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place in columns.places:
        post = rules.posts.index(place.post)
        for slot in covered_slots(rules, Duty("", place.day, place.shift, place.post, place.pause)):
            there[post, slot].append(place.column)
    already = np.zeros_like(requirement.need) if rules.period.repeats else coverage(rules, ())
    stretches: dict[tuple[tuple[int, ...], int, int], int] = defaultdict(int)
    for post, day, slot in np.argwhere(requirement.need > already):
        has = int(already[post, day, slot])
        need, least = (int(each[post, day, slot]) - has for each in (requirement.need, requirement.least))
        covering = there[int(post), int(day) * rules.period.slots + int(slot)]
        stretches[tuple(covering), need, max(0, least)] += 1
    for (columns_there, need, least), slots in stretches.items():
        weight = None if price is None else price * slots * rules.period.slot / HOUR
        _add(program, list(columns_there), need, least, weight)


def _add(program: Program, covering: list[int], need: int, least: int, price: float | None) -> None:
    if price is None or need == least:
        program.row(covering, least=need)
        return
    short = program.column(cost=price, upper=float(need - least))
    program.row([*covering, short], least=need)
