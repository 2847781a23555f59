"""Requirements in CSV: by hour of the week, or by date and time."""

import csv
import io
from datetime import date

import numpy as np

from mutual.rosters.errors import RosterError
from mutual.rosters.period import minutes_of
from mutual.rosters.requirement import MOST_NEEDED, Counts, Requirement
from mutual.rosters.rules_file.reading import RosterFile
from mutual.rosters.rules_file.refusal import RulesFileError
from mutual.rosters.rules_file.requirement_json import requirement_of_staffing

_HOURS = 168


def read_requirement(text: str, given: RosterFile, *, name: str = "the requirement") -> Requirement:
    """Return what posts need, from CSV or from the JSON of ``mutual staff``.

    The heading is ``hour`` (0 to 167 from Monday 00:00, every week the same) or ``date,time``, then a column
    a post. What is not there is 0. Posts that the rules do not know are refused, unless the rules pool them.
    Raises ``RulesFileError`` with the line.
    """
    if text.lstrip().startswith("{"):
        return requirement_of_staffing(text, given, name=name)
    try:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise RulesFileError(f"{name} is not CSV: {error}.") from None
    if not rows or not rows[0]:
        raise RulesFileError(f"{name} is empty; a heading such as 'hour,Grandview,Raytown' is needed.")
    heading = [cell.strip() for cell in rows[0]]
    keys = 1 if heading[0] == "hour" else 2
    if heading[:keys] not in (["hour"], ["date", "time"]):
        raise RulesFileError(f"{name}, line 1: the heading begins with 'hour', or with 'date,time'.")
    posts = _posts(heading[keys:], given, name)
    counts = _counts(rows[1:], keys, posts, given, name)
    ordered = posts if given.pooled else given.rules.posts
    need = np.array([counts[posts.index(post)] for post in ordered])
    found = Requirement(tuple(ordered), need, np.zeros_like(need))
    return found.pooled(given.pooled) if given.pooled else found


def _posts(posts: list[str], given: RosterFile, name: str) -> tuple[str, ...]:
    if len(set(posts)) < len(posts) or not all(posts):
        raise RulesFileError(f"{name}, line 1: each column needs a name of its own.")
    known = given.rules.posts
    if not given.pooled and set(posts) != set(known):
        odd = sorted(set(posts) ^ set(known))
        raise RulesFileError(
            f"{name}, line 1: {', '.join(map(repr, odd))}: columns and posts of the rules are not the same "
            f"({', '.join(known)})."
        )
    if not posts:
        raise RulesFileError(f"{name}, line 1: there is no column for a post.")
    return tuple(posts)


def _counts(rows: list[list[str]], keys: int, posts: tuple[str, ...], given: RosterFile, name: str) -> Counts:
    period = given.rules.period
    counts = np.zeros((len(posts), period.days, period.slots), dtype=np.int64)
    seen: set[tuple[str, ...]] = set()
    for number, row in enumerate(rows, 2):
        if any(cell.strip() for cell in row):
            try:
                _take(row, keys, seen, counts, given)
            except RosterError as error:
                raise RulesFileError(f"{name}, line {number}: {error}", (), number) from None
    return counts


def _take(row: list[str], keys: int, seen: set[tuple[str, ...]], counts: Counts, given: RosterFile) -> None:
    if len(row) != keys + len(counts):
        raise RosterError(f"{keys + len(counts)} columns are needed, not {len(row)}.")
    key = tuple(cell.strip() for cell in row[:keys])
    if key in seen:
        raise RosterError(f"{' '.join(key)} stands there twice.")
    seen.add(key)
    for place, cell in enumerate(row[keys:]):
        _fill(counts[place], key, _people(cell), given)


def _people(cell: str) -> int:
    text = cell.strip()
    if not text.isascii() or not text.isdecimal() or int(text[:9]) > MOST_NEEDED or len(text) > 9:
        raise RosterError(f"{text!r} is no whole number of people from 0 to {MOST_NEEDED}.")
    return int(text)


def _fill(counts: Counts, key: tuple[str, ...], people: int, given: RosterFile) -> None:
    """Set a figure of one post, of shape (days, slots)."""
    period = given.rules.period
    if len(key) == 1:
        if not key[0].isascii() or not key[0].isdecimal() or int(key[0][:9]) >= _HOURS:
            raise RosterError(f"{key[0]!r} is no hour of the week from 0 to 167.")
        hour = int(key[0])
        per_hour = 60 // period.slot
        first = hour % 24 * per_hour
        counts[hour // 24 :: 7, first : first + per_hour] = people
        return
    try:
        day = period.day_of(date.fromisoformat(key[0]))
    except ValueError:
        raise RosterError(f"{key[0]!r} is no date such as 2026-01-05.") from None
    minutes = minutes_of(key[1])
    if not 0 <= day < period.days:
        raise RosterError(f"{key[0]} is not in the period of the rules.")
    if minutes % period.slot or minutes // period.slot >= period.slots:
        raise RosterError(f"{key[1]} is no slot of {period.slot} minutes.")
    counts[day, minutes // period.slot] = people
