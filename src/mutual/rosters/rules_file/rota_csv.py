"""Rotas in CSV, as ``mutual roster --csv`` writes them or a spreadsheet keeps them."""

import csv
import io
from dataclasses import replace
from datetime import datetime

from mutual.rosters.errors import RosterError
from mutual.rosters.people import Duty
from mutual.rosters.period import DAY
from mutual.rosters.rules import Rules
from mutual.rosters.rules_file.reading import RosterFile
from mutual.rosters.rules_file.refusal import RulesFileError
from mutual.rosters.shifts import Break, Shift

_NEEDED = ("person", "post", "begins", "ends")
_LONGEST_BEFORE = 60  # days that any rule looks back


def read_rota(text: str, given: RosterFile, *, name: str = "the rota") -> tuple[Duty, ...]:
    """Return the duties of a rota in CSV, whatever days they are of.

    Columns ``person``, ``post``, ``begins`` and ``ends`` (2026-01-05 08:00) are needed; ``shift``,
    ``break_begins`` and ``break_ends`` are read where they are there, others are not. Raises
    ``RulesFileError`` with the line.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), restkey="", restval=""))
    except csv.Error as error:
        raise RulesFileError(f"{name} is not CSV: {error}.") from None
    heading = [] if not rows else [cell.strip() for cell in rows[0] if cell]
    for column in _NEEDED:
        if column not in heading:
            raise RulesFileError(f"{name}, line 1: the column {column!r} is missing, or there is no row.")
    found = []
    for number, row in enumerate(rows, 2):
        try:
            found.append(_duty({key.strip(): str(cell).strip() for key, cell in row.items()}, given))
        except RosterError as error:
            raise RulesFileError(f"{name}, line {number}: {error}", (), number) from None
    return tuple(found)


def rules_after(rules: Rules, duties: tuple[Duty, ...]) -> Rules:
    """Return the rules for people who worked duties before the period; later ones are left out."""
    before = [duty for duty in duties if -_LONGEST_BEFORE <= duty.day < 0]
    people = [
        replace(person, before=tuple(duty for duty in before if duty.person == person.name))
        for person in rules.people
    ]
    return replace(rules, people=tuple(people))


def _duty(row: dict[str, str], given: RosterFile) -> Duty:
    begins, ends = _moment(row, "begins"), _moment(row, "ends")
    day = given.rules.period.day_of(begins.date())
    start = begins.hour * 60 + begins.minute
    minutes = _minutes(begins, ends, "ends")
    pause, off = None, None
    if row.get("break_begins"):
        pause = _minutes(begins, _moment(row, "break_begins"), "break_begins")
        off = _minutes(begins, _moment(row, "break_ends"), "break_ends") - pause
    shift = _shift(given.rules, row.get("shift", ""), start, minutes, day % 7, pause, off)
    post = given.pooled or _unquoted(row["post"])
    if post not in given.rules.posts:
        raise RosterError(f"{row['post']!r} is no post of the rules.")
    return Duty(_unquoted(row["person"]), day, shift, post, pause)


def _unquoted(text: str) -> str:
    """Return a text without the mark by which a spreadsheet does not take it for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@"} else text


def _shift(
    rules: Rules, name: str, start: int, minutes: int, weekday: int, pause: int | None, off: int | None
) -> Shift:
    """Return the legal shift that is meant, or a shift of its own that no rule knows."""
    alike = [one for one in rules.shifts if (one.start, one.minutes) == (start, minutes)]
    alike = [one for one in alike if not name or one.name == name]
    best = [one for one in alike if weekday in one.days]
    if best or alike:
        return (best or alike)[0]
    own = None if pause is None or not off else Break(off, pause, pause + off)
    return Shift(name or "shift", start, minutes, own)


def _moment(row: dict[str, str], key: str) -> datetime:
    text = row.get(key, "")
    try:
        found = datetime.strptime(text.replace("T", " ")[:16], "%Y-%m-%d %H:%M")  # noqa: DTZ007 - wall clock
    except ValueError:
        raise RosterError(f"{key}: {text!r} is no time such as 2026-01-05 08:00.") from None
    return found


def _minutes(first: datetime, last: datetime, key: str) -> int:
    minutes = int((last - first).total_seconds()) // 60
    if not 0 <= minutes <= DAY:
        raise RosterError(
            f"{key}: {last:%Y-%m-%d %H:%M} does not follow {first:%Y-%m-%d %H:%M} within a day."
        )
    return minutes
