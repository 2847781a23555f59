"""Which formats the times of a column are in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import pairwise

from mutual.calls.times import EXCEL, FORMAT_WORDS, ISO, OFFSET, UNIX

_NUMERIC = ("%m/%d/%Y", "%d/%m/%Y", "%m/%d/%y", "%d/%m/%y", "%m-%d-%Y", "%d-%m-%Y", "%d.%m.%Y", "%d.%m.%y")
_YEAR_FIRST = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d")
_WITH_NAMES = ("%d-%b-%Y", "%d-%b-%y", "%d %b %Y", "%b %d %Y", "%b %d, %Y", "%B %d, %Y", "%d %B %Y")
_DAYS = ("%Y-%m-%d", *_NUMERIC, *_YEAR_FIRST[1:], *_WITH_NAMES)
_HALF_DAYS = ("%I:%M:%S %p", "%I:%M %p", "%I:%M:%S%p", "%I:%M%p")
_CLOCKS = ("%H:%M:%S", "%H:%M", *_HALF_DAYS, "%H:%M:%S.%f", "%H%M%S", "%H%M", "%H.%M.%S", "%H.%M")
_JOINS = (" ", "T", "", ", ")
_MOST_FORMATS = 4
_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?")
_OFFSET = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)? ?(Z|[+-]\d\d(:?\d\d)?)")
_TRIED = 400
_SOME_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - stands for all
_NUMBERS: dict[str, list[tuple[float, float]]] = {
    EXCEL: [(25_569, 73_051)],
    UNIX: [(6e8, 4e9), (6e11, 4e12)],
}  # days or seconds of 1970 to 2100


@dataclass(frozen=True)
class Formats:
    """Formats that together read ``share`` of the values; ``doubt`` says what else they might be."""

    formats: tuple[str, ...]
    share: float
    doubt: str = ""


def formats_of(values: Sequence[str]) -> Formats:
    """Return the formats of written times, the commonest first; none where they are no times."""
    step = max(1, len(values) // _TRIED)
    rest = list(values[::step])
    total = len(rest)
    if not total:
        return Formats((), 0.0)
    found: list[str] = []
    doubt = ""
    while rest and len(found) < _MOST_FORMATS:
        best, fitting, other = _best(rest)
        if not fitting or (found and fitting < 2 and len(rest) > 2):
            break
        found.append(best)
        doubt = doubt or other
        rest = [value for value in rest if _moment(value, best) is None]
    return Formats(tuple(found), 1 - len(rest) / total, doubt)


def days_and_clocks(days: Sequence[str], clocks: Sequence[str]) -> bool:
    """Is one column of days and the other of times of day?"""
    return _share(days, _DAYS) > 0.9 and _share(clocks, _CLOCKS) > 0.9


def is_day_only(values: Sequence[str]) -> bool:
    """Do the values name days without a time of day?"""
    return bool(values) and _share(values, _DAYS) > 0.9


def is_clock_only(values: Sequence[str]) -> bool:
    """Do the values name times of day without a day?"""
    return bool(values) and _share(values, _CLOCKS) > 0.9


def _share(values: Sequence[str], formats: Sequence[str]) -> float:
    some = [re.sub(r"[T ]00:00(:00)?(\.0+)?$", "", value) for value in values[:: max(1, len(values) // 100)]]
    shapes = {_shape(value) for value in some}
    alike = [one for one in formats if _shape_of_format(one) in shapes]
    fit = (sum(_moment(value, one) is not None for value in some) for one in alike)
    return max(fit, default=0) / len(some) if some else 0.0


def _shape(text: str) -> str:
    """Return a text with one 9 for each run of digits and one a for each run of letters."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", text))


@cache
def _shape_of_format(one: str) -> str:
    return _shape(_SOME_DAY.strftime(one))


def _best(values: Sequence[str]) -> tuple[str, int, str]:
    """Return the format that reads most values, how many, and what else reads as many."""
    scores: dict[str, int] = {}
    few = [*values[:5], *values[-5:]]
    shapes = {_shape(value) for value in few}
    for one in _candidates():
        is_alike = one in FORMAT_WORDS or _shape_of_format(one) in shapes
        if is_alike and any(_moment(value, one) is not None for value in few):
            scores[one] = sum(_moment(value, one) is not None for value in values)
    if not scores:
        return "", 0, ""
    most = max(scores.values())
    tied = [one for one in scores if scores[one] == most]
    if len(tied) > 1:
        tied.sort(key=lambda one: _descents(values, one))
        swapped = [
            one
            for one in tied[1:]
            if sorted(one) == sorted(tied[0]) and _day_first(one) != _day_first(tied[0])
        ]
        if swapped:
            surer = _descents(values, tied[0]) < _descents(values, swapped[0])
            why = " It was chosen since the rows are then nearly in order." if surer else ""
            return (
                tied[0],
                most,
                f"{tied[0]!r} reads the times, and so does {swapped[0]!r}: say which is meant.{why}",
            )
    return tied[0], most, ""


@cache
def _candidates() -> list[str]:
    joined = [day + join + clock for day in _DAYS for clock in _CLOCKS for join in _JOINS]
    return [ISO, OFFSET, *joined, *_DAYS[1:], UNIX, EXCEL]


def _day_first(one: str) -> bool:
    return one.startswith("%d")


def _descents(values: Sequence[str], one: str) -> int:
    moments = [moment for moment in (_moment(value, one) for value in values) if moment is not None]
    return min(
        sum(left > right for left, right in pairwise(moments)),
        sum(left < right for left, right in pairwise(moments)),
    )


def _moment(value: str, one: str) -> datetime | None:
    """Return what a value means in a format, as the reading takes it; numbers are not told apart."""
    if one == ISO:
        return _standard(value) if _ISO.fullmatch(value) else None
    if one == OFFSET:
        return _standard(value.replace(" +", "+").replace(" Z", "Z")) if _OFFSET.fullmatch(value) else None
    if one in _NUMBERS:
        is_one = value.replace(".", "", 1).isdecimal() and len(value) < 20
        return _SOME_DAY if is_one and any(low < float(value) < high for low, high in _NUMBERS[one]) else None
    try:
        return datetime.strptime(value, one)  # noqa: DTZ007 - the profile names the zone
    except ValueError:
        return None


def _standard(value: str) -> datetime | None:
    day, _, rest = value.replace("T", " ").partition(" ")
    try:
        year, month, date = map(int, day.split("-"))
        hour, minute = (int(part) for part in [*rest[:5].split(":"), "0", "0"][:2]) if rest else (0, 0)
        second = int(rest[6:8]) if len(rest) >= 8 and rest[6:8].isdecimal() else 0
        return datetime(year, month, date, hour, minute, second)  # noqa: DTZ001 - compared with its like alone
    except ValueError:
        return None
