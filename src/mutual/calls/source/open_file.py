"""A file as columns of text: as it stands where a database reads it right, else cleaned row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import duckdb

from mutual.calls.profile.model import FileFormat, Profile
from mutual.calls.reasons import BROKEN_LINE
from mutual.calls.refusal import CallsError
from mutual.calls.source.clean import write_clean
from mutual.calls.source.header import column_places
from mutual.calls.source.kinds import head_of, kind_of, marked_encoding, wide_encoding
from mutual.calls.source.parquet import parquet_relation
from mutual.calls.source.recoding import Recoded, recode
from mutual.calls.source.records import records
from mutual.calls.source.survey import Survey, survey
from mutual.calls.source.workbook import sheet_rows
from mutual.calls.sql import literal


@dataclass(frozen=True)
class Text:
    """A text of records as it stands: ``width`` columns, below ``above`` lines that are none."""

    path: Path
    delimiter: str
    quote: str
    above: int
    width: int
    has_quotes: bool

    def relation(self, path: Path | None = None) -> str:
        """Return SQL that reads the records, or those of another file that has nothing above them."""
        columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(self.width))
        quote = literal(self.quote if self.has_quotes else "")
        return (
            f"read_csv({literal(str((path or self.path).resolve()))}, auto_detect = false, header = false, "
            f"skip = {0 if path else self.above}, delim = {literal(self.delimiter)}, quote = {quote}, "
            f"escape = {quote}, strict_mode = true, columns = {{{columns}}}, nullstr = '')"
        )


@dataclass(frozen=True)
class Opened:
    """Rows ready for a database.

    ``relation`` is SQL that gives them; ``places`` the columns (c0, c1, ...) of each role; ``row`` the SQL of
    a row's number, in which ``file_row_number`` counts what ``relation`` gave from 0; ``whole`` the SQL of
    what tells whole rows apart. ``broken`` lists rows that were set apart; ``expected`` is how many rows
    ``relation`` must give, where that is known; ``text`` is the text that ``relation`` reads as it stands.
    """

    kind: str
    relation: str
    places: dict[str, tuple[int, ...]]
    names: tuple[str, ...]
    row: str
    whole: str
    has_row: bool = False
    broken: Path | None = None
    broken_rows: int = 0
    empty: int = 0
    expected: int | None = None
    recoded: Recoded = field(default_factory=Recoded)
    text: Text | None = None


def open_source(path: Path, profile: Profile, work: Path, *, carefully: bool) -> Opened:
    """Return the rows of a file. ``carefully`` reads a CSV file record by record.

    Raises ``CallsError`` for a file that cannot be read, and where a column is missing.
    """
    head = head_of(path)
    found = kind_of(path, head)
    kind = profile.file.kind or found
    if kind != found:
        raise CallsError(f"{path} is {_named(found)}, and the profile says {_named(kind)} (kind in [file]).")
    if kind == "parquet":
        return _parquet(path, profile, work)
    if kind == "xlsx":
        return _workbook(path, profile, work)
    return _csv(path, head, profile, work, carefully=carefully)


def _named(kind: str) -> str:
    return {"csv": "text", "xlsx": "a workbook", "parquet": "Parquet"}[kind]


def _parquet(path: Path, profile: Profile, work: Path) -> Opened:
    try:
        relation, names = parquet_relation(path, work)
    except duckdb.Error as error:
        raise CallsError(
            f"{path} is no Parquet file that can be read: {str(error).splitlines()[0]}"
        ) from None
    places = column_places(names, profile.columns, str(path), None)
    whole = _digest(range(len(names)))
    return Opened("parquet", relation, places, names, "file_row_number + 1", whole)


def _workbook(path: Path, profile: Profile, work: Path) -> Opened:
    rows = ((number, texts, "") for number, texts in sheet_rows(path, profile.file.sheet))
    skipped = islice(rows, profile.file.skip, None)
    names, rest = _header(skipped, profile.file, path)
    if profile.file.has_header:
        while names and not names[-1]:
            names = names[:-1]
    width = len(names)
    padded = (
        (number, fields if not fields else [*fields, *[""] * (width - len(fields))], "")
        for number, fields, _ in rest
    )
    return _cleaned("xlsx", padded, names, profile, path, work)


def _csv(path: Path, head: bytes, profile: Profile, work: Path, *, carefully: bool) -> Opened:
    settings = profile.file
    encodings = _encodings(path, head, settings)
    if not head.strip(b"\r\n\t \0\xef\xbb\xbf\xff\xfe"):
        raise CallsError(f"{path} holds nothing.")
    surveyed = survey(path, settings.quote)
    text, recoded = path, Recoded()
    starts_marked = head.startswith(b"\xef\xbb\xbf") and not settings.has_header
    is_plain = surveyed.is_utf8 and not surveyed.has_zero and encodings[0] in {"utf-8", "utf-8-sig", "ascii"}
    if not is_plain or starts_marked:
        text = work / "text.csv"
        recoded = recode(path, encodings, text)
        surveyed = survey(text, settings.quote)
    with text.open(encoding="utf-8-sig", newline=None, errors="replace") as file:
        lines = (line.removesuffix("\n") for line in file)
        found = records(lines, settings.delimiter, settings.quote)
        names, rest = _header(islice(found, settings.skip, None), settings, path)
        where = column_places(names, profile.columns, str(path), settings.delimiter)
        if not carefully and surveyed.has_one_line_end and len(names) > 1:
            return _as_it_stands(text, names, where, settings, surveyed, recoded)
        cleaned = _cleaned("csv", rest, names, profile, path, work)
        return Opened(**{**vars(cleaned), "recoded": recoded})


def _encodings(path: Path, head: bytes, settings: FileFormat) -> tuple[str, ...]:
    """Return the encodings to try; refuse a file whose first bytes show another."""
    given = tuple(name.lower().replace("_", "-") for name in settings.encodings)
    shown = marked_encoding(head) or wide_encoding(head)
    if (
        shown is not None
        and shown.startswith(("utf-16", "utf-32"))
        and shown[:6] != given[0].replace("utf1", "utf-1")[:6]
    ):
        raise CallsError(f'{path} is in {shown.upper()}: set encoding = "{shown}" in [file].')
    return tuple("utf-8" if name == "utf8" else name for name in given)


def _header(
    found: Iterator[tuple[int, list[str] | None, str]], settings: FileFormat, path: Path
) -> tuple[tuple[str, ...], Iterator[tuple[int, list[str] | None, str]]]:
    """Return the names of the columns (their numbers where the file has none), and the records below."""
    first = next(found, None)
    while first is not None and first[1] == []:
        first = next(found, None)
    if first is None:
        raise CallsError(f"{path} has no row below the {settings.skip} that are skipped.")
    row, fields, _ = first
    if fields is None:
        raise CallsError(f"{path}, row {row}: the header is a {BROKEN_LINE}: a quote is not closed.")
    if not settings.has_header:
        names = tuple(str(number) for number in range(1, len(fields) + 1))
        return names, _with(first, found)
    return tuple(name.strip() for name in fields), found


def _with(
    first: tuple[int, list[str] | None, str], rest: Iterator[tuple[int, list[str] | None, str]]
) -> Iterator[tuple[int, list[str] | None, str]]:
    yield first
    yield from rest


def _as_it_stands(
    text: Path,
    names: tuple[str, ...],
    places: dict[str, tuple[int, ...]],
    settings: FileFormat,
    surveyed: Survey,
    recoded: Recoded,
) -> Opened:
    """Return the relation of a text that the database reads by itself, and how many rows it must find."""
    above = settings.skip + int(settings.has_header)
    found = Text(text, settings.delimiter, settings.quote, above, len(names), surveyed.has_quotes)
    return Opened(
        "csv",
        found.relation(),
        places,
        names,
        f"file_row_number + {above + 1}",
        _digest(range(len(names))),
        expected=max(0, surveyed.records - above),
        recoded=recoded,
        text=found,
    )


def _cleaned(
    kind: str,
    found: Iterator[tuple[int, list[str] | None, str]],
    names: tuple[str, ...],
    profile: Profile,
    path: Path,
    work: Path,
) -> Opened:
    where = column_places(
        names, profile.columns, str(path), profile.file.delimiter if kind == "csv" else None
    )
    kept = sorted({place for places in where.values() for place in places})
    clean, broken = work / "clean.csv", work / "broken.csv"
    written = write_clean(found, len(names), kept, clean, broken)
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in ("row", *(f"c{place}" for place in kept), "whole"))
    relation = (
        f"read_csv({literal(str(clean.resolve()))}, auto_detect = false, header = false, delim = "
        "',', quote = '\"', "
        f"escape = '\"', columns = {{{columns}}}, nullstr = '', max_line_size = 4000000)"
    )
    return Opened(
        kind,
        relation,
        where,
        names,
        "source_row",
        "whole",
        has_row=True,
        broken=broken if written.broken else None,
        broken_rows=written.broken,
        empty=written.empty,
        expected=written.rows - written.broken,
    )


def _digest(places: Sequence[int]) -> str:
    """Return the SQL of what tells whole rows apart: 128 bits of all columns."""
    columns = ", ".join(f"coalesce(c{place}, '')" for place in places)
    return f"md5(concat_ws(chr(31), {columns}))"
