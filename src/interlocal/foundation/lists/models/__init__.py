"""Lists that people bring, what was made of their rows, and which column meant what."""

from interlocal.foundation.lists.models.pasted_list import ListState, PastedList
from interlocal.foundation.lists.models.remembered import RememberedColumn
from interlocal.foundation.lists.models.row_record import RowRecord

__all__ = ["ListState", "PastedList", "RememberedColumn", "RowRecord"]
