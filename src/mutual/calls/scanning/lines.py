"""One pass over the bytes of lines: plain rows as city and stretch of time, the others by where they lie."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from mutual.calls.scanning.moments import NOTHING, Shape, seconds_of
from mutual.calls.scanning.words import Words, number_of

_END, _RETURN, _SPACE = np.uint8(10), np.uint8(13), np.uint8(32)


class Layout(NamedTuple):
    """How a line is read: its letters, how many columns, where time and place stand, and what is taken.

    ``quote`` is -1 where there is none. A moment counts from ``first`` to before ``last``, in seconds, and
    falls into a stretch of ``step`` seconds.
    """

    delimiter: int
    quote: int
    width: int
    time: int
    place: int
    first: int
    last: int
    step: int


class Rules(NamedTuple):
    """What is asked of codes: the column of each rule, and whether its words are taken or left.

    ``words`` holds the words of rule n in list n + 1; list 0 are the places, with numbers of their cities.
    What is empty is left and, where words are left, so is what holds a space.
    """

    columns: NDArray[np.int64]
    takes: NDArray[np.bool_]
    words: Words


@njit(cache=True, nogil=True)
def read_lines(
    data: NDArray[np.uint8],
    layout: Layout,
    shape: Shape,
    rules: Rules,
    rows: NDArray[np.int32],
    left: NDArray[np.int64],
) -> tuple[int, int, int]:
    """Write city and stretch of each plain row to ``rows``, begin and end of each other one to ``left``.

    Return how many there are of each, and how many bytes were read: whole records only, so that what is cut
    at the end is read with what follows. ``rows`` and ``left`` are (line ends of ``data``, 2).
    """
    parts, marks, signs = shape.parts, shape.marks, shape.letters
    columns, takes = rules.columns, rules.takes
    letters, spans, slots = rules.words.letters, rules.words.spans, rules.words.slots
    begins, ends = np.empty(layout.width, dtype=np.int64), np.empty(layout.width, dtype=np.int64)
    delimiter, quote, has_quote = layout.delimiter, layout.quote, layout.quote >= 0
    taken, others, place, size, no_rules = 0, 0, 0, len(data), len(columns) == 0
    while place < size:
        start = place
        found, quotes, place = _fields(data, start, delimiter, quote, begins, ends)
        if place == size:
            return taken, others, start
        place += 1
        is_plain = found == layout.width
        if is_plain and has_quote and quotes:
            is_plain = _unquote(data, quote, begins, ends) == quotes
        city, moment = -1, NOTHING
        if is_plain:
            moment = seconds_of(parts, marks, signs, data, begins[layout.time], ends[layout.time])
        if layout.first <= moment < layout.last:
            begin, end = begins[layout.place], ends[layout.place]
            city = number_of(letters, spans, slots, 0, data, begin, end)
        if city >= 0 and (no_rules or _pass(columns, takes, letters, spans, slots, data, begins, ends)):
            rows[taken, 0], rows[taken, 1] = city, moment // layout.step
            taken += 1
        else:
            left[others, 0], left[others, 1] = start, place
            others += 1
    return taken, others, size


@njit(cache=True, nogil=True)
def _fields(
    data: NDArray[np.uint8],
    start: int,
    delimiter: int,
    quote: int,
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
) -> tuple[int, int, int]:
    """Find the fields of the record at ``start``; return how many, how many quotes, and where it ends."""
    width, size = len(begins), len(data)
    column, quotes, place, field, is_inside = 0, 0, start, start, False
    highest = max(delimiter, quote, _END)
    while place < size:
        letter = data[place]
        if letter > highest:  # one comparison for most letters
            place += 1
            continue
        if letter == delimiter and not is_inside:
            if column < width:
                begins[column], ends[column] = field, place
            column += 1
            field = place + 1
        elif letter == _END and not is_inside:
            break
        elif letter == quote:
            quotes += 1
            is_inside = not is_inside
        place += 1
    if column < width:
        has_return = field < place < size and data[place - 1] == _RETURN
        begins[column], ends[column] = field, place - 1 if has_return else place
    return column + 1, quotes, place


@njit(cache=True, nogil=True)
def _unquote(data: NDArray[np.uint8], quote: int, begins: NDArray[np.int64], ends: NDArray[np.int64]) -> int:
    """Take the quotes off each field that stands in two; return how many were taken off."""
    taken = 0
    for column in range(len(begins)):
        begin, end = begins[column], ends[column]
        if end - begin >= 2 and data[begin] == quote and data[end - 1] == quote:
            begins[column], ends[column] = begin + 1, end - 1
            taken += 2
    return taken


@njit(cache=True, nogil=True, inline="always")  # a call would count references to eight arrays
def _pass(
    columns: NDArray[np.int64],
    takes: NDArray[np.bool_],
    letters: NDArray[np.uint8],
    spans: NDArray[np.int64],
    slots: NDArray[np.int64],
    data: NDArray[np.uint8],
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
) -> bool:
    for rule in range(len(columns)):
        begin, end = begins[columns[rule]], ends[columns[rule]]
        is_known = number_of(letters, spans, slots, rule + 1, data, begin, end) >= 0
        if begin == end or is_known != takes[rule]:
            return False
        for place in range(begin, end):
            if data[place] == _SPACE and not takes[rule]:
                return False
    return True
