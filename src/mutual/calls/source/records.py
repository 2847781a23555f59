"""The records of a text, one after the other, so that one broken line does not spoil those after it.

As RFC 4180 has it: a field that begins with a quote ends with one, and may hold line ends. A quote that is
never closed, or is followed by something else than a delimiter, makes its own line unreadable and no other.
"""

import csv
from collections import deque
from collections.abc import Iterator

_MOST_LINES = 200  # of one record; a remark is shorter
_LONGEST = 1_000_000
csv.field_size_limit(max(csv.field_size_limit(), _LONGEST))


def records(lines: Iterator[str], delimiter: str, quote: str) -> Iterator[tuple[int, list[str] | None, str]]:
    """Return each record: its row from 1, its fields (None where they cannot be told apart) and its text.

    A row is counted as a spreadsheet counts it: a record is one row, whatever line ends it holds, and so is a
    line with nothing in it, which has no fields.
    """
    ahead: deque[str] = deque()
    opening = delimiter + quote
    row = 0
    while True:
        line = ahead.popleft() if ahead else next(lines, None)
        if line is None:
            return
        row += 1
        if not quote or quote not in line or not (line.startswith(quote) or opening in line):
            yield row, line.split(delimiter) if line else [], line
            continue
        taken = [line]
        count, size = line.count(quote), len(line)
        while count % 2 and len(taken) < _MOST_LINES and size < _LONGEST:
            more = ahead.popleft() if ahead else next(lines, None)
            if more is None:
                break
            taken.append(more)
            count, size = count + more.count(quote), size + len(more)
        fields = None if count % 2 else _fields("\n".join(taken), delimiter, quote)
        if fields is None:
            ahead.extendleft(reversed(taken[1:]))
            taken = taken[:1]
        yield row, fields, "\n".join(taken)


def _fields(text: str, delimiter: str, quote: str) -> list[str] | None:
    reader = csv.reader(
        [f"{line}\n" for line in text.split("\n")],
        delimiter=delimiter,
        quotechar=quote,
        strict=True,
    )
    try:
        found = list(reader)
    except csv.Error:
        return None
    return found[0] if len(found) == 1 else None
