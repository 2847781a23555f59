"""A proposed profile as TOML, with why each setting was chosen and what is uncertain."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mutual.calls.proposing.formats import Formats
from mutual.calls.proposing.roles import Found
from mutual.calls.proposing.sample import Sample
from mutual.calls.times import has_offset

_ROLES = (
    "id",
    "received",
    "answered",
    "dispatched",
    "arrived",
    "cleared",
    "duration",
    "priority",
    "type",
    "disposition",
    "place",
)
_BLANKS = {"NULL", "N/A", "NA", "NONE", "NAN", "-", "--", "\\N", "UNKNOWN", "(NULL)", "#N/A", "NIL", "?"}
_SUSPECT = re.compile(r"dup|cancel|^can$|test|void|train|^x$", re.IGNORECASE)
_MANY_PLACES = 12
_UNSURE = 0.7


@dataclass(frozen=True)
class Choice:
    """One setting: what was chosen, how sure that is from 0 to 1, and why."""

    setting: str
    value: str
    sure: float
    why: str


class _Writing:
    """Lines, choices and checks as they come."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.choices: list[Choice] = []
        self.checks: list[str] = []

    def set(self, setting: str, value: object, sure: float, why: str) -> None:
        written = json.dumps(value, ensure_ascii=False)
        self.choices.append(Choice(setting, written, sure, why))
        doubt = "  CHECK" if sure < _UNSURE else ""
        self.lines += [
            f"# {_comment(why)} ({sure:.0%} sure){doubt}",
            f"{setting.rsplit('.', maxsplit=1)[-1]} = {written}",
        ]

    def note(self, text: str) -> None:
        self.lines.append(f"# {_comment(text)}")

    def table(self, name: str) -> None:
        self.lines += ["", f"[{name}]"]


def written(
    path: Path,
    sample: Sample,
    roles: dict[str, Found],
    formats: Formats,
    zone: str | None,
    *,
    needs_zone: bool,
) -> tuple[str, tuple[Choice, ...], tuple[str, ...]]:
    """Return the TOML text, the choices and the checks."""
    out = _Writing()
    out.note(f"A profile for {path.name}, proposed from its names and {len(sample.rows):,} of its rows.")
    out.note("Lines marked CHECK are guesses: look at them before the figures are used.")
    _zone(out, formats, zone, needs_zone=needs_zone)
    _file(out, sample, roles)
    _columns(out, sample, roles)
    _times(out, sample, roles, formats)
    _places(out, sample, roles)
    _codes(out, sample, roles)
    _handling(out, sample, roles)
    out.checks += [f"{choice.setting}: {choice.why}" for choice in out.choices if choice.sure < _UNSURE]
    return "\n".join(out.lines) + "\n", tuple(out.choices), tuple(dict.fromkeys(out.checks))


def _zone(out: _Writing, formats: Formats, zone: str | None, *, needs_zone: bool) -> None:
    if zone is not None:
        out.set("zone", zone, 1.0, "The time zone that was named.")
    elif needs_zone:
        why = 'The file does not say its time zone. Write that of the cities, such as "America/Chicago".'
        out.set("zone", "UTC", 0.1, why)
    else:
        why = (
            "The times name their offset; hours are told in this zone. Write that of the cities, such "
            'as "America/Chicago".'
        )
        out.set("zone", "UTC", 0.3, why)
    if not any(has_offset(one) for one in formats.formats):
        out.note('Where the file\'s times are in another zone, or in UTC, add: written_in = "UTC"')


def _file(out: _Writing, sample: Sample, roles: dict[str, Found]) -> None:
    out.table("file")
    out.set("file.kind", sample.kind, 1.0, "Told by the first bytes.")
    if sample.kind == "csv":
        mixed = len(sample.encodings) == 2 and sample.encodings[0] == "utf-8"
        sure = {"utf-8": 0.95, "utf-16": 1.0}.get(sample.encodings[0], 0.8)
        why = (
            "Lines are in more than one encoding; the first that reads a line is taken."
            if mixed
            else "It reads all of the file."
        )
        if sample.encodings[0] == "cp1252":
            why = "The file is not UTF-8; this is what Windows writes in the United States."
        out.set("file.encodings", list(sample.encodings), sure, why)
        if mixed:
            out.checks.append(f"encodings: {why}")
        why = f"{sample.share:.0%} of the first lines have as many columns as the header."
        out.set("file.delimiter", sample.delimiter, round(sample.share, 2), why)
    if not sample.has_header:
        out.set("file.header", False, 0.7, "The first line holds figures, so columns have numbers for names.")
    if sample.skip:
        out.set("file.skip", sample.skip, 0.8, "Lines above the names of the columns.")
    words = _blank_words(sample, roles)
    if words:
        out.set("file.blank", words, 0.8, "Words that seem to stand for nothing.")


def _blank_words(sample: Sample, roles: dict[str, Found]) -> list[str]:
    used = {place for found in roles.values() for place in found.places}
    return sorted({value for place in used for value in sample.column(place) if value.upper() in _BLANKS})


def _columns(out: _Writing, sample: Sample, roles: dict[str, Found]) -> None:
    out.table("columns")
    for role in _ROLES:
        if role in roles:
            names = [sample.names[place] for place in roles[role].places]
            out.set(
                f"columns.{role}",
                names[0] if len(names) == 1 else names,
                roles[role].sure,
                f"{roles[role].why}.",
            )
    if "id" not in roles:
        out.note("No column tells calls apart: rows that are wholly the same count once.")
        out.checks.append("id: no column tells calls apart; rows that are wholly the same count once.")
    unused = [
        name for place, name in enumerate(sample.names) if not any(place in f.places for f in roles.values())
    ]
    if unused:
        out.note(f"Not used: {', '.join(unused[:30])}{' ...' if len(unused) > 30 else ''}")


def _times(out: _Writing, sample: Sample, roles: dict[str, Found], formats: Formats) -> None:
    out.table("times")
    why = formats.doubt or f"They read {formats.share:.1%} of the rows looked at."
    sure = 0.5 if formats.doubt else round(formats.share, 2)
    if "nearly in order" in formats.doubt:
        sure = 0.65
    out.set("times.formats", list(formats.formats), sure, why)
    if formats.doubt:
        out.checks.append(formats.doubt)
    clock = sample.column(roles["received"].places[-1])
    at_midnight = sum(
        bool(re.search(r"(^|\D)(00:00(:00)?(\.0+)?|12:00(:00)? ?AM)$", value, re.IGNORECASE))
        for value in clock
    )
    share = at_midnight / len(clock)
    if share > 0.02 and at_midnight > 5:
        why = (
            f"{share:.1%} of the rows looked at are at midnight sharp, which seems to stand for an "
            "unknown time."
        )
        out.set("times.midnight", "refuse", 0.6, why)
    else:
        out.note('Set midnight = "refuse" where midnight sharp stands for an unknown time.')
    out.note("Set from = 2026-01-01 and through = 2026-12-31 to the days that the export stands for.")


def _places(out: _Writing, sample: Sample, roles: dict[str, Found]) -> None:
    out.table("places")
    counts = Counter(sample.column(roles["place"].places[0]))
    common = ", ".join(place for place, _ in counts.most_common(5))
    if len(counts) > _MANY_PLACES or sum(place.lstrip("-").isdecimal() for place in counts) > len(counts) / 2:
        text = (
            f"There are {len(counts)} places ({common}, ...) and each counts as a city: say which city "
            "each belongs to."
        )
        out.note(f"CHECK: {text}")
        out.note(
            '  with a CSV file beside this profile:  table = "places.csv", place = "beat", city = "city"'
        )
        out.note(
            '  or here:                              cities = { "111" = "Grandview", "112" = "Raytown" }'
        )
        out.checks.append(f"places: {text}")
    else:
        out.note(f"Each place is a city: {common}.")
    out.note(
        'Set otherwise = "a city" where calls without a known place belong to one; they are refused now.'
    )


def _codes(out: _Writing, sample: Sample, roles: dict[str, Found]) -> None:
    for role, table in (("type", "types"), ("disposition", "dispositions"), ("priority", "priorities")):
        if role not in roles:
            continue
        counts = Counter(sample.column(roles[role].places[0]))
        suspect = [code for code, _ in counts.most_common(200) if _SUSPECT.search(code)][:8]
        out.table(table)
        out.note(
            f"{len(counts)} codes in the rows looked at: "
            f"{', '.join(code for code, _ in counts.most_common(8))}"
        )
        listed = json.dumps(suspect, ensure_ascii=False)
        if suspect:
            out.note(f"CHECK: these may be no calls for service. To leave them out: drop = {listed}")
            out.checks.append(
                f"{table}: {', '.join(suspect)} may be no calls for service; leave them out with drop."
            )
        else:
            out.note('To leave some out: drop = ["TEST"]')
        out.note(
            'To refuse codes that are not known: known = ["A", "B"], or table = "codes.csv" and '
            'code = "its column"'
        )


def _handling(out: _Writing, sample: Sample, roles: dict[str, Found]) -> None:
    out.table("handling")
    begins = next(
        (role for role in ("answered", "dispatched", "received", "arrived") if role in roles), "received"
    )
    if "duration" in roles:
        values = sample.column(roles["duration"].places[0])
        unit, sure, why = _unit(sample.names[roles["duration"].places[0]], values)
        out.set("handling.unit", unit, sure, why)
    elif "cleared" in roles:
        out.set("handling.from", begins, 0.6, "The earliest step at which somebody is busy with the call.")
        out.set("handling.to", "cleared", 0.8, "The step at which nobody is busy any more.")
    else:
        text = (
            "Nothing says how long a call keeps somebody busy. Set assumed to seconds a call to staff for it."
        )
        out.note(f"{text}  assumed = 240")
        out.checks.append(f"handling: {text}")
        return
    out.set("handling.ceiling", 14_400, 0.7, "Longer than four hours seems to be a call that nobody closed.")


def _unit(name: str, values: Sequence[str]) -> tuple[str, float, str]:
    if sum(":" in value for value in values) > len(values) / 2:
        return "h:m:s", 0.95, "Hours, minutes and seconds with colons."
    for word, unit in (("sec", "seconds"), ("min", "minutes"), ("hour", "hours"), ("hrs", "hours")):
        if word in name.lower():
            return unit, 0.9, "Its name says so."
    return "seconds", 0.4, "Nothing says the unit."


def _comment(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split(" "))
