"""What somebody with the database's password could do."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models, transaction
from tests.factories.audit import book_named, entries, write_entries

from interlocal.foundation.audit.chain import commitment_to, entry_digest
from interlocal.foundation.audit.models import AuditBook, AuditDetail, AuditEntry

COUNT = 6


@contextmanager
def a_book() -> Iterator[None]:
    """A book of six entries, gone again afterwards: each example gets its own."""
    with transaction.atomic():
        write_entries(COUNT)
        yield
        transaction.set_rollback(True)


def tamper(model: type[models.Model], pk: int, **columns: object) -> None:
    """Change a row past the model's guards."""
    models.QuerySet(model).filter(pk=pk).update(**columns)


def forge(entry: AuditEntry, previous: str | None = None, **detail: str) -> str:
    """Rewrite an entry as its writer would have; return its new digest."""
    for name, value in detail.items():
        setattr(entry.detail, name, value)
    commitment = commitment_to(entry.detail, bytes(entry.detail.salt))
    previous = previous or entry.previous
    digest = entry_digest(
        book=entry.book.name, seq=entry.seq, at=entry.at, commitment=commitment, previous=previous
    )
    tamper(AuditDetail, entry.detail.pk, **detail)
    tamper(AuditEntry, entry.pk, commitment=commitment, previous=previous, digest=digest)
    return digest


def cut_tail(left: int) -> None:
    """Cut the book as a careful attacker would: the note of its end says the same."""
    AuditDetail.objects.filter(entry__seq__gt=left).delete()
    models.QuerySet(AuditEntry).filter(seq__gt=left).delete()
    tamper(AuditBook, book_named().pk, head_seq=left, head_digest=entries()[-1].digest)
