"""Bringing in what councils did: read, seen, saved, undone as one; and tying it to instruments."""

from interlocal.partnerships.meetings.actions.councils.bringing import (
    bring_from_web,
    bring_record,
    read_source,
)
from interlocal.partnerships.meetings.actions.councils.discarding import (
    discard_import,
    forget_unsaved_imports,
)
from interlocal.partnerships.meetings.actions.councils.evidence import tie_item, untie_item
from interlocal.partnerships.meetings.actions.councils.saving import save_import
from interlocal.partnerships.meetings.actions.councils.undoing import undo_import

__all__ = [
    "bring_from_web",
    "bring_record",
    "discard_import",
    "forget_unsaved_imports",
    "read_source",
    "save_import",
    "tie_item",
    "undo_import",
    "untie_item",
]
