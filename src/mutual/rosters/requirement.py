"""How many people are needed, slot by slot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutual.rosters.errors import RosterError
from mutual.rosters.period import Period

Counts = NDArray[np.int64]
MOST_NEEDED = 1_000


@dataclass(frozen=True, eq=False)
class Requirement:
    """People needed at each post, of shape ``(posts, days, slots)``, and the ``least`` that must be there.

    Between ``least`` and ``need`` people may be missing, at the price of the rules. Raises ``RosterError``.
    """

    posts: tuple[str, ...]
    need: Counts
    least: Counts

    def __post_init__(self) -> None:
        for name, counts in (("need", self.need), ("least", self.least)):
            if counts.ndim != 3 or len(counts) != len(self.posts) or counts.shape != self.need.shape:
                raise RosterError(f"{name} must have the shape (posts, days, slots).")
            if counts.size and not 0 <= counts.min() <= counts.max() <= MOST_NEEDED:
                raise RosterError(f"{name} must lie between 0 and {MOST_NEEDED} people.")
        if (self.least > self.need).any():
            raise RosterError("Somewhere more people are the least than are needed.")

    @classmethod
    def by_day(
        cls,
        period: Period,
        need: Mapping[str, Sequence[Sequence[int]] | Counts],
        least: Mapping[str, Sequence[Sequence[int]] | Counts] | None = None,
    ) -> "Requirement":
        """Return what is needed by post, day of the period and slot."""
        posts = tuple(need)
        shape = (period.days, period.slots)
        nobody = np.zeros(shape, dtype=np.int64)
        counts = np.array([_shaped(post, need[post], shape) for post in posts])
        lowest = np.array([_shaped(post, (least or {}).get(post, nobody), shape) for post in posts])
        return cls(posts, counts, lowest)

    @classmethod
    def by_week(
        cls,
        period: Period,
        need: Mapping[str, Sequence[int]],
        least: Mapping[str, Sequence[int]] | None = None,
    ) -> "Requirement":
        """Return the same need every week, given by post from Monday 00:00 on.

        Each row has as many figures as a week has slots, or 168, one an hour.
        """
        return cls.by_day(
            period,
            {post: _weekly(period, post, row) for post, row in need.items()},
            {post: _weekly(period, post, row) for post, row in (least or {}).items()},
        )

    def pooled(self, name: str) -> "Requirement":
        """Return the need of all posts together, as of one post."""
        return Requirement((name,), self.need.sum(axis=0)[None], self.least.sum(axis=0)[None])

    def fits(self, period: Period, posts: Sequence[str]) -> None:
        """Raise ``RosterError`` where it is for other posts or another period."""
        if self.need.shape[1:] != (period.days, period.slots):
            raise RosterError(
                f"The requirement has {self.need.shape[1]} days of {self.need.shape[2]} slots, the rules "
                f"{period.days} of {period.slots}."
            )
        if self.posts != tuple(posts):
            raise RosterError(
                f"The requirement is for {', '.join(self.posts)}; the rules are for {', '.join(posts)}."
            )


def _weekly(period: Period, post: str, row: Sequence[int]) -> Counts:
    given = np.asarray(row)
    if given.shape == (168,):
        given = np.repeat(given, 60 // period.slot)
    if given.shape != (7 * period.slots,):
        raise RosterError(f"{post}: a week has {7 * period.slots} slots or 168 hours, not {given.size}.")
    return np.tile(given.reshape(7, period.slots), (period.weeks, 1))


def _shaped(post: str, given: Sequence[Sequence[int]] | Counts, shape: tuple[int, int]) -> Counts:
    found = np.asarray(given, dtype=float)
    if found.shape != shape:
        raise RosterError(f"{post}: {shape[0]} days of {shape[1]} slots are needed, not {found.shape}.")
    if not (np.isfinite(found) & (found == np.rint(found))).all():
        raise RosterError(f"{post}: people are counted in whole numbers.")
    return found.astype(np.int64)
