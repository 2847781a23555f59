"""Excel workbooks, by openpyxl.

It brings numpy along where that is installed: both are read when a workbook is, not when the house starts.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from interlocal.web.tables.grid import (
    MAX_BYTES,
    MAX_COLUMNS,
    Cell,
    Sheet,
    TableUnreadable,
    Trouble,
    make_cell,
    make_sheet,
    require_rows,
)

# A workbook is a ZIP archive: a small one can unfold into more than fits in memory.
MAX_UNFOLDED_BYTES = 60 * 1024 * 1024
MAX_PARTS = 500
MAX_SHEETS = 30
MAX_WALKED = 4_000_000
_Key = tuple[int, int]
_Content = tuple[Any, str]
# What openpyxl, zipfile and zlib raise over a workbook that is broken or made to trip them.
_BROKEN = (
    *(ValueError, LookupError, TypeError, AttributeError, OSError, EOFError, RuntimeError, SyntaxError),
    *(ArithmeticError, AssertionError, zipfile.BadZipFile, zlib.error, struct.error),
)
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]+\d+:[A-Z]+\d+)["']""")


def read_workbook(data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that hold something, in their order.

    A formula gives the result that Excel saved with it. Merged cells give their text to each of their cells
    below one another (a city beside its five actions), and to the first of those beside one another. Days are
    written as ISO 8601, whole numbers without a fraction. Raises ``TableUnreadable``.
    """
    from openpyxl import load_workbook

    _check_archive(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        grids = [(sheet.title, _cells(sheet), _merged(sheet)) for sheet in book.worksheets[:MAX_SHEETS]]
        kinds = {kind for _title, cells, _areas in grids for _value, kind in cells.values()}
        saved = _saved_results(data) if "f" in kinds else {}
    except _BROKEN as error:
        raise _damaged() from error
    return require_rows(
        make_sheet(title, _rows(cells, areas, saved.get(title, {}))) for title, cells, areas in grids
    )


def _check_archive(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise TableUnreadable(
            _("The file has more than 5 MB. Keep only the sheet with the list, and save it.")
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except _BROKEN as error:
        raise _damaged() from error
    names = {part.filename.lower() for part in parts}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise TableUnreadable(_("The workbook contains macros. Save it without them, as .xlsx."))
    if "xl/workbook.xml" not in names:
        raise TableUnreadable(_("This is no Excel workbook. Save the list as .xlsx or .csv and choose that."))
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNFOLDED_BYTES:
        raise TableUnreadable(
            _("The workbook is too large. Copy only the list into a new one, and save that.")
        )


def _too_large() -> TableUnreadable:
    return TableUnreadable(_("The workbook is too large. Copy only the list into a new one, and save that."))


def _damaged() -> TableUnreadable:
    return TableUnreadable(
        _("The file cannot be opened: it is damaged or protected by a password. Save it again as .xlsx.")
    )


def _cells(sheet: Any) -> dict[_Key, _Content]:
    """Return value and kind of each cell that holds something.

    A sheet is streamed: loaded whole, one column merged to its end takes a minute.
    """
    sheet.reset_dimensions()
    found: dict[_Key, _Content] = {}
    walked = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        walked += len(row) or 1
        if walked > MAX_WALKED:
            raise _too_large()
        for place, cell in enumerate(row, start=1):
            if cell.value is not None:
                found[number, place] = (cell.value, cell.data_type)
    return found


def _merged(sheet: Any) -> list[tuple[int, int, int]]:
    """Return column, first row and last row of each area of merged cells."""
    from openpyxl.utils import range_boundaries

    content = sheet.parent._archive.read(sheet._worksheet_path)  # noqa: SLF001 (a streamed sheet tells no merges)
    areas = []
    for reference in _MERGE.findall(content):
        column, first, _last_column, last = range_boundaries(reference.decode())
        if None not in (column, first, last) and last > first:
            areas.append((column, first, last))
    return areas


def _saved_results(data: bytes) -> dict[str, dict[_Key, _Content]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    return {sheet.title: _cells(sheet) for sheet in book.worksheets[:MAX_SHEETS]}


def _rows(
    cells: dict[_Key, _Content], merged: Iterable[tuple[int, int, int]], saved: dict[_Key, _Content]
) -> Iterable[tuple[int, list[Cell]]]:
    found = {key: _read(content, saved.get(key)) for key, content in cells.items()}
    filled = {key: cell for key, cell in found.items() if cell.text or cell.trouble}
    rows = {row for row, _column in filled}
    for column, first, last in merged:
        if (first, column) in filled:
            # As far down as there are rows: a merge may reach the bottom of the sheet.
            filled |= {(row, column): filled[first, column] for row in rows if first < row <= last}
    by_row: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in filled.items():
        by_row.setdefault(row, {})[column] = cell
    for row in sorted(by_row):
        # One more than is taken is enough to see that there are too many.
        last = min(max(by_row[row]), MAX_COLUMNS + 1)
        yield row, [by_row[row].get(column, Cell()) for column in range(1, last + 1)]


def _read(content: _Content, saved: _Content | None) -> Cell:
    value, kind = content
    if kind == "f":
        if saved is None:
            return Cell("", Trouble.FORMULA)
        value, kind = saved
    if kind == "e":
        return make_cell(str(value), Trouble.ERROR)
    return make_cell(_text(value))


def _text(value: Any) -> str:  # noqa: PLR0911 (one line for each kind of value in a cell)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        is_day = value.time() == time(0)
        return value.date().isoformat() if is_day else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float):
        # Fifteen digits are what Excel keeps and shows: 0.1 + 0.2 is 0.3 to its reader.
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    return str(value)
