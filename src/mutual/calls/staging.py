"""The first pass: text columns become moments, codes and numbers, each row in its place."""

from mutual.calls.profile.model import MOMENTS, TEXTS, Profile
from mutual.calls.source import Opened
from mutual.calls.source.recoding import DAMAGED
from mutual.calls.sql import literal, literals
from mutual.calls.times import ISO, OFFSET, has_offset, moment, names_clock, plausible

BAD = "bad_"  # before a moment's name: the text that no format fits


def staging_query(opened: Opened, profile: Profile) -> str:
    """Return SQL that gives, for each row of a file, what its profile asks for; nothing is judged yet.

    Moments (``received_at`` and those of later steps) are in the zone that they are written in, or in UTC
    where their format says how far from it they are.
    """
    parts = ["TRY_CAST(row AS BIGINT) AS source_row"] if opened.has_row else []
    parts += [f"{_text(opened, profile, role)} AS {role}" for role in TEXTS if role in opened.places]
    parts += _received(opened, profile)
    parts += [part for role in MOMENTS if role in opened.places for part in _moment(opened, profile, role)]
    if "duration" in opened.places:
        text = _text(opened, profile, "duration")
        parts += [f"{text} AS duration_text", f"{_seconds(text, profile)} AS duration"]
    if "id" in opened.places:
        parts.append(f"CASE WHEN {_text(opened, profile, 'id')} IS NULL THEN {opened.whole} END AS whole")
    else:
        parts.append(f"{opened.whole} AS whole")
    if opened.recoded.damaged:
        used = sorted({place for places in opened.places.values() for place in places})
        letters = " || ".join(f"coalesce(c{place}, '')" for place in used)
        parts.append(f"contains({letters}, {literal(DAMAGED)}) AS is_damaged")
    return f"SELECT {', '.join(parts)} FROM {opened.relation}"


def formats_of(opened: Opened, profile: Profile) -> tuple[str, ...]:
    """Return the formats that times of a file may have: cells and columns that are moments come in ISO's."""
    if opened.kind == "csv":
        return profile.times.formats
    more = (ISO, OFFSET) if opened.kind == "parquet" else (ISO,)
    return tuple(dict.fromkeys((*profile.times.formats, *more)))


def is_in_utc(opened: Opened, profile: Profile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the formats of local times, and those of times that name their offset."""
    formats = formats_of(opened, profile)
    return tuple(f for f in formats if not has_offset(f)), tuple(f for f in formats if has_offset(f))


def _received(opened: Opened, profile: Profile) -> list[str]:
    text = _time_text(opened, profile, "received")
    local, fixed = is_in_utc(opened, profile)
    at = moment(text, local) if local else "CAST(NULL AS TIMESTAMP)"
    utc = moment(text, fixed) if fixed else "CAST(NULL AS TIMESTAMP)"
    parts = [f"{at} AS received_at"]
    known = "received_at IS NULL"
    if fixed:
        parts.append(f"{utc} AS received_utc")
        known += " AND received_utc IS NULL"
    return [*parts, f"CASE WHEN {known} THEN {text} END AS {BAD}received"]


def _moment(opened: Opened, profile: Profile, role: str) -> list[str]:
    text = _time_text(opened, profile, role)
    local, fixed = is_in_utc(opened, profile)
    at, utc = f"{role}_at", f"{role}_utc"
    parts = [f"{_plausible(moment(text, local)) if local else 'CAST(NULL AS TIMESTAMP)'} AS {at}"]
    known = f"{at} IS NULL"
    if fixed:
        parts.append(f"{_plausible(moment(text, fixed))} AS {utc}")
        known += f" AND {utc} IS NULL"
    return [*parts, f"CASE WHEN {known} THEN {text} END AS {BAD}{role}"]


def _plausible(value: str) -> str:
    return f"CASE WHEN {plausible(value)} THEN {value} END"


def _time_text(opened: Opened, profile: Profile, role: str) -> str:
    """Return the SQL of a written time; of a day and a time of day, joined, where they have a column each."""
    texts = [_blanked(f"c{place}", profile) for place in opened.places[role]]
    if len(texts) == 1:
        return texts[0]
    if any(names_clock(one) for one in formats_of(opened, profile)):
        day = rf"regexp_replace({texts[0]}, '[ T]00:00(:00)?(\.0+)?$', '')"
        hour = f"regexp_replace({texts[1]}, '^(1899-12-3[01]|1900-01-0[01])[ T]', '')"
        return f"({day} || ' ' || {hour})"
    return f"({texts[0]} || ' ' || {texts[1]})"


def _text(opened: Opened, profile: Profile, role: str) -> str:
    return _blanked(f"c{opened.places[role][0]}", profile)


def _blanked(column: str, profile: Profile) -> str:
    """Return the SQL of a text without spaces around it; NULL for what stands for nothing."""
    words = {word.strip() for word in profile.file.blank} - {""}
    text = f"nullif(trim({column}), '')"
    return f"CASE WHEN {text} NOT IN ({literals(words)}) THEN {text} END" if words else text


def _seconds(text: str, profile: Profile) -> str:
    unit = profile.handling.unit
    if unit == "h:m:s":
        shape = r"'-?\d+:\d{1,2}:\d{1,2}(\.\d+)?'"
        return f"CASE WHEN regexp_full_match({text}, {shape}) THEN epoch(TRY_CAST({text} AS INTERVAL)) END"
    factor = {"seconds": 1, "minutes": 60, "hours": 3600}[unit]
    number = text
    if profile.file.decimal == ",":
        number = f"replace(replace({text}, '.', ''), ',', '.')"
    return (
        f"CASE WHEN isfinite(TRY_CAST({number} AS DOUBLE)) THEN TRY_CAST({number} AS DOUBLE) * {factor} END"
    )
