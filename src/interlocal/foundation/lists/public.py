"""The door of the room: what another room needs to take lists."""

from interlocal.foundation.lists.actions import begin_list, correct_rows, point_columns, save_list, undo_list
from interlocal.foundation.lists.models import ListState, PastedList, RowRecord
from interlocal.foundation.lists.pages import (
    columns_page,
    discard_step,
    list_page,
    paste_page,
    save_step,
    undo_page,
)
from interlocal.foundation.lists.purposes import (
    Fill,
    Given,
    Hand,
    Purpose,
    RowRefused,
    Twin,
    Verdict,
    Wanted,
    make_each,
    take_back_each,
)
from interlocal.foundation.lists.reading import Line, LineState, lines_of

__all__ = [
    "Fill",
    "Given",
    "Hand",
    "Line",
    "LineState",
    "ListState",
    "PastedList",
    "Purpose",
    "RowRecord",
    "RowRefused",
    "Twin",
    "Verdict",
    "Wanted",
    "begin_list",
    "columns_page",
    "correct_rows",
    "discard_step",
    "lines_of",
    "list_page",
    "make_each",
    "paste_page",
    "point_columns",
    "save_list",
    "save_step",
    "take_back_each",
    "undo_list",
    "undo_page",
]
