"""Reading a book row by row, in constant memory, past rows that cannot be read."""

from collections.abc import Generator, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import DatabaseError
from django.db.models import QuerySet

from interlocal.foundation.audit.models import AuditEntry

CHUNK = 2000


class Row(NamedTuple):
    """An entry with its details beside it; ``salt`` is ``None`` when there are none."""

    seq: int
    at: datetime
    commitment: str
    previous: str
    digest: str
    salt: bytes | None
    actor_id: str
    actor_label: str
    action: str
    subject_kind: str
    subject_id: str
    subject_label: str
    values_json: str


class Unreadable(NamedTuple):
    """An entry that the database or its types refuse to give."""

    seq: int


_OF_ENTRY = ("seq", "at", "commitment", "previous", "digest")
_COLUMNS = tuple(name if name in _OF_ENTRY else f"detail__{name}" for name in Row.__annotations__)
_CANNOT_READ = (ValueError, TypeError, OverflowError, DatabaseError)


def rows_of(entries: QuerySet[AuditEntry]) -> Iterator[Row | Unreadable]:
    """Yield ``entries`` in their order."""
    ordered = entries.order_by("seq")
    left = ordered
    while True:
        last: int | None = None
        try:
            for values in left.values_list(*_COLUMNS).iterator(chunk_size=CHUNK):
                row = Row(*values)
                yield row
                last = row.seq
        except _CANNOT_READ:
            left = left if last is None else ordered.filter(seq__gt=last)
            last = yield from _one_by_one(left)
            if last is None:
                return
            left = ordered.filter(seq__gt=last)
        else:
            return


def _one_by_one(left: QuerySet[AuditEntry]) -> Generator[Row | Unreadable, None, int | None]:
    """Yield rows singly up to and with the first that cannot be read; return the last one's place."""
    seq = None
    seqs = left.values_list("seq", flat=True).iterator(chunk_size=CHUNK)
    for seq in seqs:
        try:
            row = Row(*left.filter(seq=seq).values_list(*_COLUMNS)[0])
        except _CANNOT_READ:
            yield Unreadable(seq)
            break
        yield row
    return seq
