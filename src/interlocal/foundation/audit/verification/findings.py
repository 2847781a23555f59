"""What a verification finds, in words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class FaultKind(StrEnum):
    """The ways in which a book can be wrong."""

    REMOVED = "removed"
    INSERTED = "inserted"
    CHANGED = "changed"
    REPLACED = "replaced"
    DETAILS_CHANGED = "details-changed"
    DETAILS_REMOVED = "details-removed"
    DETAILS_BACK = "details-back"
    DETAILS_STRAY = "details-stray"
    ENTRIES_STRAY = "entries-stray"
    UNREADABLE = "unreadable"
    TAIL_CUT = "tail-cut"
    HEAD_CHANGED = "head-changed"
    REWRITTEN = "rewritten"


_MEANINGS: dict[FaultKind, str | Promise] = {
    FaultKind.REMOVED: _("Entry %(seq)s was removed: the next one in the book is %(other)s."),
    FaultKind.INSERTED: _("Entry %(seq)s was inserted or renumbered: %(other)s was due here."),
    FaultKind.CHANGED: _(
        "Entry %(seq)s was changed or moved: its place, time and link no longer give its digest."
    ),
    FaultKind.REPLACED: _(
        "Entry %(seq)s does not follow from entry %(other)s: that one, or everything up to it, was replaced."
    ),
    FaultKind.DETAILS_CHANGED: _(
        "The details of entry %(seq)s were altered: who, what or the values are not those that were recorded."
    ),
    FaultKind.DETAILS_REMOVED: _(
        "The details of entry %(seq)s were removed, and no retention entry says so: who did what is lost."
    ),
    FaultKind.DETAILS_BACK: _(
        "The details of entry %(seq)s are there, though entry %(other)s records that they were deleted."
    ),
    FaultKind.DETAILS_STRAY: _("There are %(other)s details that belong to no entry: they were slipped in."),
    FaultKind.ENTRIES_STRAY: _("There are %(other)s entries that belong to no book."),
    FaultKind.UNREADABLE: _("Entry %(seq)s cannot be read: it holds something that was never written here."),
    FaultKind.TAIL_CUT: _(
        "The end of the book was cut: %(origin)s says that there were %(seq)s entries; %(other)s are left."
    ),
    FaultKind.HEAD_CHANGED: _(
        "The book's own note of its end (entry %(seq)s) does not fit its last entry (%(other)s): one of them "
        "was changed, or entries were added past the book."
    ),
    FaultKind.REWRITTEN: _(
        "Entry %(seq)s is not the one that %(origin)s names: the book was rewritten up to there."
    ),
}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where (``seq``), when that entry was written, and what it means."""

    kind: FaultKind
    seq: int
    at: datetime | None = None
    other: int = 0
    origin: str = ""

    @property
    def meaning(self) -> str:
        """What is wrong, in one sentence."""
        values = {"seq": self.seq, "other": self.other, "origin": self.origin}
        return str(_MEANINGS[self.kind]) % values

    def __str__(self) -> str:
        when = "" if self.at is None else f" ({date_format(timezone.localtime(self.at), 'DATETIME_FORMAT')})"
        return f"{self.meaning}{when}"

    def as_dict(self) -> dict[str, Any]:
        """The fault for JSON."""
        at = None if self.at is None else self.at.isoformat()
        return {"kind": self.kind.value, "seq": self.seq, "at": at, "meaning": self.meaning}


@dataclass(frozen=True)
class Verification:
    """The outcome for one book. ``faults`` are the first found; ``fault_count`` counts them all."""

    book: str
    entries: int
    redacted: int
    heads: int
    last_seq: int
    last_digest: str
    faults: tuple[Fault, ...]
    fault_count: int

    @property
    def is_whole(self) -> bool:
        """Is nothing wrong?"""
        return self.fault_count == 0

    def as_dict(self) -> dict[str, Any]:
        """The outcome for JSON."""
        return {
            "book": self.book,
            "whole": self.is_whole,
            "entries": self.entries,
            "redacted": self.redacted,
            "heads_compared": self.heads,
            "last": {"seq": self.last_seq, "digest": self.last_digest},
            "fault_count": self.fault_count,
            "faults": [fault.as_dict() for fault in self.faults],
        }
