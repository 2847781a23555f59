"""Calls by city and hour of the week in one pass over a file: a quick look, before it is read as a whole."""

import csv
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from mutual.calls import reasons
from mutual.calls.counting import known_cities
from mutual.calls.judging import Ground, judged_query, place_table
from mutual.calls.profile import Profile
from mutual.calls.refusal import CallsError
from mutual.calls.source import Opened, open_source
from mutual.calls.sql import connect, literal
from mutual.calls.staging import staging_query
from mutual.calls.zones import HOURS_OF_WEEK, Clock, clock_of

_QUARTER = 900  # seconds; no zone's hours begin between two of them
_ENDS = (datetime(1970, 1, 5), datetime(2100, 1, 1))  # noqa: DTZ001 - as clock_of takes them
_MOST_CITIES = 5_000
_SCANNED_FROM = 16 * 1024 * 1024  # bytes; less is read before compiled code is loaded
_WIDTH = 2**32  # more than there are quarters of an hour until 2100


@dataclass(frozen=True, eq=False)
class QuickCount:
    """Calls by city and hour of the week: ``calls`` (cities, 168), from Monday midnight, in ``zone``.

    ``rows`` = ``counted`` + the sum of ``reasons``. Calls that are in the file twice count twice:
    ``read_calls`` finds them.
    """

    cities: tuple[str, ...]
    calls: NDArray[np.int64]
    zone: str
    rows: int
    counted: int
    reasons: Mapping[str, int]


def count_quickly(path: str | Path, profile: Profile) -> QuickCount:
    """Return the calls of a file by city and hour of the week; nothing is written. Raises ``CallsError``."""
    path = Path(path)
    if not path.is_file():
        raise CallsError(
            f"cannot read {path}: {'it is a folder' if path.is_dir() else 'there is no such file'}."
        )
    work = Path(tempfile.mkdtemp(prefix="calls-"))
    try:
        for carefully in (False, True):
            try:
                found = _counted(path, profile, work, carefully=carefully)
            except duckdb.OutOfMemoryException:
                raise CallsError(f"{path} needs more memory than there is.") from None
            except duckdb.Error as error:
                if carefully:
                    raise CallsError(f"{path} cannot be read: {str(error).splitlines()[0]}") from None
                continue
            if found is not None:
                return found
    finally:
        shutil.rmtree(work, ignore_errors=True)
    raise AssertionError("the careful reading decides")


def _counted(path: Path, profile: Profile, work: Path, *, carefully: bool) -> QuickCount | None:
    """Return the count; None where the database finds other rows than the text has lines."""
    opened = open_source(path, profile, work, carefully=carefully)
    counted, opened, left = _scanned(opened, profile, work)
    with connect(work, path) as database:
        place_table(database, profile)
        found, has_offset = _judged(database, opened, profile) if left else ([], False)
    total = sum(count for _, _, count in counted) + sum(row[3] for row in found)
    if not carefully and opened.expected is not None and total != opened.expected:
        return None
    refused = Counter({reason: count for _, reason, _, count in found if reason is not None})
    if opened.broken is not None:
        with opened.broken.open(encoding="utf-8", newline="") as file:
            refused.update(row[1] for row in csv.reader(file))
    is_still = not has_offset and profile.written_in == profile.zone
    counted += [(city, quarter, count) for city, _, quarter, count in found if city is not None]
    return _told(profile, counted, refused, is_still=is_still)


def _scanned(opened: Opened, profile: Profile, work: Path) -> tuple[list[tuple[str, int, int]], Opened, bool]:
    """Count the rows of a large text that need no judging; return them, what is left, and whether any is."""
    if opened.text is None or opened.text.path.stat().st_size < _SCANNED_FROM:
        return [], opened, True
    from mutual.calls.scanning import is_scannable, scan

    if not is_scannable(opened, profile):
        return [], opened, True
    found = scan(opened, profile, work / "rest.csv", step=_QUARTER)
    if found is None:
        return [], opened, True
    cities = known_cities(profile) or []
    counted = [(cities[city], quarter, count) for city, quarter, count in found.counts.tolist()]
    return counted, replace(opened, relation=opened.text.relation(found.rest)), found.left > 0


def _judged(
    database: duckdb.DuckDBPyConnection, opened: Opened, profile: Profile
) -> tuple[list[tuple[str | None, str | None, int, int]], bool]:
    """Return city, reason, quarter of an hour and how many, row by row; and whether times name offsets."""
    staged = f"({staging_query(opened, profile)})"
    described = database.execute(f"DESCRIBE SELECT * FROM {staged}").fetchall()
    columns = frozenset(str(row[0]) for row in described)
    has_offset = "received_utc" in columns
    written, local = _clocks(profile)
    if has_offset:
        written, local = (clock_of(zone, *_ENDS) for zone in (profile.written_in, profile.zone))
    ground = Ground(columns, "0", written, local, profile.times.first, profile.times.last)
    return _grouped(database, judged_query(staged, profile, ground), profile), has_offset


def _grouped(
    database: duckdb.DuckDBPyConnection, judged: str, profile: Profile
) -> list[tuple[str | None, str | None, int, int]]:
    """Return city, reason, quarter of an hour and how many; on the way two are one number: quicker."""
    quarter = f"epoch_us(at_utc) // {_QUARTER * 1_000_000}"
    cities = known_cities(profile)
    if cities is None:
        return database.execute(
            "SELECT CASE WHEN reason IS NULL THEN city END AS c, reason, "
            f"CASE WHEN reason IS NULL THEN {quarter} END AS q, count(*) FROM ({judged}) GROUP BY ALL"
        ).fetchall()
    otherwise = cities.index(profile.places.otherwise) if profile.places.otherwise else 0
    words = [*reasons.WAYS_FORWARD]
    listed = f"[{', '.join(literal(word) for word in words)}]"
    number = f"coalesce(city_number, {otherwise}) * {_WIDTH} + {quarter}"
    rows = database.execute(
        f"SELECT CASE WHEN reason IS NULL THEN {number} ELSE -list_position({listed}, reason) END AS packed, "
        f"count(*) FROM ({judged}) GROUP BY packed"
    ).fetchall()
    return [
        (cities[packed // _WIDTH], None, packed % _WIDTH, count)
        if packed >= 0
        else (None, words[-packed - 1], 0, count)
        for packed, count in rows
    ]


def _clocks(profile: Profile) -> tuple[Clock, Clock]:
    """Return clocks that change nothing where times are written as they are told, else those of the zones."""
    if profile.written_in == profile.zone:
        still = Clock(profile.zone, 0, ())
        return still, still
    return clock_of(profile.written_in, *_ENDS), clock_of(profile.zone, *_ENDS)


def _told(
    profile: Profile, found: list[tuple[str, int, int]], refused: Counter[str], *, is_still: bool
) -> QuickCount:
    """Return calls by city and hour; quarters of an hour are local time where the clocks stood still."""
    cities = tuple(known_cities(profile) or sorted({city for city, _, _ in found}))
    if len(cities) > _MOST_CITIES:
        raise CallsError(
            f"{len(cities):,} places count as cities: say in [places] which city each belongs to."
        )
    number = {city: place for place, city in enumerate(cities)}
    moments = np.array([quarter for _, quarter, _ in found], dtype=np.int64) * _QUARTER
    counts = np.array([count for _, _, count in found], dtype=np.int64)
    rows = np.array([number[city] for city, _, _ in found], dtype=np.int64)
    clock = clock_of(profile.zone, *_ENDS)
    if is_still:
        moments, skipped, doubled = clock.from_local(moments, doubled=profile.doubled_hour)
        for rule, where, reason in (
            (profile.skipped_hour, skipped, reasons.SKIPPED_HOUR),
            (profile.doubled_hour, doubled, reasons.DOUBLED_HOUR),
        ):
            if rule == "refuse":
                refused[reason] += int(counts[where].sum())
                counts = np.where(where, 0, counts)
    calls = np.zeros((len(cities), HOURS_OF_WEEK), dtype=np.int64)
    np.add.at(calls, (rows, clock.hours_of_week(moments)), counts)
    counted = int(calls.sum())
    told = {reason: count for reason, count in refused.most_common() if count}
    return QuickCount(cities, calls, profile.zone, counted + sum(told.values()), counted, told)
