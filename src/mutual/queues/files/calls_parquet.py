"""Recorded calls in the calls.parquet that ``mutual calls read`` writes."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import duckdb
import numpy as np
from numpy.typing import NDArray

from mutual.queues.figures import Figures, QueueError
from mutual.queues.measures import HOUR
from mutual.queues.pooled.groups import cities_of
from mutual.queues.pooled.terms import ByCity, by_city
from mutual.queues.simulation.calls import Calls, recorded_calls

_COLUMNS = """
select epoch(at_utc) as moment, city, coalesce(handling::double, 'nan'::double) as takes
from read_parquet(?) order by at_utc, row
"""
_ZONE = "select value from parquet_kv_metadata(?) where key = 'mutual.calls'"


def read_calls_parquet(path: Path, *, handling: ByCity | None = None, name: str = "the calls") -> Calls:
    """Read recorded calls as local times of the cities' zone, an hour that the clock repeats over itself.

    ``handling`` is seconds a call, by city, where a call does not say how long it took. Raises ``QueueError``
    naming the file.
    """
    if not path.is_file():
        raise QueueError(f"cannot read {name}: there is no such file.")
    try:
        with duckdb.connect() as database:
            noted = database.execute(_ZONE, [str(path)]).fetchone()
            zone = ZoneInfo(json.loads(noted[0])["zone"]) if noted else None
            rows = database.execute(_COLUMNS, [str(path)]).fetchnumpy()
    except (duckdb.Error, ValueError, KeyError, ZoneInfoNotFoundError):
        zone = None
    if zone is None:
        raise QueueError(f"{name} is not the calls.parquet that mutual calls read FILE --out DIR writes.")
    moments = np.asarray(rows["moment"], dtype=np.float64)
    takes = np.asarray(rows["takes"], dtype=np.float64)
    places = np.asarray(rows["city"], dtype=str)
    if not len(moments):
        raise QueueError(f"{name} holds no call.")
    cities = cities_of(sorted(set(places.tolist())))
    return recorded_calls(
        cities,
        time=_local(moments, zone),
        city=places.tolist(),
        handling=_handled(cities, places, takes, handling, name),
    )


def _local(moments: Figures, zone: ZoneInfo) -> Figures:
    """Return seconds since the Monday 00:00, local time, before the first call."""
    hours, place = np.unique((moments // HOUR).astype(np.int64), return_inverse=True)
    offsets = np.array([_offset(int(hour), zone) for hour in hours])
    local = moments + offsets[place]
    first = datetime.fromtimestamp(float(local.min()), tz=UTC)
    monday = first.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=first.weekday())
    found: Figures = local - monday.timestamp()
    return found


def _offset(hour: int, zone: ZoneInfo) -> float:
    offset = datetime.fromtimestamp(hour * HOUR, tz=zone).utcoffset()
    return offset.total_seconds() if offset is not None else 0.0


def _handled(
    cities: tuple[str, ...], places: NDArray[np.str_], takes: Figures, given: ByCity | None, name: str
) -> Figures:
    """Return seconds of each call, with what the simulation says where the call does not."""
    unknown = np.isnan(takes)
    if not unknown.any():
        return takes
    if given is None:
        raise QueueError(
            f"{int(unknown.sum()):,} calls of {name} do not say how long they took: add handling, in seconds."
        )
    each = by_city("The handling", given, cities)
    return np.where(unknown, each[np.searchsorted(cities, places)], takes)
