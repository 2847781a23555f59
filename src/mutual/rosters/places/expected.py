"""The maximal expected covering location problem.

M. Daskin, "A maximum expected covering location model: formulation, properties and heuristic solution",
Transportation Science 17, 1983: a team that is busy covers nobody, so a second one in reach is worth
something, a third one less.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from mutual.rosters.errors import RosterError
from mutual.rosters.places.covered import Placed, Travel, covered_by, placed, shares_by_city
from mutual.rosters.program import Program, Search

_TINY = 1e-9
_MOST_TEAMS = 500
Reach = tuple[int, ...]


def mexclp(
    travel: Travel,
    *,
    teams: int,
    within: float,
    busy: float,
    floor: float = 0.0,
    most: int | None = None,
    search: Search | None = None,
) -> Placed:
    """Return where ``teams`` stand so that most weight is expected to find a free one ``within`` minutes.

    Each team is ``busy`` that part of the time, independently of the others. At most ``most`` stand at one
    post. ``floor`` is the least expected share of each city's own weight. Raises ``RosterError``.
    """
    if not 0 <= busy < 1:
        raise RosterError(f"Teams are busy a part of the time from 0 to below 1, not {busy:g}.")
    return search_places(
        travel, teams=teams, within=within, busy=busy, floor=floor, most=most or teams, search=search
    )


def search_places(
    travel: Travel,
    *,
    teams: int,
    within: float,
    busy: float,
    floor: float,
    most: int,
    search: Search | None,
) -> Placed:
    """Return the best places; with ``busy`` 0 one team in reach is enough. Raises ``RosterError``."""
    task = _Task(travel, teams, within, busy, floor, most)
    program, posts = _program(task)
    answer = program.solve(search or Search())
    if answer.is_infeasible:
        raise RosterError(_unreachable(task))
    if answer.values is None:
        raise RosterError("The time was over before any places were found: give the search more time.")
    total = float(travel.weights.sum())
    bound = min(total, -answer.bound) if abs(answer.bound) < float("inf") else total
    return placed(
        travel,
        [round(answer.values[column]) for column in posts],
        within=within,
        busy=busy,
        bound=bound,
        is_proven=answer.is_proven,
        seconds=answer.seconds,
    )


@dataclass(frozen=True)
class _Task:
    travel: Travel
    teams: int
    within: float
    busy: float
    floor: float
    most: int

    def __post_init__(self) -> None:
        if not 1 <= self.teams <= _MOST_TEAMS:
            raise RosterError(f"There must be 1 to {_MOST_TEAMS} teams, not {self.teams}.")
        if not 0 <= self.floor <= 1:
            raise RosterError(f"The least share of each city lies between 0 and 1, not {self.floor:g}.")
        if self.most < 1:
            raise RosterError("At least one team must fit at a post.")

    def merged(self) -> dict[tuple[str, Reach], float]:
        """Return the weight of points of a city that the same posts reach."""
        found: dict[tuple[str, Reach], float] = defaultdict(float)
        reaches = self.travel.reaches(self.within)
        for city, weight, reach in zip(self.travel.cities, self.travel.weights, reaches, strict=True):
            found[city, tuple(np.flatnonzero(reach).tolist())] += float(weight)
        return found

    def levels(self, weight: float, reach: Reach) -> list[float]:
        """Return what the first, second and further team in reach are worth."""
        deep = 1 if self.busy == 0 else min(self.teams, self.most * len(reach))
        worth = [weight * (1 - self.busy) * self.busy**level for level in range(deep)]
        return [one for one in worth if one > _TINY]


def _program(task: _Task, *, worst: bool = False) -> tuple[Program, list[int]]:
    """Return the program and the columns of posts; with ``worst`` the least share of a city is made most."""
    program = Program()
    posts = [program.column(upper=float(task.most)) for _ in task.travel.posts]
    program.row(posts, most=float(task.teams))
    by_city: dict[str, list[tuple[int, float]]] = {city: [] for city in task.travel.cities}
    for (city, reach), weight in task.merged().items():
        worth = task.levels(weight, reach) if reach else []
        if worth:
            # Levels fall in worth, so that they fill in order and whole by themselves.
            columns = [program.column(cost=0.0 if worst else -one, whole=False) for one in worth]
            there = [posts[place] for place in reach]
            program.row([*columns, *there], [*[1.0] * len(columns), *[-1.0] * len(there)], most=0)
            by_city[city] += zip(columns, worth, strict=True)
    least = program.column(cost=-1.0, whole=False) if worst else None
    for city, parts in by_city.items():
        total = sum(weight for (own, _), weight in task.merged().items() if own == city)
        columns, shares = [column for column, _ in parts], [one / total for _, one in parts]
        if total and least is not None:
            program.row([*columns, least], [*shares, -1.0], least=0)
        elif total and task.floor:
            program.row(columns, shares, least=task.floor - _TINY)
    return program, posts


def _unreachable(task: _Task) -> str:
    """Say how much every city can be given at most."""
    program, posts = _program(task, worst=True)
    answer = program.solve(Search())
    asked = f"{100 * task.floor:g} % within {task.within:g} minutes"
    teams = "one team" if task.teams == 1 else f"{task.teams} teams"
    said = f"No places of {teams} give every city {asked}."
    if answer.values is None:
        return f"{said} Ask for less, or give more teams."
    counts = [round(answer.values[column]) for column in posts]
    chances = covered_by(task.travel, counts, within=task.within, busy=task.busy)
    by_city = shares_by_city(task.travel, chances)
    city = min(by_city, key=lambda one: by_city[one])
    most = f"{100 * by_city[city]:.1f} %"
    return (
        f"{said} The most that each can have is {most}: {city} has no more then. Ask for that, allow more "
        "minutes, or give more teams."
    )
