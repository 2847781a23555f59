"""Some rows of a file, and how it is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import duckdb

from mutual.calls.refusal import CallsError
from mutual.calls.source.kinds import head_of, kind_of, marked_encoding, wide_encoding
from mutual.calls.source.parquet import parquet_relation
from mutual.calls.source.records import records
from mutual.calls.source.survey import survey
from mutual.calls.source.workbook import sheet_rows
from mutual.calls.sql import connect

_DELIMITERS = (",", ";", "\t", "|")
_ROWS = 4_000
_BLOCK = 256 * 1024
_BLOCKS = 6
_PREAMBLE = 30


@dataclass(frozen=True)
class Sample:
    """Names of columns and rows below them, with how they were found; ``why`` says it of each setting."""

    kind: str
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    encodings: tuple[str, ...] = ("utf-8",)
    delimiter: str = ","
    skip: int = 0
    has_header: bool = True
    share: float = 1.0
    sheets: tuple[str, ...] = ()

    def column(self, place: int) -> list[str]:
        """Return the values of a column that are not empty, without spaces around them."""
        found = (row[place].strip() for row in self.rows if place < len(row))
        return [value for value in found if value]


def sample_of(path: Path, work: Path) -> Sample:
    """Return rows from the beginning, the middle and the end of a file. Raises ``CallsError``."""
    head = head_of(path)
    kind = kind_of(path, head)
    if kind == "parquet":
        return _of_parquet(path, work)
    if kind == "xlsx":
        return _of_workbook(path)
    return _of_text(path, head)


def _of_parquet(path: Path, work: Path) -> Sample:
    try:
        relation, names = parquet_relation(path, work)
        with connect(work, path) as database:
            columns = ", ".join(f"c{place}" for place in range(len(names)))
            rows = database.execute(f"SELECT {columns} FROM {relation} LIMIT {_ROWS}").fetchall()
    except duckdb.Error as error:
        raise CallsError(
            f"{path} is no Parquet file that can be read: {str(error).splitlines()[0]}"
        ) from None
    return Sample("parquet", names, tuple(tuple(cell or "" for cell in row) for row in rows))


def _of_workbook(path: Path) -> Sample:
    found = list(islice(((n, cells) for n, cells in sheet_rows(path, None)), _ROWS))
    rows = [cells for _, cells in found]
    skip = _header_at(rows, max((len(row) for row in rows[:50]), default=0))
    filled = [row for row in rows[skip:] if row]
    if not filled:
        raise CallsError(f"{path} has no row with cells in its first sheet.")
    names = tuple(name.strip() for name in filled[0])
    return Sample("xlsx", names, tuple(tuple(row) for row in filled[1:]), skip=skip)


def _of_text(path: Path, head: bytes) -> Sample:
    encodings = _encodings(path, head)
    blocks = _blocks(path, encodings[0])
    texts = [_decoded(block, encodings) for block in blocks]
    lines = texts[0].removeprefix("\ufeff").split("\n")
    if not any(line.strip() for line in lines):
        raise CallsError(f"{path} holds nothing.")
    delimiter, width, share = _delimiter(lines[:400])
    parsed = [fields or [] for _, fields, _ in records(iter(lines), delimiter, '"')]
    skip = _header_at(parsed, width)
    below = [row for row in parsed[skip:] if row]
    if not below:
        raise CallsError(f"{path} holds nothing below its first lines.")
    has_header = not any(_is_number_or_time(cell) for cell in below[0])
    names = tuple(cell.strip() for cell in below[0]) if has_header else tuple(map(str, range(1, width + 1)))
    rows = [tuple(row) for row in below[int(has_header) : _ROWS] if len(row) >= width]
    for text in texts[1:]:  # a first line that is cut is left out
        more = records(iter(text.split("\n")[1:-1]), delimiter, '"')
        rows += [
            tuple(fields) for _, fields, _ in islice(more, _ROWS // 4) if fields and len(fields) == width
        ]
    return Sample("csv", names, tuple(rows), encodings, delimiter, skip, has_header, share)


def _encodings(path: Path, head: bytes) -> tuple[str, ...]:
    shown = marked_encoding(head) or wide_encoding(head)
    if shown is not None and shown != "utf-8":
        return (shown,)
    if survey(path, "").is_utf8:
        return ("utf-8",)
    is_mixed = False
    with path.open("rb") as file:
        for line in islice(file, 200_000):
            if not line.isascii():
                try:
                    line.decode("utf-8")
                except UnicodeDecodeError:
                    continue
                is_mixed = True
                break
    return ("utf-8", "cp1252") if is_mixed else ("cp1252", "latin-1")


def _blocks(path: Path, encoding: str) -> list[bytes]:
    size = path.stat().st_size
    with path.open("rb") as file:
        blocks = [file.read(2 * _BLOCK)]
        if size <= 2 * _BLOCK or encoding.startswith(("utf-16", "utf-32")):
            return blocks
        for part in range(1, _BLOCKS + 1):
            file.seek(min(2 * _BLOCK + part * (size - 3 * _BLOCK) // _BLOCKS, size - _BLOCK))
            blocks.append(file.read(_BLOCK))
    return blocks


def _decoded(block: bytes, encodings: Sequence[str]) -> str:
    text = block.decode(encodings[-1] if len(encodings) == 2 else encodings[0], "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "\ufffd")


def _delimiter(lines: list[str]) -> tuple[str, int, float]:
    """Return the letter between columns, how many there are, and the share of lines that have as many."""
    best = (",", 1, 0.0)
    for delimiter in _DELIMITERS:
        widths = [len(fields) for _, fields, _ in records(iter(lines), delimiter, '"') if fields]
        if len(widths) > 2:
            widths = widths[:-1]  # the last may be cut
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        width = max(set(wide), key=lambda one: (wide.count(one), one))
        share = wide.count(width) / len(widths)
        if (share > best[2] + 0.1) or (share > best[2] - 0.1 and width > best[1]):
            best = (delimiter, width, share)
    return best


def _header_at(rows: list[list[str]], width: int) -> int:
    """Return how many rows stand above the names of the columns."""
    for place, row in enumerate(rows[:_PREAMBLE]):
        filled = [cell for cell in row if cell.strip()]
        if len(row) >= width and len(filled) >= max(1, 0.6 * width):
            return place
    return 0


def _is_number_or_time(cell: str) -> bool:
    text = cell.strip()
    digits = sum(letter.isdigit() for letter in text)
    return bool(text) and digits >= 1 and digits + sum(letter in "-/:. TZ+," for letter in text) == len(text)
