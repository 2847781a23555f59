"""Demand, posts, and the minutes between them; and what teams at posts reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from mutual.rosters.errors import RosterError

_EARTH = 6_371.0  # kilometers, mean radius
_MOST = 5_000


@dataclass(frozen=True, eq=False)
class Travel:
    """Demand points with city and weight (calls, say), posts, and ``minutes`` between, (points, posts).

    Raises ``RosterError``.
    """

    points: tuple[str, ...]
    cities: tuple[str, ...]
    weights: NDArray[np.float64]
    posts: tuple[str, ...]
    minutes: NDArray[np.float64]

    def __post_init__(self) -> None:
        if not self.points or not self.posts:
            raise RosterError("There must be a demand point and a post at least.")
        if max(len(self.points), len(self.posts)) > _MOST:
            raise RosterError(f"At most {_MOST:,} points and posts are counted with.")
        for what, names in (("demand point", self.points), ("post", self.posts)):
            if len(set(names)) < len(names):
                twice = next(name for name in names if list(names).count(name) > 1)
                raise RosterError(f"The {what} {twice!r} stands there twice.")
        if len(self.cities) != len(self.points) or self.weights.shape != (len(self.points),):
            raise RosterError("Each demand point needs a city and a weight.")
        if self.minutes.shape != (len(self.points), len(self.posts)):
            raise RosterError(f"Minutes must have the shape (points, posts), {self.minutes.shape} has not.")
        for what, values in (("weights", self.weights), ("minutes", self.minutes)):
            if not np.isfinite(values).all() or (values < 0).any():
                raise RosterError(f"The {what} must be numbers of 0 or more.")

    @classmethod
    def by_road(
        cls,
        points: Mapping[str, tuple[str, float, float, float]],
        posts: Mapping[str, tuple[float, float]],
        *,
        speed: float,
        detour: float = 1.3,
    ) -> "Travel":
        """Return travel by great circles at ``speed`` kilometers an hour, roads ``detour`` times as long.

        ``points`` are by name (city, weight, latitude, longitude), ``posts`` (latitude, longitude). A rough
        estimate: minutes from a road network are better. Raises ``RosterError``.
        """
        if not speed > 0 or not detour >= 1:
            raise RosterError("Speed must be more than 0, and a detour 1 or more.")
        rows = [
            [60 * detour * _kilometers(point[2:], post) / speed for post in posts.values()]
            for point in points.values()
        ]
        return cls(
            tuple(points),
            tuple(point[0] for point in points.values()),
            np.array([point[1] for point in points.values()], dtype=float),
            tuple(posts),
            np.array(rows, dtype=float),
        )

    def reaches(self, within: float) -> NDArray[np.bool_]:
        """Return which points each post reaches within minutes, shape (points, posts)."""
        if not 0 <= within < float("inf"):
            raise RosterError(f"The time to reach a call must be 0 minutes or more, not {within:g}.")
        found: NDArray[np.bool_] = self.minutes <= within + 1e-9
        return found


@dataclass(frozen=True, eq=False)
class Placed:
    """Where teams stand and what that covers.

    ``teams`` counts them by post. ``covered`` is the weight reached (with busy teams: expected to be reached)
    and ``by_city`` the share of each city's own weight. ``bound`` is proved: no places cover more.
    """

    travel: Travel
    within: float
    busy: float
    teams: Mapping[str, int]
    covered: float
    by_city: Mapping[str, float]
    bound: float
    is_proven: bool
    seconds: float

    @property
    def share(self) -> float:
        """What is covered, as part of all."""
        total = float(self.travel.weights.sum())
        return self.covered / total if total else 1.0

    @property
    def gap(self) -> float:
        """How much more could be covered at most, as part of the bound."""
        return max(0.0, self.bound - self.covered) / self.bound if self.bound > 0 else 0.0


def covered_by(travel: Travel, teams: Sequence[int], *, within: float, busy: float) -> NDArray[np.float64]:
    """Return the chance that each point finds a free team in time, shape (points,).

    Teams are busy a part ``busy`` of the time, each as any other and whatever the others do: k teams in reach
    leave 1 - busy ** k. With ``busy`` 0 it is 1 where any team is in reach.
    """
    reaching = travel.reaches(within).astype(np.float64) @ np.asarray(teams, dtype=np.float64)
    return 1.0 - np.power(busy, reaching)  # 0 ** 0 is 1: out of reach


def shares_by_city(travel: Travel, chances: NDArray[np.float64]) -> dict[str, float]:
    """Return the share of each city's own weight that is covered; 1 where a city has none."""
    found = {}
    for city in dict.fromkeys(travel.cities):
        own = np.array([one == city for one in travel.cities])
        total = float(travel.weights[own].sum())
        found[city] = float((travel.weights * chances)[own].sum()) / total if total else 1.0
    return found


def placed(
    travel: Travel,
    teams: Sequence[int],
    *,
    within: float,
    busy: float,
    bound: float,
    is_proven: bool,
    seconds: float,
) -> Placed:
    """Return what teams at posts cover, from their places alone."""
    chances = covered_by(travel, teams, within=within, busy=busy)
    covered = float((travel.weights * chances).sum())
    by_city = shares_by_city(travel, chances)
    counts = {post: int(count) for post, count in zip(travel.posts, teams, strict=True) if count}
    return Placed(travel, within, busy, counts, covered, by_city, bound, is_proven, seconds)


def _kilometers(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the distance of two places on a sphere (haversine)."""
    (north, east), (other_north, other_east) = map(radians, one), map(radians, other)
    half = (
        sin((other_north - north) / 2) ** 2
        + cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    )
    return 2 * _EARTH * asin(sqrt(min(1.0, half)))
