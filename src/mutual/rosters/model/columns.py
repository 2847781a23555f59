"""The columns of the program: who works when, and how many are where."""

from collections import defaultdict
from dataclasses import dataclass, field

from mutual.rosters.people import Person
from mutual.rosters.period import HOUR, SATURDAY
from mutual.rosters.program import Program
from mutual.rosters.rules import Rules
from mutual.rosters.shifts import Shift

Turn = tuple[Shift, int]  # a shift and the column that says whether it is worked
Group = tuple[str, ...]  # the posts at which its people may work


@dataclass(frozen=True)
class Place:
    """Some people of a group who work a shift of a day at a post and pause then: the column counts them."""

    group: Group
    day: int
    shift: Shift
    post: str
    pause: int | None
    column: int


@dataclass(eq=False)
class Columns:
    """The columns by what they mean. Days before the period are negative; their columns are fixed at 1.

    Of someone who is alone in a group the turns say where and when the break is by themselves: those columns
    stand among the places too. At most one turn of a day is worked.
    """

    turns: dict[tuple[str, int], list[Turn]] = field(default_factory=lambda: defaultdict(list))
    places: list[Place] = field(default_factory=list)

    def of(self, person: str, day: int) -> list[Turn]:
        """Return the turns of a person on a day."""
        return self.turns.get((person, day), [])

    def works(self, person: str, day: int) -> list[int]:
        """Return the columns of which one is 1 where a person works on a day."""
        return [column for _, column in self.of(person, day)]


def group_of(rules: Rules, person: Person) -> Group:
    """Return the posts at which a person may work, in the order of the rules."""
    return tuple(post for post in rules.posts if post in person.posts)


def columns_of(program: Program, rules: Rules) -> Columns:
    """Add who works which shift when, and how many of a group are where."""
    found = Columns()
    groups: dict[Group, list[Person]] = defaultdict(list)
    for person in rules.people:
        groups[group_of(rules, person)].append(person)
    for group, people in groups.items():
        for day in range(rules.period.days):
            if len(people) == 1:
                _add_alone(program, rules, found, group, people[0], day)
            else:
                _add_together(program, rules, found, group, people, day)
    for person in rules.people:
        for day in range(rules.period.days):
            program.row(found.works(person.name, day), most=1)
        for duty in () if rules.period.repeats else person.before:
            found.turns[duty.person, duty.day].append((duty.shift, program.column(lower=1.0)))
    return found


def _add_alone(
    program: Program, rules: Rules, found: Columns, group: Group, person: Person, day: int
) -> None:
    for shift in rules.shifts:
        if rules.may_work(person, day, shift):
            cost = price_of(rules, person, day, shift)
            for post in group:
                for pause in shift.pauses(rules.period.slot):
                    column = program.column(cost=cost)
                    found.turns[person.name, day].append((shift, column))
                    found.places.append(Place(group, day, shift, post, pause, column))


def price_of(rules: Rules, person: Person, day: int, shift: Shift) -> float:
    """Return what a shift costs at the plain wage, with what comes on top for nights, weekends and wishes."""
    hours = shift.paid / HOUR
    weekend = rules.pay.weekend * hours if day % 7 >= SATURDAY else 0.0
    night = rules.pay.night * rules.paid_night(shift)
    return person.wage * hours + weekend + night + person.wishes.get(day, 0.0)


def _add_together(
    program: Program, rules: Rules, found: Columns, group: Group, people: list[Person], day: int
) -> None:
    by_shift: dict[Shift, list[int]] = defaultdict(list)
    for person in people:
        for shift in rules.shifts:
            if rules.may_work(person, day, shift):
                column = program.column(cost=price_of(rules, person, day, shift))
                found.turns[person.name, day].append((shift, column))
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
