"""Rows that need no judging: a time in the profile's one format, a place as the profile writes it.

Most rows of most files are such. They are counted as they stand, and what is left over is judged row by row.
"""

from dataclasses import dataclass
from datetime import timedelta

import duckdb

from mutual.calls.counting import known_cities
from mutual.calls.profile.model import CODED, MOMENTS, Profile
from mutual.calls.source import Opened
from mutual.calls.sql import literals
from mutual.calls.times import ISO, has_offset, moment, plausible

_ISO_SHAPE = "'____-__-_____:__:__'"  # a day, any letter, a time of day to the second


@dataclass(frozen=True)
class Plain:
    """SQL over the rows of a file, called r: their moments, their places, and whether they are plain.

    ``test`` speaks of the moment as ``moment``.
    """

    moment: str
    place: str
    test: str


def plain_rows(opened: Opened, profile: Profile) -> Plain | None:
    """Return how plain rows are told; None where the profile asks more of every row than that."""
    rules = (
        opened.has_row,
        opened.recoded.damaged,
        profile.written_in != profile.zone,
        len(profile.times.formats) != 1,
        has_offset(profile.times.formats[0]),
        len(opened.places["received"]) != 1,
        profile.times.midnight != "keep",
        bool({*MOMENTS, "duration"} & {*opened.places}) and profile.times.backwards == "refuse",
        bool(profile.file.blank),
        profile.places.cities is None,
    )
    if any(rules):
        return None
    received, place = (f"r.c{opened.places[role][0]}" for role in ("received", "place"))
    at = _at(received, profile.times.formats[0])
    tests = [plausible("moment"), *_period(profile), *_codes(opened, profile)]
    return Plain(at, place, " AND ".join(tests))


def exact_table(database: duckdb.DuckDBPyConnection, profile: Profile) -> None:
    """Make the table of places as the profile writes them; those that differ by case alone are left out."""
    known = known_cities(profile) or []
    cities: dict[str, dict[str, str]] = {}
    for place, city in (profile.places.cities or {}).items():
        cities.setdefault(place.strip().lower(), {})[place.strip()] = city
    single = [pair for found in cities.values() if len(found) == 1 for pair in found.items()]
    database.execute("CREATE TABLE exact (place VARCHAR, number BIGINT)")
    if single:
        database.execute(
            "INSERT INTO exact SELECT unnest(?), unnest(?::BIGINT[])",
            [[place for place, _ in single], [known.index(city) for _, city in single]],
        )


def _at(received: str, one: str) -> str:
    if one == ISO:
        return f"CASE WHEN {received} LIKE {_ISO_SHAPE} THEN TRY_CAST({received} AS TIMESTAMP) END"
    return moment(received, (one,))


def _period(profile: Profile) -> list[str]:
    first, last = profile.times.first, profile.times.last
    tests = [] if first is None else [f"moment >= TIMESTAMP '{first.isoformat()}'"]
    if last is not None:
        tests.append(f"moment < TIMESTAMP '{(last + timedelta(days=1)).isoformat()}'")
    return tests


def _codes(opened: Opened, profile: Profile) -> list[str]:
    tests = []
    for role in CODED:
        codes = profile.codes.get(role)
        if codes is None or role not in opened.places:
            continue
        column = f"r.c{opened.places[role][0]}"
        if codes.known is not None and not codes.keeps_unknown:
            tests.append(f"{column} IN ({literals(codes.known - codes.drop)})")
        elif codes.drop:
            # A code with spaces around it is not plain, so that it is judged without them.
            tests.append(f"{column} NOT IN ({literals(codes.drop)}) AND {column} NOT LIKE '% %'")
    return tests


def plain_counts(
    database: duckdb.DuckDBPyConnection, relation: str, plain: Plain, *, step: int, width: int
) -> tuple[list[tuple[int, int, int]], int]:
    """Return city number, step of time and how many of the plain rows; and how many rows are left over."""
    packed = f"e.number * {width} + epoch_us(moment) // {step * 1_000_000}"
    rows = database.execute(
        f"SELECT coalesce(CASE WHEN {plain.test} THEN {packed} END, -1) AS packed, count(*) "
        f"FROM {_looked_up(relation, plain)} GROUP BY packed"
    ).fetchall()
    left = sum(count for packed, count in rows if packed < 0)
    return [(packed // width, packed % width, count) for packed, count in rows if packed >= 0], left


def left_over(relation: str, plain: Plain) -> str:
    """Return SQL of the rows that ``plain_counts`` left over."""
    odd = f"NOT coalesce({plain.test}, false) OR e.number IS NULL"
    return f"(SELECT r.* EXCLUDE (moment) FROM {_looked_up(relation, plain)} WHERE {odd})"


def _looked_up(relation: str, plain: Plain) -> str:
    rows = f"(SELECT *, {plain.moment} AS moment FROM {relation} AS r)"
    return f"{rows} AS r LEFT JOIN exact AS e ON {plain.place} = e.place"
