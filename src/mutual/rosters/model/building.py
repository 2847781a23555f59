"""The whole program, and the duties that an answer of it stands for."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutual.rosters.model.columns import Columns, Group, Place, columns_of, group_of
from mutual.rosters.model.covering import add_covering
from mutual.rosters.model.working import add_working
from mutual.rosters.people import Duty, Person
from mutual.rosters.program import Program
from mutual.rosters.requirement import Requirement
from mutual.rosters.rules import Rules
from mutual.rosters.shifts import Shift


@dataclass(frozen=True, eq=False)
class Model:
    """A program and what its columns mean."""

    rules: Rules
    program: Program
    columns: Columns

    def duties(self, values: NDArray[np.float64]) -> tuple[Duty, ...]:
        """Return the duties of an answer, by day and person.

        Those who may stand in for one another stay where each has been most often before.
        """
        left: dict[tuple[Group, int, Shift], list[Place]] = defaultdict(list)
        alone: dict[int, Place] = {}
        for place in self.columns.places:
            count = round(values[place.column])
            left[place.group, place.day, place.shift] += [place] * count
            alone[place.column] = place
        been: dict[tuple[str, str], int] = defaultdict(int)
        found = []
        for day in range(self.rules.period.days):
            for person in self.rules.people:
                for shift, column in self.columns.of(person.name, day):
                    if round(values[column]):
                        open_places = left[group_of(self.rules, person), day, shift]
                        place = alone.get(column) or _usual(open_places, person, been)
                        open_places.remove(place)
                        been[person.name, place.post] += 1
                        found.append(Duty(person.name, day, shift, place.post, place.pause))
        return tuple(found)


def _usual(places: list[Place], person: Person, been: Mapping[tuple[str, str], int]) -> Place:
    """Return the place where a person has been most often."""
    return max(places, key=lambda one: been[person.name, one.post])


def built(rules: Rules, requirement: Requirement, *, price: float | None) -> Model:
    """Return the program; ``price`` is what an hour short costs, ``None`` where none may be short."""
    program = Program()
    columns = columns_of(program, rules)
    add_working(program, rules, columns)
    add_covering(program, rules, requirement, columns, price)
    return Model(rules, program, columns)
