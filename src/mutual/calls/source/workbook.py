"""The rows of a sheet of a workbook, its cells as text."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from mutual.calls.refusal import CallsError

# What openpyxl, zipfile and zlib raise over a workbook that is broken or made to trip them.
_BROKEN = (
    *(ValueError, LookupError, TypeError, AttributeError, EOFError, RuntimeError, ArithmeticError),
    *(AssertionError, SyntaxError, zipfile.BadZipFile, zlib.error, struct.error),
)
# A workbook is a ZIP archive: a small one can unfold into more than fits in memory.
_MOST_UNFOLDED = 1024**3


def sheet_rows(path: Path, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    """Return each row of a sheet (the first where none is named): its number, and its cells as text.

    Days are written as 2026-01-31, times as 14:05:09, both with a space between. Rows with nothing in them
    have no cells. Raises ``CallsError``.
    """
    with path.open("rb") as file:
        yield from _rows(path, file, sheet)


def _opened(path: Path, file: BinaryIO) -> Any:
    import openpyxl  # half a second that only workbooks need

    try:
        with zipfile.ZipFile(file) as archive:
            unfolded = sum(part.file_size for part in archive.infolist())
        if unfolded <= _MOST_UNFOLDED:
            return openpyxl.load_workbook(file, read_only=True, data_only=True)
    except (*_BROKEN, openpyxl.utils.exceptions.InvalidFileException):
        raise CallsError(
            f"{path} is no workbook that can be read: save it again as .xlsx, or as CSV."
        ) from None
    raise CallsError(f"{path} unfolds to more than 1 GB, which no workbook needs: save it as CSV.")


def _rows(path: Path, file: BinaryIO, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    book = _opened(path, file)
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
