"""Read a table that a person pastes or uploads: rows of text, whatever program they come from.

It stands beside the exports, which write tables: both know cells and no record, so that every room reads a
spreadsheet in the same way and none of them sees openpyxl.
"""

from interlocal.web.tables.columns import Column, guess_columns, guess_header, likely_header, normalised
from interlocal.web.tables.grid import MAX_BYTES, MAX_ROWS, Cell, Row, Sheet, TableUnreadable, Trouble
from interlocal.web.tables.pasted import read_pasted, write_pasted
from interlocal.web.tables.separated import read_csv
from interlocal.web.tables.uploads import EXTENSIONS, read_table
from interlocal.web.tables.values import ValueFault, read_cents, read_count, read_day, read_list, read_yes
from interlocal.web.tables.workbook import read_workbook

__all__ = [
    "EXTENSIONS",
    "MAX_BYTES",
    "MAX_ROWS",
    "Cell",
    "Column",
    "Row",
    "Sheet",
    "TableUnreadable",
    "Trouble",
    "ValueFault",
    "guess_columns",
    "guess_header",
    "likely_header",
    "normalised",
    "read_cents",
    "read_count",
    "read_csv",
    "read_day",
    "read_list",
    "read_pasted",
    "read_table",
    "read_workbook",
    "read_yes",
    "write_pasted",
]
