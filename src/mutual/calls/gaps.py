"""Stretches without a call that chance does not explain: the file lacks them, or nobody answered.

With calls expected as on the same hours of other weeks, a Poisson count of none has probability
exp(-expected). A stretch counts as missing where that is below ``exp(-20)``, about one in 500 million.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from mutual.calls.counting import Counted
from mutual.calls.zones import HOURS_OF_WEEK

LEAST_EXPECTED = 20.0


@dataclass(frozen=True)
class Gap:
    """A stretch without calls, of one city or of all (``city`` None), in local time; ``last`` is its end.

    ``expected`` is how many calls it would have had as other weeks go.
    """

    city: str | None
    first: datetime
    last: datetime
    expected: float

    @property
    def text(self) -> str:
        """The gap in one sentence."""
        who = f" of {self.city}" if self.city else ""
        return (
            f"No call{who} from {self.first:%Y-%m-%d %H:%M} to {self.last:%Y-%m-%d %H:%M} "
            f"({_long(self.last - self.first)}); "
            f"about {self.expected:,.0f} would be usual."
        )


def _long(length: timedelta) -> str:
    hours = round(length.total_seconds() / 3600)
    return f"{hours} hours" if hours < 48 else f"{hours // 24} days"


def find_gaps(counted: Counted) -> tuple[tuple[Gap, ...], NDArray[np.bool_]]:
    """Return the gaps, those of all cities first, and which stretches of each city were observed.

    The second is an array (cities, stretches): false within a gap, and nowhere else.
    """
    observed = np.ones(counted.calls.shape, dtype=bool)
    if not counted.calls.size:
        return (), observed
    hours = counted.clock.hours_of_week(counted.starts)
    runs = _runs_of_doubled(counted)
    together = counted.calls.sum(axis=0)
    gaps = []
    for begin, end, expected in _empty(together, hours, runs(together)):
        observed[:, begin:end] = False
        gaps.append(_gap(counted, None, begin, end, expected))
    whole = observed[0].copy()
    for place, city in enumerate(counted.cities):
        for begin, end, expected in _empty(
            counted.calls[place][whole], hours[whole], runs(counted.calls[place])[whole]
        ):
            at = np.flatnonzero(whole)[begin:end]
            observed[place, at] = False
            gaps.append(_gap(counted, city, int(at[0]), int(at[-1]) + 1, expected))
    return tuple(gaps), observed


def _runs_of_doubled(counted: Counted) -> Callable[[NDArray[np.int64]], NDArray[np.bool_]]:
    """Return what says where no call is, the two runs of a doubled hour taken as one.

    A file that names no offset cannot say in which of them a call came: all of them stand in one.
    """
    pairs = []
    for change in counted.clock.changes:
        back = (change.before - change.after) // counted.clock.step
        first = int(np.searchsorted(counted.starts, change.at)) - back
        if back > 0 and first >= 0 and first + 2 * back <= len(counted.starts):
            pairs += [(first + place, first + back + place) for place in range(back)]

    def is_empty(calls: NDArray[np.int64]) -> NDArray[np.bool_]:
        empty: NDArray[np.bool_] = calls == 0
        for one, other in pairs:
            empty[one] = empty[other] = empty[one] and empty[other]
        return empty

    return is_empty


def _empty(
    calls: NDArray[np.int64], hours: NDArray[np.int64], is_empty: NDArray[np.bool_]
) -> list[tuple[int, int, float]]:
    """Return begin, end and expected calls of stretches that are too long without any."""
    if not calls.sum():
        return []
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_empty, [False]]).astype(np.int8)))
    runs = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    found: list[tuple[int, int, float]] = []
    observed = np.ones(len(calls), dtype=bool)
    for _ in range(3):  # a long gap lowers what is usual, so look again without those found
        usual = _usual(calls[observed], hours[observed])
        expected = np.concatenate([[0.0], np.cumsum(usual[hours])])
        again = [(b, e, float(expected[e] - expected[b])) for b, e in runs]
        again = [one for one in again if one[2] >= LEAST_EXPECTED]
        is_settled = [one[:2] for one in again] == [one[:2] for one in found]
        found = again
        if is_settled:
            break
        for begin, end, _ in found:
            observed[begin:end] = False
    return found


def _usual(calls: NDArray[np.int64], hours: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the calls a stretch by hour of the week; the mean of all where an hour was never observed."""
    counts = np.bincount(hours, weights=calls, minlength=HOURS_OF_WEEK)
    times = np.bincount(hours, minlength=HOURS_OF_WEEK)
    mean = calls.mean() if len(calls) else 0.0
    return np.where(times > 0, counts / np.maximum(times, 1), mean)


def _gap(counted: Counted, city: str | None, begin: int, end: int, expected: float) -> Gap:
    step = counted.clock.step
    ends = np.array([counted.starts[begin], counted.starts[end - 1] + step], dtype=np.int64)
    local = ends + counted.clock.offsets(ends)
    first, last = (datetime.fromtimestamp(int(one), UTC).replace(tzinfo=None) for one in local)
    return Gap(city, first, last, expected)
