"""A moment of fixed width read from bytes: digits where its format wants digits, else none."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from mutual.calls.times import ISO

NOTHING = -(2**62)
_ABSENT = -1
_WIDTHS = {"Y": 4, "m": 2, "d": 2, "H": 2, "I": 2, "M": 2, "S": 2, "p": 2}
_FIRST_YEAR, _LAST_YEAR = 1970, 2099  # as ``times.plausible``


class Shape(NamedTuple):
    """How a moment is written: where each part begins, or -1; at ``marks`` the ``letters`` must stand.

    ``parts`` are the width of the whole, then year, month, day, hour, minute, second, and AM or PM.
    """

    parts: NDArray[np.int64]
    marks: NDArray[np.int64]
    letters: NDArray[np.uint8]


def shape_of(one: str) -> Shape | None:
    """Return the shape of a format; None where texts vary in width, or have no hour and minute."""
    if one == ISO:  # the letter between day and hour may be any
        return _shaped("%Y-%m-%d", "%H:%M:%S")
    return _shaped(one)


def _shaped(*parts: str) -> Shape | None:
    where = dict.fromkeys(_WIDTHS, _ABSENT)
    marks: list[tuple[int, str]] = []
    place = 0
    for number, part in enumerate(parts):
        place += number > 0
        letters = iter(part)
        for letter in letters:
            if letter != "%":
                marks.append((place, letter))
                place += 1
                continue
            code = next(letters, "")
            if where.get(code) != _ABSENT:
                return None
            where[code] = place
            place += _WIDTHS[code]
    has_half = where["I"] != _ABSENT
    is_whole = min(where[code] for code in "YmdM") != _ABSENT and has_half == (where["p"] != _ABSENT)
    if not is_whole or has_half == (where["H"] != _ABSENT) or not "".join(parts).isascii():
        return None
    hour = where["I"] if has_half else where["H"]
    begins = [place, where["Y"], where["m"], where["d"], hour, where["M"], where["S"], where["p"]]
    return Shape(
        np.array(begins, dtype=np.int64),
        np.array([mark for mark, _ in marks], dtype=np.int64),
        np.array([ord(letter) for _, letter in marks], dtype=np.uint8),
    )


@njit(cache=True, nogil=True)
def seconds_of(
    parts: NDArray[np.int64],
    marks: NDArray[np.int64],
    letters: NDArray[np.uint8],
    data: NDArray[np.uint8],
    begin: int,
    end: int,
) -> int:
    """Return the seconds since 1970 that the text says, in its own zone; ``NOTHING`` where it fits not.

    Takes the parts of a ``Shape`` one by one, as ``number_of`` those of its words.
    """
    if end - begin != parts[0]:
        return NOTHING
    for number in range(len(marks)):
        if data[begin + marks[number]] != letters[number]:
            return NOTHING
    year = 100 * _two(data, begin + parts[1]) + _two(data, begin + parts[1] + 2)
    month, day = _two(data, begin + parts[2]), _two(data, begin + parts[3])
    hour, minute = _two(data, begin + parts[4]), _two(data, begin + parts[5])
    second = _two(data, begin + parts[6]) if parts[6] >= 0 else 0
    if parts[7] >= 0:
        hour = _of_day(data, begin + parts[7], hour)
    is_day = _FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= _days_in(year, month)
    if not (is_day and 0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        return NOTHING
    return (_days_since_1970(year, month, day) * 24 + hour) * 3600 + minute * 60 + second


@njit(cache=True, nogil=True)
def _two(data: NDArray[np.uint8], place: int) -> int:
    """Return the number that two digits write; one that no part can be where they are none."""
    tens, ones = int(data[place]) - 48, int(data[place + 1]) - 48
    return 10 * tens + ones if 0 <= tens <= 9 and 0 <= ones <= 9 else -100_000


@njit(cache=True, nogil=True)
def _of_day(data: NDArray[np.uint8], place: int, hour: int) -> int:
    """Return the hour of the day of an hour from 1 to 12 before AM or PM; -1 where they are none."""
    letter, other = data[place] | 32, data[place + 1] | 32
    if other != 109 or not 1 <= hour <= 12 or letter not in (97, 112):
        return -1
    return hour % 12 + (12 if letter == 112 else 0)


@njit(cache=True, nogil=True)
def _days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


@njit(cache=True, nogil=True)
def _days_since_1970(year: int, month: int, day: int) -> int:
    """Return the days from 1 January 1970 (Howard Hinnant's days_from_civil, for years after Christ)."""
    shifted = year - 1 if month <= 2 else year
    era = shifted // 400
    of_era = shifted - era * 400
    of_year = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468
