"""How the sheets of a list lie in its record.

``[{"name": "Actions", "rows": [[3, ["text", ["text", "error"]]]]}]``: each row with its number and its cells.
"""

from collections.abc import Sequence
from typing import Any

from interlocal.web.tables import Cell, Row, Sheet, Trouble


def packed(sheets: Sequence[Sheet]) -> list[dict[str, Any]]:
    """Return ``sheets`` as JSON holds them."""
    return [
        {
            "name": sheet.name,
            "rows": [[row.number, [_packed(cell) for cell in row.cells]] for row in sheet.rows],
        }
        for sheet in sheets
    ]


def unpacked(sheets: Sequence[dict[str, Any]]) -> tuple[Sheet, ...]:
    """Return the sheets that were packed."""
    return tuple(
        Sheet(one["name"], tuple(Row(number, tuple(map(_unpacked, cells))) for number, cells in one["rows"]))
        for one in sheets
    )


def _packed(cell: Cell) -> str | list[str]:
    return [cell.text, cell.trouble.value] if cell.trouble else cell.text


def _unpacked(cell: str | list[str]) -> Cell:
    return Cell(cell) if isinstance(cell, str) else Cell(cell[0], Trouble(cell[1]))
