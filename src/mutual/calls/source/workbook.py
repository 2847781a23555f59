"""The rows of a sheet of a workbook, its cells as text."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from mutual.calls.refusal import CallsError

_BROKEN = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    SyntaxError,  # of its XML
)


def sheet_rows(path: Path, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    """Return each row of a sheet (the first where none is named): its number, and its cells as text.

    Days are written as 2026-01-31, times as 14:05:09, both with a space between. Rows with nothing in them
    have no cells. Raises ``CallsError``.
    """
    import openpyxl  # half a second that only workbooks need

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (*_BROKEN, openpyxl.utils.exceptions.InvalidFileException):
        raise CallsError(
            f"{path} is no workbook that can be read: save it again as .xlsx, or as CSV."
        ) from None
    try:
        if sheet is not None and sheet not in book.sheetnames:
            names = ", ".join(map(repr, book.sheetnames))
            raise CallsError(f"{path} has no sheet {sheet!r}; it has {names}.")
        if not book.worksheets:
            raise CallsError(f"{path} has no sheet with cells.")
        pages = book.worksheets
        page = next((one for one in pages if one.title == sheet), pages[0])
        page.reset_dimensions()  # what some programs write there is wrong
        for number, cells in enumerate(page.iter_rows(values_only=True), 1):
            texts = [_text(cell) for cell in cells]
            while texts and not texts[-1]:
                texts.pop()
            yield number, texts
    except _BROKEN as error:
        if isinstance(error, CallsError):
            raise
        raise CallsError(f"{path} is damaged: save it again as .xlsx, or as CSV.") from None
    finally:
        book.close()


def _text(cell: Any) -> str:  # noqa: PLR0911 - one a kind
    match cell:
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime():
            return cell.isoformat(sep=" ", timespec="seconds" if not cell.microsecond else "microseconds")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            seconds = round(cell.total_seconds())
            return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        case _:
            return str(cell)
