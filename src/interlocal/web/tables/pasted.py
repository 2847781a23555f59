"""Text from the clipboard, as spreadsheet programs write it: tabs between cells, lines between rows."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from interlocal.web.tables.grid import MAX_BYTES, Sheet, TableUnreadable, make_cell, make_sheet, require_rows
from interlocal.web.tables.separated import read_separated


def read_pasted(text: str) -> tuple[Sheet, ...]:
    """Return one sheet of what was pasted. Text without a tab is read as CSV.

    A cell that holds a tab, a new line or a quotation mark may stand in quotation marks, with those inside it
    doubled. Quotation marks that do not close before a tab or the end of a line are part of the text: Excel
    quotes only cells with new lines and tabs, so a cell may well begin with one. Raises ``TableUnreadable``.
    """
    if len(text) > MAX_BYTES:
        raise TableUnreadable(_("That is more than 5 MB of text. Split the list."))
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" not in lines:
        return require_rows([read_separated(lines)])
    rows = _rows(lines)
    return require_rows(
        [make_sheet("", ((number, [make_cell(cell) for cell in cells]) for number, cells in rows))]
    )


def write_pasted(rows: Sequence[Sequence[str]]) -> str:
    """Return ``rows`` as a spreadsheet program puts them on the clipboard."""
    return "".join("\t".join(_written(cell) for cell in row) + "\n" for row in rows)


def _written(cell: str) -> str:
    if any(mark in cell for mark in '\t\n"'):
        return '"{}"'.format(cell.replace('"', '""'))
    return cell


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Rows are numbered as a sheet counts them: a new line inside a cell begins none."""
    rows: list[tuple[int, list[str]]] = []
    cells: list[str] = []
    at = 0
    while at < len(text):
        cell, at = _cell(text, at)
        cells.append(cell)
        if at >= len(text) or text[at] == "\n":
            rows.append((len(rows) + 1, cells))
            cells = []
        elif at == len(text) - 1:
            rows.append((len(rows) + 1, [*cells, ""]))
        at += 1
    return rows


def _cell(text: str, start: int) -> tuple[str, int]:
    """Return the cell that begins at ``start``, and where it ends."""
    if text.startswith('"', start):
        quoted = _quoted(text, start)
        if quoted is not None:
            return quoted
    ends = [end for mark in "\t\n" if (end := text.find(mark, start)) >= 0]
    end = min(ends, default=len(text))
    return text[start:end], end


def _quoted(text: str, start: int) -> tuple[str, int] | None:
    """Return the cell in quotation marks, or ``None`` where they are only the first letter of a text."""
    at = start + 1
    while (mark := text.find('"', at)) >= 0:
        if text.startswith('""', mark):
            at = mark + 2
            continue
        if mark + 1 < len(text) and text[mark + 1] not in "\t\n":
            return None
        inside = text[start + 1 : mark]
        # What needs no quotation marks has them because somebody typed them.
        is_needed = any(sign in inside for sign in '\t\n"')
        return (inside.replace('""', '"'), mark + 1) if is_needed else None
    return None
