"""What is done to lists."""

from interlocal.foundation.lists.actions.bringing import begin_list, discard_list
from interlocal.foundation.lists.actions.checking import correct_rows, point_columns
from interlocal.foundation.lists.actions.forgetting import forget_old_lists
from interlocal.foundation.lists.actions.saving import save_list
from interlocal.foundation.lists.actions.undoing import undo_list

__all__ = [
    "begin_list",
    "correct_rows",
    "discard_list",
    "forget_old_lists",
    "point_columns",
    "save_list",
    "undo_list",
]
