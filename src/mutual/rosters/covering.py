"""How many shifts and people a week needs, before anybody is named: set covering.

G. Dantzig, "A comment on Edie's 'Traffic delays at toll booths'", Operations Research 2, 1954: whole numbers
of shifts over the week that cover every slot. People work patterns of days (K. Baker, "Workforce allocation
in cyclical scheduling problems", Operational Research Quarterly 27, 1976).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from mutual.rosters.errors import RosterError
from mutual.rosters.period import DAY, HOUR, SLOTS, WHOLE_WEEKDAYS, clock
from mutual.rosters.program import Answer, Program, Search
from mutual.rosters.requirement import MOST_NEEDED
from mutual.rosters.shifts import Shift

WEEK = 7 * DAY
_FEWEST = ("people", "hours")
_SECOND = 0.01


@dataclass(frozen=True)
class CoveringShift:
    """``people`` begin a shift on a weekday, 0 for Monday; ``pauses`` is how many of them pause when."""

    day: int
    shift: Shift
    people: int
    pauses: tuple[tuple[int | None, int], ...]


@dataclass(frozen=True, eq=False)
class Cover:
    """Shifts of a week that goes round, and the people who can work them.

    ``needed_hours`` are the bare requirement; ``hours`` are paid for, since shifts have lengths, breaks and
    overlaps. ``full_time`` are these hours as contracts; ``people`` can work them with the days off that were
    asked for, whereby rest between shifts is not looked at (a roster does). ``bound`` is of what was made
    fewest, and proved.
    """

    shifts: tuple[CoveringShift, ...]
    needed_hours: float
    hours: float
    people: int
    full_time: float
    fewest: str
    bound: float
    is_proven: bool

    @property
    def over(self) -> float:
        """How many more hours than the bare requirement are paid for, as part of it."""
        return self.hours / self.needed_hours - 1 if self.needed_hours else 0.0


@dataclass(frozen=True)
class _Option:
    day: int
    shift: Shift
    pause: int | None
    column: int


def cover(
    requirement: Sequence[int] | NDArray[np.int64],
    shifts: Sequence[Shift],
    *,
    fewest: str = "people",
    days_a_week: int = 5,
    together: bool = True,
    contract: float = 40.0,
    search: Search | None = None,
) -> Cover:
    """Return the fewest people, or hours, whose legal shifts cover a week that goes round.

    ``requirement`` holds people by slot from Monday 00:00: 168 hours, or slots of 15, 20 or 30 minutes. Each
    person works ``days_a_week`` at most, and on average the hours of a ``contract``; with ``together`` the
    days off follow one another. Of covers with the fewest people the one with the fewest hours is returned,
    and the other way round. Raises
    ``RosterError`` for figures that are no requirement, and where a slot is reached by no shift.
    """
    need = np.asarray(requirement)
    slot = _slot(need)
    if fewest not in _FEWEST:
        raise RosterError(f"What is made fewest is one of {', '.join(_FEWEST)}, not {fewest!r}.")
    if not 1 <= days_a_week <= 7:
        raise RosterError("People work 1 to 7 days a week.")
    if not contract > 0:
        raise RosterError("A contract has more than 0 hours a week.")
    program, options, patterns = _program(need, tuple(shifts), slot, fewest, days_a_week, together=together)
    hours = [-one.shift.paid / HOUR for one in options]
    program.row([*patterns, *(one.column for one in options)], [contract] * len(patterns) + hours, least=0)
    answer = program.solve(search or Search())
    if answer.values is None:
        raise RosterError("The time was over before any cover was found: give the search more time.")
    return _cover(need, options, patterns, answer, fewest, contract, slot)


def _slot(need: NDArray[np.int64]) -> int:
    lengths = {WEEK // slot: slot for slot in SLOTS}
    if need.ndim != 1 or len(need) not in lengths:
        raise RosterError(f"A week has {', '.join(map(str, sorted(lengths)))} slots, not {need.size}.")
    if need.dtype.kind not in "iu" and not (need == np.rint(need)).all():
        raise RosterError("People are counted in whole numbers.")
    if not 0 <= need.min() <= need.max() <= MOST_NEEDED:
        raise RosterError(f"Between 0 and {MOST_NEEDED} people are needed.")
    return lengths[len(need)]


def _program(
    need: NDArray[np.int64],
    shifts: tuple[Shift, ...],
    slot: int,
    fewest: str,
    days_a_week: int,
    *,
    together: bool,
) -> tuple[Program, list[_Option], list[int]]:
    program = Program()
    most = max(1, int(need.max()))
    # What comes second weighs so little that it never costs one of what comes first.
    per_hour, per_person = (1.0, _SECOND / most) if fewest == "hours" else (_SECOND / 100 / most, 1.0)
    options = []
    for day, shift, pause in _turns(shifts, slot):
        column = program.column(cost=per_hour * shift.paid / HOUR, upper=float(most))
        options.append(_Option(day, shift, pause, column))
    _add_need(program, need, options, slot)
    patterns = []
    works: dict[int, list[int]] = defaultdict(list)
    for days in _patterns(days_a_week, together=together):
        patterns.append(program.column(cost=per_person, upper=float(MOST_NEEDED * 7)))
        for day in days:
            works[day].append(patterns[-1])
    for day in range(7):
        begun = [one.column for one in options if one.day == day]
        program.row([*works[day], *begun], [*[1.0] * len(works[day]), *[-1.0] * len(begun)], least=0)
    return program, options, patterns


def _turns(shifts: tuple[Shift, ...], slot: int) -> Iterator[tuple[int, Shift, int | None]]:
    """Return every weekday, shift and beginning of its break."""
    for shift in shifts:
        if shift.start % slot or shift.minutes % slot or (shift.pause and shift.pause.minutes % slot):
            raise RosterError(f"{shift.said} does not begin, end and pause on slots of {slot} minutes.")
        for day in sorted(shift.days):
            for pause in shift.pauses(slot):
                yield day, shift, pause


def _add_need(program: Program, need: NDArray[np.int64], options: list[_Option], slot: int) -> None:
    there: dict[int, list[int]] = defaultdict(list)
    for one in options:
        for place in _slots(one, slot, len(need)):
            there[place].append(one.column)
    for place in map(int, np.flatnonzero(need)):
        if not there[place]:
            when = f"{WHOLE_WEEKDAYS[place * slot // DAY]} {clock(place * slot % DAY)}"
            raise RosterError(f"No legal shift covers {when}: add one, or need nobody then.")
        program.row(there[place], least=float(need[place]))


def _slots(one: _Option, slot: int, total: int) -> list[int]:
    first = (one.day * DAY + one.shift.start) // slot
    places = list(range(first, first + one.shift.minutes // slot))
    if one.pause is not None and one.shift.pause is not None:
        begins = first + one.pause // slot
        away = range(begins, begins + one.shift.pause.minutes // slot)
        places = [place for place in places if place not in away]
    return [place % total for place in places]


def _patterns(days: int, *, together: bool) -> list[tuple[int, ...]]:
    if together:
        return [tuple((first + day) % 7 for day in range(days)) for first in range(1 if days == 7 else 7)]
    return list(combinations(range(7), days))


def _cover(
    need: NDArray[np.int64],
    options: list[_Option],
    patterns: list[int],
    answer: Answer,
    fewest: str,
    contract: float,
    slot: int,
) -> Cover:
    assert answer.values is not None
    counts = np.rint(answer.values).astype(int)
    by_shift: dict[tuple[int, Shift], list[tuple[int | None, int]]] = defaultdict(list)
    for one in options:
        if counts[one.column]:
            by_shift[one.day, one.shift].append((one.pause, int(counts[one.column])))
    found = tuple(
        CoveringShift(day, shift, sum(people for _, people in pauses), tuple(pauses))
        for (day, shift), pauses in by_shift.items()
    )
    hours = sum(one.people * one.shift.paid for one in found) / HOUR
    people = int(sum(counts[column] for column in patterns))
    if answer.is_proven:
        bound = hours if fewest == "hours" else float(people)
    else:  # less what came second can be part of
        bound = answer.bound - 0.1 if fewest == "hours" else float(np.ceil(answer.bound - 0.1))
    return Cover(
        found,
        float(need.sum()) * slot / HOUR,
        hours,
        people,
        hours / contract,
        fewest,
        max(0.0, bound),
        answer.is_proven,
    )
