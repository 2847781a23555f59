"""What a reader of the figures should know: gaps, spikes, outliers, clock changes, encodings and more."""

import duckdb
import numpy as np
from numpy.typing import NDArray

from mutual.calls.counting import Counted
from mutual.calls.gaps import Gap, find_gaps
from mutual.calls.judging import Ground
from mutual.calls.profile import Profile
from mutual.calls.profile.model import MOMENTS
from mutual.calls.result import Note
from mutual.calls.source import Opened
from mutual.calls.staging import BAD

_SPIKE = 5.0  # times as many calls at midnight sharp as at other full hours
_LEAST_SPIKE = 20


def notes_of(
    database: duckdb.DuckDBPyConnection,
    judged: str,
    profile: Profile,
    ground: Ground,
    opened: Opened,
    counted: Counted,
) -> tuple[Note, ...]:
    """Return the notes of a reading, the gravest first."""
    tallied = _tallied(database, judged, profile, ground)
    gaps, observed = find_gaps(counted)
    return (
        *_gap_notes(gaps),
        *_midnight_notes(counted),
        *_day_notes(counted, observed),
        *_clock_notes(profile, tallied),
        *_handling_notes(profile, tallied, counted),
        *_text_notes(opened),
    )


def _tallied(
    database: duckdb.DuckDBPyConnection, judged: str, profile: Profile, ground: Ground
) -> dict[str, int]:
    """Return counts of calls taken for which something was decided."""
    tests = {"skipped": "is_skipped", "doubled": "is_doubled"}
    tests |= {role: f"{BAD}{role} IS NOT NULL" for role in MOMENTS if f"{BAD}{role}" in ground.columns}
    if "duration" in ground.columns:
        tests["duration"] = "duration IS NULL AND duration_text IS NOT NULL"
        tests["long"] = "handling IS NULL AND duration > 0"
    elif profile.handling.ends:
        tests["long"] = f"handling IS NULL AND {profile.handling.ends}_m > {profile.handling.begins}_m"
    counts = ", ".join(f"count(*) FILTER (WHERE {test})" for test in tests.values())
    row = database.execute(f"SELECT {counts} FROM ({judged}) WHERE reason IS NULL").fetchall()[0]
    return dict(zip(tests, map(int, row), strict=True))


def _gap_notes(gaps: tuple[Gap, ...]) -> list[Note]:
    left_out = "It is left out of the hours observed; if calls are missing, ask for them."
    return [Note("gap", f"{gap.text} {left_out}", round(gap.expected)) for gap in gaps]


def _midnight_notes(counted: Counted) -> list[Note]:
    others = float(np.median(counted.sharp[1:]))
    here = int(counted.sharp[0])
    if here < _LEAST_SPIKE or here < _SPIKE * others:
        return []
    text = (
        f"{here:,} calls are at midnight sharp, {others:,.0f} at other full hours: midnight seems "
        "to stand for an "
        'unknown time. Set midnight = "refuse" in [times] to leave them out.'
    )
    return [Note("midnight", text, here)]


def _day_notes(counted: Counted, observed: NDArray[np.bool_]) -> list[Note]:
    """Name days on which calls differ from those of the same weekday by far more than weeks do."""
    if counted.first is None:
        return []
    days = counted.clock.local_days(counted.starts)
    number = days - days.min()
    seen = np.bincount(number, weights=observed.any(axis=0))
    calls = np.bincount(number, weights=counted.calls.sum(axis=0))
    weekday = (np.arange(len(calls)) + days.min() + 3) % 7
    notes = []
    for day in np.flatnonzero(seen > 0.9 * seen.max()).tolist():
        alike = calls[(weekday == weekday[day]) & (seen > 0.9 * seen.max())]
        if len(alike) < 4:
            continue
        usual = float(np.median(alike))
        width = max(1.4826 * float(np.median(np.abs(alike - usual))), float(np.sqrt(usual)), 1.0)
        if abs(calls[day] - usual) > 6 * width:
            when = np.datetime64(int(day + days.min()), "D")
            text = f"{when} has {calls[day]:,.0f} calls; {usual:,.0f} are usual on that weekday."
            notes.append(Note("outlier", text, int(calls[day])))
    return notes


def _clock_notes(profile: Profile, tallied: dict[str, int]) -> list[Note]:
    notes = []
    if tallied["skipped"]:
        text = f"{tallied['skipped']:,} calls have a time that the clock skipped: each counts an hour later."
        notes.append(Note("skipped hour", text, tallied["skipped"]))
    if tallied["doubled"]:
        which = profile.doubled_hour
        text = (
            f"{tallied['doubled']:,} calls have a time that the clock showed twice: each counts as the "
            f"{which}."
        )
        notes.append(Note("doubled hour", text, tallied["doubled"]))
    return notes


def _handling_notes(profile: Profile, tallied: dict[str, int], counted: Counted) -> list[Note]:
    notes = []
    for role in (*MOMENTS, "duration"):
        if tallied.get(role):
            text = (
                f"{tallied[role]:,} calls have a text for {role!r} that cannot be read; it counts as "
                "not known."
            )
            notes.append(Note("unreadable step", text, tallied[role]))
    ceiling = profile.handling.ceiling
    if tallied.get("long") and ceiling:
        text = (
            f"{tallied['long']:,} calls took longer than {ceiling:,.0f} seconds; their handling time "
            "is left out."
        )
        notes.append(Note("ceiling", text, tallied["long"]))
    assumed = [city for place, city in enumerate(counted.cities) if not counted.handled[place]]
    if assumed and counted.assumed:
        text = f"Handling times of {_some(assumed)} are the profile's assumption: the file says nothing."
        notes.append(Note("assumed handling", text, len(assumed)))
    return notes


def _text_notes(opened: Opened) -> list[Note]:
    notes = []
    for encoding, count in opened.recoded.by_encoding.items():
        lines = ", ".join(map(str, opened.recoded.examples[encoding]))
        more = " ..." if count > len(opened.recoded.examples[encoding]) else ""
        if encoding:
            text = f"{count:,} lines are in {encoding}, not in the first encoding: lines {lines}{more}."
            notes.append(Note("mixed encodings", text, count))
        else:
            text = f"{count:,} lines hold letters that no encoding of the profile reads: lines {lines}{more}."
            notes.append(Note("unreadable letters", text, count))
    if opened.empty:
        notes.append(
            Note("empty lines", f"{opened.empty:,} lines hold nothing and are no rows.", opened.empty)
        )
    return notes


def _some(names: list[str]) -> str:
    return ", ".join(names) if len(names) <= 6 else f"{', '.join(names[:5])} and {len(names) - 5} others"
