"""CSV and Excel workbooks that a spreadsheet opens without running anything."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpResponse, StreamingHttpResponse

# A cell that starts with one of these is a formula to Excel and its kin (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def safe_cell(value: object) -> str:
    """Return ``value`` as text that no spreadsheet takes for a formula; plain numbers stay numbers."""
    text = "" if value is None else str(value)
    if text.startswith(_FORMULA_STARTS) and not _is_number(text):
        return f"'{text}"
    return text


def csv_response(
    file_name: str, columns: Sequence[object], rows: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    """Stream ``rows`` below ``columns`` as a CSV file in UTF-8 (with the mark that Excel needs)."""
    response = StreamingHttpResponse(_lines(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def workbook_response(
    file_name: str, columns: Sequence[object], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Return ``rows`` below ``columns`` as an Excel workbook of one sheet.

    Numbers and days stay what they are; everything else is text, whatever it looks like: no formula comes in.
    """
    # It brings numpy along where that is installed: read when a workbook is made, not when the house starts.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (columns, *rows):
        cells = []
        for value in row:
            if isinstance(value, int | float | Decimal | date) and not isinstance(value, bool | datetime):
                cells.append(WriteOnlyCell(sheet, value))
                continue
            cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", "" if value is None else str(value)))
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    made = io.BytesIO()
    book.save(made)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(made.getvalue(), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


class _Echo:
    def write(self, line: str) -> str:
        return line


def _lines(columns: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow([safe_cell(column) for column in columns])
    for row in rows:
        yield writer.writerow([safe_cell(cell) for cell in row])


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
