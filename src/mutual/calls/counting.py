"""How many calls there were in each city and hour: what demand, gaps and pictures are made of."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from mutual.calls.profile import Profile
from mutual.calls.refusal import CallsError
from mutual.calls.sql import literal
from mutual.calls.zones import Clock, clock_of

META = "mutual.calls"
_VERSION = 1
_MOST_CELLS = 50_000_000
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Counted:
    """Calls by city and stretch of time.

    ``calls`` (cities, stretches) counts them; stretch s begins at ``starts[s]`` (seconds since 1970, UTC) and
    lasts ``clock.step`` seconds, an hour in most zones. ``handled``, ``seconds`` and ``squares`` (cities,)
    are how many calls have a handling time, its sum and the sum of its squares. ``sharp`` (24,) counts calls
    at the very beginning of each local hour. ``first`` and ``last`` are the local days that the stretches
    cover; None without calls.
    """

    cities: tuple[str, ...]
    clock: Clock
    starts: NDArray[np.int64]
    calls: NDArray[np.int64]
    handled: NDArray[np.int64]
    seconds: NDArray[np.float64]
    squares: NDArray[np.float64]
    sharp: NDArray[np.int64]
    first: date | None
    last: date | None
    assumed: Mapping[str, float]

    @property
    def by_city(self) -> dict[str, int]:
        """Calls by city."""
        return dict(zip(self.cities, self.calls.sum(axis=1).tolist(), strict=True))


def known_cities(profile: Profile) -> list[str] | None:
    """Return the cities that a profile names, in its order; None where a place is the name of its city."""
    places = profile.places
    if places.cities is None:
        return None
    return list(dict.fromkeys([*places.cities.values(), *([places.otherwise] if places.otherwise else [])]))


def about_calls(profile: Profile) -> str:
    """Return what a file of calls must say about itself, as JSON."""
    handling = profile.handling
    cities = known_cities(profile)
    return json.dumps(
        {
            "version": _VERSION,
            "zone": profile.zone,
            "first": profile.times.first and profile.times.first.isoformat(),
            "last": profile.times.last and profile.times.last.isoformat(),
            "cities": cities,
            "assumed": handling.assumed,
            "assumed_by_city": dict(handling.assumed_by_city),
        }
    )


def count_calls(database: duckdb.DuckDBPyConnection, calls: Path) -> Counted:
    """Return the calls of a file that ``read_calls`` wrote, counted. Raises ``CallsError`` for others."""
    name = literal(str(calls))
    about = _about(database, name, calls)
    low, high = database.execute(f"SELECT min(at_utc), max(at_utc) FROM read_parquet({name})").fetchall()[0]
    given = {key: date.fromisoformat(about[key]) if about[key] else None for key in ("first", "last")}
    moments = [moment for moment in (low, high) if moment is not None]
    moments += [datetime.combine(day, time()) for day in given.values() if day is not None]
    moments = moments or [datetime.combine(_EPOCH, time())]
    clock = clock_of(about["zone"], min(moments), max(moments) + timedelta(days=1))
    ends = np.array([_seconds(low), _seconds(high)], dtype=np.int64) if low is not None else None
    days = None if ends is None else [_EPOCH + timedelta(days=int(day)) for day in clock.local_days(ends)]
    first = None if days is None else given["first"] or days[0]
    last = None if days is None else given["last"] or days[1]
    starts = _starts(clock, first, last)
    return _filled(database, name, calls, about, clock, starts, first, last)


def _filled(
    database: duckdb.DuckDBPyConnection,
    name: str,
    calls: Path,
    about: dict[str, Any],
    clock: Clock,
    starts: NDArray[np.int64],
    first: date | None,
    last: date | None,
) -> Counted:
    micro = clock.step * 1_000_000
    found = database.execute(
        f"SELECT city, epoch_us(at_utc) // {micro} AS stretch, count(*) AS calls, count(handling) "
        "AS handled, "
        "coalesce(sum(CAST(handling AS DOUBLE)), 0) AS seconds, "
        "coalesce(sum(CAST(handling AS DOUBLE) * handling), 0) AS squares, "
        f"count(*) FILTER (WHERE epoch_us(at_utc) % {micro} = 0) AS sharp "
        f"FROM read_parquet({name}) GROUP BY city, stretch"
    ).fetchall()
    cities = tuple(about["cities"] or sorted({str(row[0]) for row in found}))
    if len(cities) * len(starts) > _MOST_CELLS:
        raise CallsError(
            f"{calls} names {len(cities):,} places as cities: say in [places] which city each "
            "place belongs to."
        )
    number = {city: place for place, city in enumerate(cities)}
    counts = np.zeros((len(cities), len(starts)), dtype=np.int64)
    sums = np.zeros((3, len(cities)))
    sharp = np.zeros(24, dtype=np.int64)
    origin = int(starts[0]) // clock.step if len(starts) else 0
    hours = clock.hours_of_week(starts) % 24
    for city, stretch, count, handled, seconds, squares, exact in found:
        place, at = number[city], int(stretch) - origin
        counts[place, at] += count
        sums[:, place] += (handled, seconds, squares)
        sharp[hours[at]] += exact
    return Counted(
        cities=cities,
        clock=clock,
        starts=starts,
        calls=counts,
        handled=sums[0].astype(np.int64),
        seconds=sums[1],
        squares=sums[2],
        sharp=sharp,
        first=first,
        last=last,
        assumed=_assumed(about, cities),
    )


def _assumed(about: dict[str, Any], cities: tuple[str, ...]) -> dict[str, float]:
    """Return the seconds a call that the profile assumes, by city."""
    given = {city: about["assumed_by_city"].get(city, about["assumed"]) for city in cities}
    return {city: seconds for city, seconds in given.items() if seconds is not None}


def _starts(clock: Clock, first: date | None, last: date | None) -> NDArray[np.int64]:
    """Return where each stretch of the local days begins."""
    if first is None or last is None:
        return np.zeros(0, dtype=np.int64)
    begin = clock.begins((first - _EPOCH).days)
    end = clock.begins((last - _EPOCH).days + 1)
    return np.arange(begin // clock.step * clock.step, end, clock.step, dtype=np.int64)


def _seconds(moment: datetime) -> int:
    return int(moment.replace(tzinfo=UTC).timestamp())


def _about(database: duckdb.DuckDBPyConnection, name: str, calls: Path) -> dict[str, Any]:
    """Return what the file says about itself."""
    try:
        rows = database.execute(
            f"SELECT decode(value) FROM parquet_kv_metadata({name}) WHERE decode(key) = {literal(META)}"
        ).fetchall()
        about = json.loads(rows[0][0]) if rows else None
    except (duckdb.Error, ValueError):
        about = None
    if not isinstance(about, dict) or about.get("version") != _VERSION:
        raise CallsError(
            f"{calls} is no file of calls that `mutual calls read` wrote: read the export again."
        )
    return about
