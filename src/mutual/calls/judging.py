"""The second pass: each row is taken, or refused for the first reason that holds."""

from dataclasses import dataclass
from datetime import date, timedelta

import duckdb

from mutual.calls import reasons
from mutual.calls.counting import known_cities
from mutual.calls.profile.model import CODED, MOMENTS, Profile
from mutual.calls.sql import literal, literals
from mutual.calls.staging import BAD
from mutual.calls.times import plausible
from mutual.calls.zones import Clock, is_doubled, is_skipped, timestamp, to_utc


@dataclass(frozen=True)
class Ground:
    """What rows are judged by: which columns staging gave, the clocks, and the days that count."""

    columns: frozenset[str]
    row: str
    written: Clock
    local: Clock
    first: date | None
    last: date | None
    lonely: tuple[date, ...] = ()


def place_table(database: duckdb.DuckDBPyConnection, profile: Profile) -> None:
    """Make the table of places that rows are looked up in, whatever the case of their letters."""
    database.execute("CREATE TABLE places (place VARCHAR, city VARCHAR, number BIGINT)")
    known = known_cities(profile) or []
    cities = {place.strip().lower(): city for place, city in (profile.places.cities or {}).items()}
    if cities:
        numbers = [known.index(city) for city in cities.values()]
        database.execute(
            "INSERT INTO places SELECT unnest(?), unnest(?), unnest(?::BIGINT[])",
            [list(cities), list(cities.values()), numbers],
        )


def judged_query(staged: str, profile: Profile, ground: Ground) -> str:
    """Return SQL that adds ``row``, ``at_utc``, ``city``, ``handling``, ``reason`` and the ``wrong`` text."""
    moments = _moments(profile, ground)
    clocked = ", ".join([*moments, f"{_skipped(ground)} AS is_skipped", f"{_doubled(ground)} AS is_doubled"])
    source = f"(SELECT *, {ground.row} AS row, {clocked} FROM {staged})"
    steps = [f"{role}_m" for role in ("received", *MOMENTS) if f"{role}_m" in " ".join(moments)]
    backwards = _backwards(steps, ground)
    looked_up = (
        "LEFT JOIN places ON lower(s.place) = places.place" if profile.places.cities is not None else ""
    )
    city = _city(profile)
    number = "places.number" if looked_up else "CAST(NULL AS BIGINT)"
    cases = _cases(profile, ground, backwards, city)
    return (
        f"SELECT s.*, received_m AS at_utc, {city} AS city, {number} AS city_number, "
        f"{_handling(profile, ground, backwards)} AS handling, "
        f"CASE {' '.join(f'WHEN {test} THEN {literal(reason)}' for test, reason, _ in cases)} END AS reason, "
        f"CASE {' '.join(f'WHEN {test} THEN {wrong}' for test, _, wrong in cases)} END AS wrong "
        f"FROM {source} AS s {looked_up}"
    )


def _moments(profile: Profile, ground: Ground) -> list[str]:
    """Return the SQL of every step's moment in UTC."""
    found = []
    for role in ("received", *MOMENTS):
        at = f"{role}_at"
        if at not in ground.columns:
            continue
        first = "second" if profile.doubled_hour == "second" and role == "received" else "first"
        value = to_utc(at, ground.written, first)
        if role != "received":  # a later step in the doubled hour may be in its second run
            again = to_utc(at, ground.written, "second")
            value = (
                f"CASE WHEN {is_doubled(at, ground.written)} AND {value} < received_m THEN {again} "
                f"ELSE {value} END"
            )
        if f"{role}_utc" in ground.columns:
            value = f"coalesce({role}_utc, {value})"
        found.append(f"{value} AS {role}_m")
    return found


def _skipped(ground: Ground) -> str:
    return is_skipped("received_at", ground.written)


def _doubled(ground: Ground) -> str:
    return is_doubled("received_at", ground.written)


def _backwards(steps: list[str], ground: Ground) -> str:
    tests = [f"{one} > {other}" for place, one in enumerate(steps) for other in steps[place + 1 :]]
    if "duration" in ground.columns:
        tests.append("duration < 0")
    return f"coalesce({' OR '.join(tests)}, false)" if tests else "false"


def _city(profile: Profile) -> str:
    places = profile.places
    known = "places.city" if places.cities is not None else "s.place"
    return f"coalesce({known}, {literal(places.otherwise)})" if places.otherwise else known


def _handling(profile: Profile, ground: Ground, backwards: str) -> str:
    """Return the SQL of how many seconds a call kept somebody busy; NULL where that is not known."""
    handling = profile.handling
    if "duration" in ground.columns:
        value = "duration"
    elif handling.begins and handling.ends:
        value = f"(epoch_us({handling.ends}_m) - epoch_us({handling.begins}_m)) / 1e6"
    else:
        return "CAST(NULL AS DOUBLE)"
    tests = [f"NOT {backwards}", f"{value} > 0"]
    if handling.ceiling is not None:
        tests.append(f"{value} <= {handling.ceiling!r}")
    return f"CASE WHEN {' AND '.join(tests)} THEN {value} END"


def _cases(profile: Profile, ground: Ground, backwards: str, city: str) -> list[tuple[str, str, str]]:
    """Return test, reason and the text that is wrong, in the order in which they are asked."""
    shown = "CAST(received_at AS VARCHAR)"
    if "received_utc" in ground.columns:
        shown = "coalesce(CAST(received_at AS VARCHAR), CAST(received_utc AS VARCHAR) || 'Z')"
    bad = f"{BAD}received"
    cases = []
    if "is_damaged" in ground.columns:
        cases.append(("is_damaged", reasons.DAMAGED, f"coalesce(s.place, {bad}, '')"))
    for role in CODED:
        codes = profile.codes.get(role)
        if codes is not None and codes.drop:
            cases.append((f"s.{role} IN ({literals(codes.drop)})", reasons.LEFT_OUT[role], f"s.{role}"))
    cases += [
        (f"received_m IS NULL AND {bad} IS NULL", reasons.NO_TIME, "''"),
        ("received_m IS NULL", reasons.BAD_TIME, bad),
        (f"NOT {plausible('received_m')}", reasons.FAR_TIME, shown),
    ]
    if profile.times.midnight == "refuse":
        local = to_local("received_m", ground.local)
        cases.append((f"epoch_us({local}) % 86400000000 = 0", reasons.MIDNIGHT, shown))
    if profile.skipped_hour == "refuse":
        cases.append(("is_skipped", reasons.SKIPPED_HOUR, shown))
    if profile.doubled_hour == "refuse":
        cases.append(("is_doubled", reasons.DOUBLED_HOUR, shown))
    cases += [*_period(ground, shown), *_unknown(profile)]
    cases.append((f"s.place IS NULL AND {city} IS NULL", reasons.NO_PLACE, "''"))
    cases.append((f"{city} IS NULL", reasons.BAD_PLACE, "s.place"))
    if profile.times.backwards == "refuse" and backwards != "false":
        cases.append((backwards, reasons.BACKWARDS, shown))
    return cases


def _period(ground: Ground, shown: str) -> list[tuple[str, str, str]]:
    day = f"CAST({to_local('received_m', ground.local)} AS DATE)"
    cases = []
    bounds = []
    if ground.first is not None:
        bounds.append(f"received_m < {_begins(ground.local, ground.first)}")
    if ground.last is not None:
        bounds.append(f"received_m >= {_begins(ground.local, ground.last + timedelta(days=1))}")
    if bounds:
        cases.append((" OR ".join(bounds), reasons.OUTSIDE, shown))
    if ground.lonely:
        days = ", ".join(f"DATE '{one.isoformat()}'" for one in ground.lonely)
        cases.append((f"{day} IN ({days})", reasons.LONELY_TIME, shown))
    return cases


def _begins(clock: Clock, day: date) -> str:
    return timestamp(clock.begins((day - date(1970, 1, 1)).days))


def to_local(value: str, clock: Clock) -> str:
    """Return the SQL of a moment in UTC as the clock of a zone shows it."""
    if not clock.changes:
        return f"make_timestamp(epoch_us({value}) + CAST({clock.first} AS BIGINT) * 1000000)"
    cases = " ".join(
        f"WHEN {value} < {timestamp(change.at)} THEN {change.before}" for change in clock.changes
    )
    offset = f"CASE {cases} ELSE {clock.changes[-1].after} END"
    return f"make_timestamp(epoch_us({value}) + CAST({offset} AS BIGINT) * 1000000)"


def _unknown(profile: Profile) -> list[tuple[str, str, str]]:
    cases = []
    for role in CODED:
        codes = profile.codes.get(role)
        if codes is not None and codes.known is not None and not codes.keeps_unknown:
            known = literals(codes.known | codes.drop)
            test = f"s.{role} IS NULL OR s.{role} NOT IN ({known})"
            cases.append((test, reasons.UNKNOWN[role], f"coalesce(s.{role}, '')"))
    return cases
