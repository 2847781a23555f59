"""How many calls an hour of the week brings to each city, how sure that is, and how long a call takes."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutual.calls.counting import Counted, count_calls
from mutual.calls.gaps import Gap, find_gaps
from mutual.calls.poisson import rate_interval
from mutual.calls.refusal import CallsError
from mutual.calls.result import Reading
from mutual.calls.sql import connect
from mutual.calls.zones import HOURS_OF_WEEK

LEVEL = 0.95
METHOD = (
    "Calls of each hour of the week divided by the hours observed (days that the clock changes "
    "and gaps counted as "
    "they were). Intervals: exact Poisson (Garwood 1936), the count scaled by each city's "
    "overdispersion from week to "
    "week (Pearson's chi-squared over its degrees of freedom, McCullagh and Nelder 1989), never below 1."
)


@dataclass(frozen=True, eq=False)
class Demand:
    """Calls an hour by city and hour of the week.

    ``rates``, ``low`` and ``high`` (cities, 168) are calls an hour from Monday midnight, local time of
    ``zone``, with the limits of an interval of ``level``; ``calls`` (cities, 168) counts what was observed in
    ``hours`` (cities, 168), and ``weeks`` (168,) is how often each hour of the week was, in the city observed
    longest. ``spread`` (cities,) is the overdispersion: 1 where weeks differ as chance makes them.
    ``handling`` (cities,) is the mean seconds that a call keeps somebody busy, NaN where nothing says it;
    ``handling_low`` and ``handling_high`` its limits, ``handled`` how many calls it is of, and ``is_assumed``
    whether it is the profile's assumption. ``gaps`` were left out of the hours.
    """

    cities: tuple[str, ...]
    rates: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    weeks: NDArray[np.float64]
    handling: NDArray[np.float64]
    zone: str
    level: float
    calls: NDArray[np.int64]
    hours: NDArray[np.float64]
    spread: NDArray[np.float64]
    handling_low: NDArray[np.float64]
    handling_high: NDArray[np.float64]
    handled: NDArray[np.int64]
    is_assumed: NDArray[np.bool_]
    gaps: tuple[Gap, ...]
    first: date
    last: date
    method: str = METHOD

    def to_json(self) -> str:
        """Return all of it as JSON; what is not known is null."""
        plain: dict[str, Any] = {
            "zone": self.zone,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "level": self.level,
            "method": self.method,
            "hour_0": "Monday 00:00 to 01:00, local time",
            "cities": {},
            "weeks": _plain(self.weeks),
            "gaps": [{**asdict(gap), "first": str(gap.first), "last": str(gap.last)} for gap in self.gaps],
        }
        for place, city in enumerate(self.cities):
            plain["cities"][city] = {
                "calls": int(self.calls[place].sum()),
                "rates": _plain(self.rates[place]),
                "low": _plain(self.low[place]),
                "high": _plain(self.high[place]),
                "spread": _plain(self.spread[place]),
                "handling_seconds": _plain(self.handling[place]),
                "handling_low": _plain(self.handling_low[place]),
                "handling_high": _plain(self.handling_high[place]),
                "handling_calls": int(self.handled[place]),
                "handling_is_assumed": bool(self.is_assumed[place]),
            }
        return json.dumps(plain, indent=1, allow_nan=False, ensure_ascii=False)


def demand_of(source: Reading | str | Path, *, level: float = LEVEL) -> Demand:
    """Return the demand in a reading, or in the calls.parquet that one wrote.

    Raises ``CallsError`` where no call was taken, or the file is another's.
    """
    if not 0 < level < 1:
        raise CallsError(f"the level of an interval lies between 0 and 1; {level} does not.")
    path = source.calls_file if isinstance(source, Reading) else Path(source)
    if not path.is_file():
        raise CallsError(f"cannot read {path}: there is no such file.")
    with connect(path.parent, path) as database:
        counted = count_calls(database, path.resolve())
    if counted.first is None or counted.last is None or not counted.calls.sum():
        raise CallsError(f"{path} holds no call: see what was refused, and mend the profile.")
    return _fitted(counted, counted.first, counted.last, level)


def _fitted(counted: Counted, first: date, last: date, level: float) -> Demand:
    gaps, observed = find_gaps(counted)
    of_week = counted.clock.hours_of_week(counted.starts)
    step_hours = counted.clock.step / 3600
    shape = (len(counted.cities), HOURS_OF_WEEK)
    calls, hours = np.zeros(shape), np.zeros(shape)
    for place in range(shape[0]):
        calls[place] = np.bincount(of_week, weights=counted.calls[place], minlength=HOURS_OF_WEEK)
        hours[place] = np.bincount(of_week, weights=observed[place], minlength=HOURS_OF_WEEK) * step_hours
    with np.errstate(divide="ignore", invalid="ignore"):
        rates = np.where(hours > 0, calls / hours, 0.0)
    spread = np.array([_spread(counted, observed[place], of_week, place) for place in range(shape[0])])
    low, high = rate_interval(calls, hours, np.broadcast_to(spread[:, None], shape), level)
    never = hours == 0
    rates, low, high = (_borrowed(values, never) for values in (rates, low, high))
    handling, handling_low, handling_high, is_assumed = _handling(counted, level)
    return Demand(
        cities=counted.cities,
        rates=rates,
        low=low,
        high=high,
        weeks=hours.max(axis=0),
        handling=handling,
        zone=counted.clock.zone,
        level=level,
        calls=calls.astype(np.int64),
        hours=hours,
        spread=spread,
        handling_low=handling_low,
        handling_high=handling_high,
        handled=counted.handled,
        is_assumed=is_assumed,
        gaps=gaps,
        first=first,
        last=last,
    )


def _borrowed(values: NDArray[np.float64], never: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return values in which an hour that was never observed has the mean of the same hour of other days."""
    found = values.copy()
    for place, hour in np.argwhere(never):
        same = np.arange(hour % 24, HOURS_OF_WEEK, 24)
        known = same[~never[place, same]]
        if not known.size:
            known = np.flatnonzero(~never[place])
        found[place, hour] = values[place, known].mean() if known.size else 0.0
    return found


def _spread(counted: Counted, observed: NDArray[np.bool_], of_week: NDArray[np.int64], place: int) -> float:
    """Return Pearson's chi-squared of a city's calls, over its degrees of freedom; at least 1.

    Counted by six hours of each week, so that what differs from week to week shows beyond the chance of
    single calls.
    """
    block = of_week // 6 + 28 * (np.arange(len(of_week)) * counted.clock.step // (7 * 86_400))
    kept = observed
    calls = np.bincount(block[kept], weights=counted.calls[place][kept])
    usual = np.bincount(of_week[kept], weights=counted.calls[place][kept], minlength=HOURS_OF_WEEK)
    times = np.bincount(of_week[kept], minlength=HOURS_OF_WEEK)
    rate = usual / np.maximum(times, 1)
    expected = np.bincount(block[kept], weights=rate[of_week[kept]])
    known = expected > 1
    freedom = int(known.sum()) - len(np.unique(np.arange(len(expected))[known] % 28))
    if freedom < 14:
        return 1.0
    pearson = float((((calls - expected)[known]) ** 2 / expected[known]).sum())
    return max(1.0, pearson / freedom)


def _handling(
    counted: Counted, level: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Return the mean seconds of a call by city, its limits (central limit theorem), what is assumed."""
    times = counted.handled.astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(times > 0, counted.seconds / times, np.nan)
        variance = np.where(times > 1, (counted.squares - times * mean**2) / (times - 1), np.nan)
        half = NormalDist().inv_cdf((1 + level) / 2) * np.sqrt(np.maximum(variance, 0) / times)
    low, high = np.maximum(mean - half, 0), mean + half
    is_assumed = np.zeros(len(mean), dtype=bool)
    for place, city in enumerate(counted.cities):
        if not times[place] and city in counted.assumed:
            mean[place] = low[place] = high[place] = counted.assumed[city]
            is_assumed[place] = True
    return mean, low, high, is_assumed


def _plain(values: Any) -> Any:
    """Return numbers as JSON has them: six digits that count, null for what is not known."""
    if isinstance(values, np.ndarray) and values.ndim:
        return [_plain(value) for value in values]
    return float(f"{float(values):.7g}") if np.isfinite(values) else None
