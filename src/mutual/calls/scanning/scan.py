"""A whole text scanned: plain rows counted, the rest written down to be judged."""

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mutual.calls.counting import known_cities
from mutual.calls.profile.model import CODED, MOMENTS, Profile
from mutual.calls.scanning.lines import Layout, Rules, read_lines
from mutual.calls.scanning.moments import Shape, shape_of
from mutual.calls.scanning.words import words_of
from mutual.calls.source import Opened, Text
from mutual.calls.times import has_offset

_CHUNK = 4 * 1024 * 1024
_LINE_END = 10
_MOST_CELLS = 8_000_000
_LONGEST_RECORD = 64 * 1024 * 1024
_NEVER = (0, 2**40)  # seconds since 1970 between which every moment lies

Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Scanned:
    """What was counted: rows of city number, stretch of time, calls; and the others, written to ``rest``."""

    counts: Counts
    rest: Path
    left: int


@dataclass(frozen=True, eq=False)
class _Plan:
    """All that reading lines needs."""

    layout: Layout
    shape: Shape
    rules: Rules
    cities: int


def is_scannable(opened: Opened, profile: Profile) -> bool:
    """Can rows of this text be counted as they stand, or does the profile ask more of every row?"""
    rules = (
        opened.text is None,
        opened.recoded.damaged,
        profile.written_in != profile.zone,
        len(profile.times.formats) != 1,
        has_offset(profile.times.formats[0]),
        len(opened.places["received"]) != 1,
        profile.times.midnight != "keep",
        bool({*MOMENTS, "duration"} & {*opened.places}) and profile.times.backwards == "refuse",
        bool(profile.file.blank),
        profile.places.cities is None,
        len(profile.file.delimiter.encode()) != 1,
    )
    return not any(rules) and shape_of(profile.times.formats[0]) is not None


def scan(opened: Opened, profile: Profile, rest: Path, *, step: int) -> Scanned | None:
    """Count the plain rows by city and stretch of ``step`` seconds; write the others to ``rest``.

    Return None where the stretches are too many to be counted so, or a record has no end.
    """
    if opened.text is None:
        return None
    plan = _plan(opened, opened.text, profile, step)
    tally = _Tally(plan.cities)
    left = 0
    with rest.open("wb") as others:
        for read in _in_order(plan, opened.text):
            if read is None or not tally.add(read.counts):
                return None
            others.write(read.rest)
            left += read.left
    return Scanned(tally.counts(), rest, left)


@dataclass(frozen=True, eq=False)
class _Read:
    """What was found in some bytes, of which ``size`` were whole records."""

    counts: Counts
    rest: bytes
    left: int
    size: int


def _in_order(plan: _Plan, text: Text) -> Iterator[_Read | None]:
    """Read the records of a text; end with None where one has no end."""
    if text.has_quotes:
        yield from _one_by_one(plan, text)
        return
    workers = max(1, min(os.cpu_count() or 1, 8))
    waiting: deque[Future[_Read]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for place in _places(text):
            waiting.append(pool.submit(_read_from, plan, text.path, place))
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _one_by_one(plan: _Plan, text: Text) -> Iterator[_Read | None]:
    """Read with line ends inside quotes, so that only reading tells where a block's last record ends."""
    held = b""
    for block in _blocks(text):
        found = _read(plan, held + block)
        held = (held + block)[found.size :]
        yield found
        if len(held) > _LONGEST_RECORD:
            yield None
            return
    if held:
        yield _Read(np.empty((0, 3), dtype=np.int64), held, 1, len(held))


def _places(text: Text) -> Iterator[tuple[int, int]]:
    """Return where each block begins and the next one does; the first begins below the header."""
    with text.path.open("rb") as file:
        for _line in range(text.above):
            file.readline()
        begin = file.tell()
    size = text.path.stat().st_size
    while begin < size:
        yield begin, min(begin + _CHUNK, size)
        begin += _CHUNK


def _read_from(plan: _Plan, path: Path, place: tuple[int, int]) -> _Read:
    """Read the lines that begin in a block: not one that began before it, but the last one to its end."""
    begin, end = place
    with path.open("rb") as file:
        file.seek(max(begin - 1, 0))
        is_fresh = begin == 0 or file.read(1) == b"\n"
        if not is_fresh:
            file.readline()
        begun = file.tell()
        block = file.read(end - begun) if begun < end else b""
        if block and not block.endswith(b"\n"):
            block += file.readline()
    return _read(plan, block if block.endswith(b"\n") or not block else block + b"\n")


def _blocks(text: Text) -> Iterator[bytes]:
    """Return the lines below the header, many at a time; the last one gets a line end where it has none."""
    with text.path.open("rb") as file:
        for _line in range(text.above):
            file.readline()
        while block := file.read(_CHUNK):
            if not block.endswith(b"\n"):
                block += file.readline()
            yield block if block.endswith(b"\n") else block + b"\n"


def _read(plan: _Plan, block: bytes) -> _Read:
    data = np.frombuffer(block, np.uint8)
    lines = int(np.count_nonzero(data == _LINE_END))
    rows, left = np.empty((lines, 2), np.int32), np.empty((lines, 2), np.int64)
    taken, others, size = read_lines(data, plan.layout, plan.shape, plan.rules, rows, left)
    rest = b"".join(block[begin:end] for begin, end in left[:others].tolist())
    return _Read(_counted(rows[:taken, 0], rows[:taken, 1], plan.cities), rest, others, size)


def _counted(cities: NDArray[np.int32], stretches: NDArray[np.int32], many: int) -> Counts:
    """Return city, stretch and how many, each pair once."""
    if not len(cities):
        return np.empty((0, 3), dtype=np.int64)
    first = int(stretches.min())
    packed = (stretches.astype(np.int64) - first) * many + cities
    if (int(stretches.max()) - first + 1) * many <= 4 * _CHUNK:
        counts = np.bincount(packed)
        places = np.flatnonzero(counts)
        counts = counts[places]
    else:
        places, counts = np.unique(packed, return_counts=True)
    return np.stack([places % many, places // many + first, counts], axis=1).astype(np.int64)


class _Tally:
    """Counts of all blocks: a table of cities by stretches, that grows with what is found."""

    def __init__(self, cities: int) -> None:
        self.table = np.zeros((cities, 0), dtype=np.int64)
        self.first = 0

    def add(self, found: Counts) -> bool:
        """Add what a block holds; False where the table would grow too large."""
        if not len(found):
            return True
        first, last = int(found[:, 1].min()), int(found[:, 1].max())
        if not self._reaches(first, last):
            return False
        self.table[found[:, 0], found[:, 1] - self.first] += found[:, 2]
        return True

    def _reaches(self, first: int, last: int) -> bool:
        cities, wide = self.table.shape
        if not wide:
            self.first = first
        begin = min(first, self.first)
        end = max(last + 1, self.first + wide)
        if (end - begin) * cities > _MOST_CELLS:
            return False
        if begin < self.first or end > self.first + wide:
            spare = max(0, min(end - begin, _MOST_CELLS // cities - (end - begin)))
            grown = np.zeros((cities, end - begin + spare), dtype=np.int64)
            grown[:, self.first - begin : self.first - begin + wide] = self.table
            self.table, self.first = grown, begin
        return True

    def counts(self) -> Counts:
        """Return city, stretch and how many, each pair once."""
        cities, places = np.nonzero(self.table)
        return np.stack([cities, places + self.first, self.table[cities, places]], axis=1)


def _plan(opened: Opened, text: Text, profile: Profile, step: int) -> _Plan:
    codes = list(_code_rules(opened, profile))
    first, last = _period(profile)
    layout = Layout(
        delimiter=ord(text.delimiter),
        quote=ord(text.quote) if text.has_quotes else -1,
        width=text.width,
        time=opened.places["received"][0],
        place=opened.places["place"][0],
        first=first,
        last=last,
        step=step,
    )
    shape = shape_of(profile.times.formats[0])
    assert shape is not None
    rules = Rules(
        np.array([column for column, _, _ in codes], dtype=np.int64),
        np.array([takes for _, takes, _ in codes], dtype=np.bool_),
        words_of(_exact_places(profile), *(dict.fromkeys(sorted(words), 0) for _, _, words in codes)),
    )
    return _Plan(layout, shape, rules, len(known_cities(profile) or []))


def _exact_places(profile: Profile) -> dict[str, int]:
    """Return the city's number of each place as the profile writes it, but of those that differ by case."""
    known = known_cities(profile) or []
    found: dict[str, dict[str, int]] = {}
    for place, city in (profile.places.cities or {}).items():
        found.setdefault(place.strip().lower(), {})[place.strip()] = known.index(city)
    single = [pair for same in found.values() if len(same) == 1 for pair in same.items()]
    return {place: number for place, number in single if place}


def _code_rules(opened: Opened, profile: Profile) -> Iterator[tuple[int, bool, frozenset[str]]]:
    """Return the column of each role with codes, and the words that it is taken for, or left for."""
    for role in CODED:
        codes = profile.codes.get(role)
        if codes is None or role not in opened.places:
            continue
        column = opened.places[role][0]
        if codes.known is not None and not codes.keeps_unknown:
            yield column, True, codes.known - codes.drop
        elif codes.drop:
            yield column, False, codes.drop


def _period(profile: Profile) -> tuple[int, int]:
    first, last = profile.times.first, profile.times.last
    begins = _NEVER[0] if first is None else _seconds(datetime.combine(first, time(), UTC))
    ends = _NEVER[1] if last is None else _seconds(datetime.combine(last, time(), UTC) + timedelta(days=1))
    return begins, ends


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
