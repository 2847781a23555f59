"""The whole program, and the duties that an answer of it stands for."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutual.rosters.model.columns import Columns, columns_of
from mutual.rosters.model.covering import add_covering
from mutual.rosters.model.working import add_working
from mutual.rosters.people import Duty
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
        free: dict[tuple[tuple[str, ...], int, Shift], list[tuple[str, int | None]]] = defaultdict(list)
        for place in self.columns.places:
            count = round(values[place.column])
            free[place.group, place.day, place.shift] += [(place.post, place.pause)] * count
        been: dict[tuple[str, str], int] = defaultdict(int)
        found = []
        for day in range(self.rules.period.days):
            for person in self.rules.people:
                for shift, column in self.columns.turns.get((person.name, day), ()):
                    if round(values[column]):
                        group = tuple(post for post in self.rules.posts if post in person.posts)
                        left = free[group, day, shift]
                        post, pause = max(left, key=lambda one: been[person.name, one[0]])
                        left.remove((post, pause))
                        been[person.name, post] += 1
                        found.append(Duty(person.name, day, shift, post, pause))
        return tuple(found)


def built(rules: Rules, requirement: Requirement, *, price: float | None) -> Model:
    """Return the program; ``price`` is what an hour short costs, ``None`` where none may be short."""
    program = Program()
    columns = columns_of(program, rules)
    add_working(program, rules, columns)
    add_covering(program, rules, requirement, columns, price)
    return Model(rules, program, columns)
