"""Which column is what, by its name and by what stands in it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mutual.calls.proposing.formats import days_and_clocks, formats_of, is_clock_only, is_day_only
from mutual.calls.proposing.sample import Sample

_NAMES: dict[str, tuple[str, ...]] = {  # what speaks most first
    "id": (
        r"\b(incident|inc|call|event|cad|run|case|record|service|sr|ticket)\b.*\b(id|no|num|number|nbr|key)\b",
        r"^(id|key|number|num|cfs|incident|event|call)$",
    ),
    "received": (
        r"\b(received?|recd|rcvd|created?|reported|entry|entered|opened?|call (date|time)|time of call)\b",
        r"\b(date ?time|timestamp|date|time|start)\b",
    ),
    "answered": (r"\b(answer(ed)?|pick(ed)? ?up)\b",),
    "dispatched": (r"\b(dispatch(ed)?|disp|assigned)\b",),
    "arrived": (r"\b(arriv(ed|al|e)|on ?scene|at scene)\b",),
    "cleared": (r"\b(clear(ed)?|closed?|complet(ed|e|ion)|end(ed)?|finish(ed)?|available|released?)\b",),
    "duration": (
        r"\b(duration|handl(e|ing)|talk|elapsed|service time)\b",
        r"\b(length|minutes|seconds|secs|mins)\b",
    ),
    "priority": (r"\b(priority|prio|pri|urgency|severity)\b",),
    "type": (r"\b(type|nature|problem|category|complaint)\b", r"\bcode\b"),
    "disposition": (r"\b(dispo|disposition|outcome)\b", r"\b(result|clearance)\b"),
    "place": (
        r"\b(city|municipality|jurisdiction|town|community)\b",
        r"\b(agency|beat|zone|district|sector|precinct|area|grid|station|division|neighbou?rhood|esz|esn)\b",
        r"\b(location|venue|place|address)\b",
    ),
}
_MOMENTS = ("received", "answered", "dispatched", "arrived", "cleared")
_ORDER = (
    "received",
    "answered",
    "dispatched",
    "arrived",
    "cleared",
    "id",
    "duration",
    "priority",
    "disposition",
    "type",
    "place",
)


@dataclass(frozen=True)
class Found:
    """A column, or a day's and a time's, for a role: how sure from 0 to 1, and why."""

    role: str
    places: tuple[int, ...]
    sure: float
    why: str


def find_roles(sample: Sample) -> dict[str, Found]:
    """Return the likeliest column of each role; a role that no column seems to be is left out."""
    columns = [sample.column(place) for place in range(len(sample.names))]
    times = [formats_of(column).share if column else 0.0 for column in columns]
    taken: set[int] = set()
    found: dict[str, Found] = {}
    for role in _ORDER:
        best = (
            _moment(role, sample, columns, times, taken)
            if role in _MOMENTS
            else _other(role, sample, columns, times, taken)
        )
        if best is not None:
            found[role] = best
            taken.update(best.places)
    return found


def _words(name: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.split(r"[^A-Za-z]+", spaced)).strip().lower()


def _named(role: str, name: str) -> float:
    """Return how much a name speaks for a role: the earlier alternatives of its pattern speak more."""
    words = _words(name)
    for place, pattern in enumerate(_NAMES[role]):
        if re.search(pattern, words):
            return 1.0 - 0.15 * place
    return 0.0


def _moment(
    role: str, sample: Sample, columns: Sequence[list[str]], times: Sequence[float], taken: set[int]
) -> Found | None:
    best: Found | None = None
    for place, name in enumerate(sample.names):
        if place in taken or times[place] < 0.5:
            continue
        score = _named(role, name)
        others = max(_named(other, name) for other in _MOMENTS if other != role)
        if role == "received":
            score = max(score, 0.3) if others < 0.9 or score >= others else 0.1
        elif score < others:
            score = 0.0
        if score <= 0 or (role == "received" and _is_plain_number(columns[place])):
            continue
        pair = _with_clock(place, sample, columns, taken, role)
        if is_day_only(columns[place]) and len(pair) == 1 and role != "received":
            continue
        score *= times[place] if len(pair) == 1 and not is_day_only(columns[place]) else 0.95
        if len(pair) == 1 and is_day_only(columns[place]):
            score *= 0.5
        if best is None or score > best.sure + 1e-9:
            what = (
                "a day and a time" if len(pair) == 2 else f"times in {times[place]:.0%} of the rows looked at"
            )
            best = Found(
                role,
                pair,
                round(score, 2),
                f"{what}; called {' and '.join(repr(sample.names[p]) for p in pair)}",
            )
    return best


def _is_plain_number(values: list[str]) -> bool:
    """Are they numbers that could be a day's number, but are shorter than a moment's?"""
    return bool(values) and all(re.fullmatch(r"\d{1,7}", value) for value in values[:200])


def _with_clock(
    place: int, sample: Sample, columns: Sequence[list[str]], taken: set[int], role: str
) -> tuple[int, ...]:
    """Return a column of days with its column of times of day, where there is one."""
    if not is_day_only(columns[place]):
        return (place,)
    stem = set(_words(sample.names[place]).split()) - {"date", "day", "time", "dt"}
    clocks = [
        other
        for other in range(len(columns))
        if other != place
        and other not in taken
        and is_clock_only(columns[other])
        and days_and_clocks(columns[place], columns[other])
    ]
    if not clocks:
        return (place,)
    own = {
        other: set(_words(sample.names[other]).split()) - {"time", "hour", "tm", "hr", "of", "day"}
        for other in clocks
    }
    clocks.sort(
        key=lambda other: (
            -len(own[other] & stem),
            -_named(role, sample.names[other]),
            len(own[other] - stem),
        )
    )
    return (place, clocks[0])


def _other(
    role: str, sample: Sample, columns: Sequence[list[str]], times: Sequence[float], taken: set[int]
) -> Found | None:
    best: Found | None = None
    for place, name in enumerate(sample.names):
        if place in taken or (
            times[place] > 0.8 and role != "duration" and not _is_plain_number(columns[place])
        ):
            continue
        named = _named(role, name)
        score, why = _FITS[role](columns[place], len(sample.rows), named)
        if score > 0.25 and (best is None or score > best.sure + 1e-9):
            best = Found(role, (place,), round(min(score, 1.0), 2), f"{why}; called {name!r}")
    return best


def _as_id(values: list[str], rows: int, named: float) -> tuple[float, str]:
    distinct = len(set(values)) / len(values) if values else 0.0
    full = len(values) / max(rows, 1)
    fits = distinct > 0.9 and full > 0.9 and not any(" " in value.strip() for value in values[:50])
    why = "each row its own" if distinct == 1 else f"{distinct:.0%} of the values stand once"
    return (0.3 * named + 0.6 if fits and named else 0.0), why


def _as_duration(values: list[str], _rows: int, named: float) -> tuple[float, str]:
    numbers = sum(bool(re.fullmatch(r"-?\d+([.,]\d+)?|\d+:\d\d:\d\d(\.\d+)?", value)) for value in values)
    return (
        0.9 * named if values and numbers > 0.9 * len(values) else 0.0
    ), "numbers or hours:minutes:seconds"


def _as_code(values: list[str], _rows: int, named: float) -> tuple[float, str]:
    distinct = len(set(values))
    few = distinct <= max(20, 0.3 * len(values))
    return (named * (0.9 if few else 0.4) if values else 0.0), f"{distinct} different values"


def _as_priority(values: list[str], _rows: int, named: float) -> tuple[float, str]:
    distinct = len(set(values))
    return (named * (0.95 if distinct <= 20 else 0.2) if values else 0.0), f"{distinct} different values"


_FITS: dict[str, Callable[[list[str], int, float], tuple[float, str]]] = {
    "id": _as_id,
    "duration": _as_duration,
    "priority": _as_priority,
    "type": _as_code,
    "disposition": _as_code,
    "place": _as_code,
}
