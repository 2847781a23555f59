"""Entries in audit books."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from interlocal.foundation.audit.models import AuditBook, AuditEntry
from interlocal.foundation.audit.public import PARTNERSHIP_BOOK, Ref, act

FIRST = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
SUBJECT = Ref("tests.record", "r" * 16, "A record")


@dataclass(frozen=True)
class Job:
    """What a task needs of a job."""

    now: datetime


def write_entry(
    minute: int = 1, *, by=None, action="tests.write", subject=SUBJECT, book=PARTNERSHIP_BOOK, **values
):
    """Write one entry, ``minute`` minutes after the first moment."""
    with act(
        by=by, action=action, subject=subject, book=book, now=FIRST + timedelta(minutes=minute), **values
    ) as done:
        pass
    return done.entry


def write_entries(count: int, **given) -> list[AuditEntry]:
    """Write ``count`` entries, a minute apart."""
    return [write_entry(number, number=number, **given) for number in range(1, count + 1)]


def entries(book: str = PARTNERSHIP_BOOK) -> list[AuditEntry]:
    """Return the entries of a book, in their order."""
    return list(AuditEntry.objects.filter(book__name=book).order_by("seq"))


def book_named(name: str = PARTNERSHIP_BOOK) -> AuditBook:
    """Return the book."""
    return AuditBook.objects.get(name=name)
