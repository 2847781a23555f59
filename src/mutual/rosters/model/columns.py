"""The columns of the program: who works when, and how many are where."""

from collections import defaultdict
from dataclasses import dataclass, field

from mutual.rosters.people import Duty, Person
from mutual.rosters.period import HOUR, SATURDAY
from mutual.rosters.program import Program
from mutual.rosters.rules import Rules
from mutual.rosters.shifts import Shift

Turn = tuple[Shift, int]  # a shift and the column that says whether it is worked


@dataclass(frozen=True)
class Place:
    """Some people of a group who work a shift of a day at a post and pause then: the column counts them."""

    group: tuple[str, ...]
    day: int
    shift: Shift
    post: str
    pause: int | None
    column: int


@dataclass(eq=False)
class Columns:
    """The columns by what they mean. Days before the period are negative; their columns are fixed at 1."""

    turns: dict[tuple[str, int], list[Turn]] = field(default_factory=lambda: defaultdict(list))
    works: dict[tuple[str, int], int] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)


def columns_of(program: Program, rules: Rules) -> Columns:
    """Add who works which shift when, and how many of a group are where."""
    found = Columns()
    for person in rules.people:
        for day in range(rules.period.days):
            _add_turns(program, rules, found, person, day)
        for duty in person.before:
            if not rules.period.repeats:
                _fix(program, found, duty)
    groups: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    for person in rules.people:
        groups[tuple(post for post in rules.posts if post in person.posts)].append(person)
    for group, people in groups.items():
        for day in range(rules.period.days):
            _add_places(program, rules, found, group, people, day)
    return found


def _add_turns(program: Program, rules: Rules, found: Columns, person: Person, day: int) -> None:
    for shift in rules.shifts:
        if rules.may_work(person, day, shift):
            cost = price_of(rules, person, day, shift)
            found.turns[person.name, day].append((shift, program.column(cost=cost)))
    turns = [column for _, column in found.turns[person.name, day]]
    if turns:
        works = program.column()
        program.row([*turns, works], [*[1.0] * len(turns), -1.0], least=0, most=0)
        found.works[person.name, day] = works


def price_of(rules: Rules, person: Person, day: int, shift: Shift) -> float:
    """Return what a shift costs at the plain wage, with what comes on top for nights, weekends and wishes."""
    hours = shift.paid / HOUR
    weekend = rules.pay.weekend * hours if day % 7 >= SATURDAY else 0.0
    night = rules.pay.night * rules.paid_night(shift)
    return person.wage * hours + weekend + night + person.wishes.get(day, 0.0)


def _fix(program: Program, found: Columns, duty: Duty) -> None:
    column = program.column(lower=1.0)
    found.turns[duty.person, duty.day].append((duty.shift, column))
    found.works[duty.person, duty.day] = column


def _add_places(
    program: Program,
    rules: Rules,
    found: Columns,
    group: tuple[str, ...],
    people: list[Person],
    day: int,
) -> None:
    by_shift: dict[Shift, list[int]] = defaultdict(list)
    for person in people:
        for shift, column in found.turns[person.name, day]:
            by_shift[shift].append(column)
    for shift, turns in by_shift.items():
        counts = [
            Place(group, day, shift, post, pause, program.column(upper=float(len(turns))))
            for post in group
            for pause in shift.pauses(rules.period.slot)
        ]
        found.places += counts
        columns = [place.column for place in counts]
        program.row([*columns, *turns], [*[1.0] * len(columns), *[-1.0] * len(turns)], least=0, most=0)
