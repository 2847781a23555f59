"""Verifying whole books, and the neighbourhood of one entry."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef

from interlocal.foundation.audit.chain import genesis
from interlocal.foundation.audit.heads import Head, heads_of
from interlocal.foundation.audit.models import AuditBook, AuditDetail, AuditEntry
from interlocal.foundation.audit.rules import PARTNERSHIP_BOOK
from interlocal.foundation.audit.verification.checker import Checker, origin_of
from interlocal.foundation.audit.verification.findings import Fault, FaultKind, Verification
from interlocal.foundation.audit.verification.redactions import Redactions
from interlocal.foundation.audit.verification.rows import rows_of

_NOTE = "the book's own note"


def verify_book(book: str = PARTNERSHIP_BOOK, heads: Head | Sequence[Head] = ()) -> Verification:
    """Check every entry of ``book``, in constant memory, and that no published head contradicts it.

    Finds entries removed, inserted, changed, moved or replaced; details altered, removed without a retention
    entry, or put back; a changed note of the end; and, against ``heads`` kept elsewhere, a cut tail and a
    rewritten past. Others may go on writing meanwhile.
    """
    known = heads_of(book, [heads] if isinstance(heads, Head) else heads)
    # The note of the end is read before and after: entries written meanwhile lie between the two.
    before = AuditBook.objects.filter(name=book).first()
    redactions = Redactions(book)
    checker = Checker(
        book,
        expected=1,
        previous=genesis(book),
        heads=known,
        redacted_by=redactions,
        commitment_of=redactions.commitment_of,
    )
    digest_at_note = genesis(book)
    if before is not None:
        for row in rows_of(AuditEntry.objects.filter(book_id=before.pk)):
            checker.see(row)
            if row.seq == before.head_seq:
                digest_at_note = checker.last_digest
    after = AuditBook.objects.filter(name=book).first()
    _check_end(checker, before, after, digest_at_note)
    _check_heads(checker, known)
    _check_strays(checker)
    return _outcome(checker, len(known))


def verify_entry(entry: AuditEntry) -> Verification:
    """Check one entry with its neighbours: their digests, the links between them, and the details."""
    book = entry.book.name
    first = max(1, entry.seq - 1)
    nearby = AuditEntry.objects.filter(book_id=entry.book_id, seq__gte=first, seq__lte=entry.seq + 1)
    redactions = Redactions(book)
    checker = Checker(
        book,
        expected=first,
        previous=genesis(book) if first == 1 else None,
        redacted_by=redactions,
        commitment_of=redactions.commitment_of,
    )
    for row in rows_of(nearby):
        checker.see(row)
    if checker.last_seq < min(entry.seq + 1, entry.book.head_seq):
        checker.add(Fault(FaultKind.TAIL_CUT, entry.book.head_seq, other=checker.last_seq, origin=_NOTE))
    return _outcome(checker, 0)


def _check_end(
    checker: Checker, before: AuditBook | None, after: AuditBook | None, digest_at_note: str
) -> None:
    if before is None or after is None:
        return
    last = checker.last_seq
    if last < before.head_seq:
        checker.add(Fault(FaultKind.TAIL_CUT, before.head_seq, other=last, origin=_NOTE))
    elif last > after.head_seq or digest_at_note != before.head_digest:
        checker.add(Fault(FaultKind.HEAD_CHANGED, before.head_seq, other=last))


def _check_heads(checker: Checker, known: Sequence[Head]) -> None:
    beyond = [head for head in known if head.seq > checker.last_seq]
    if beyond:
        longest = beyond[-1]
        checker.add(Fault(FaultKind.TAIL_CUT, longest.seq, other=checker.last_seq, origin=origin_of(longest)))


def _check_strays(checker: Checker) -> None:
    its_entry = AuditEntry.objects.filter(pk=OuterRef("entry_id"))
    its_book = AuditBook.objects.filter(pk=OuterRef("book_id"))
    if stray := AuditDetail.objects.filter(~Exists(its_entry)).count():
        checker.add(Fault(FaultKind.DETAILS_STRAY, checker.last_seq, other=stray))
    if stray := AuditEntry.objects.filter(~Exists(its_book)).count():
        checker.add(Fault(FaultKind.ENTRIES_STRAY, checker.last_seq, other=stray))


def _outcome(checker: Checker, heads: int) -> Verification:
    return Verification(
        book=checker.book,
        entries=checker.entries,
        redacted=checker.redacted,
        heads=heads,
        last_seq=checker.last_seq,
        last_digest=checker.last_digest,
        faults=tuple(checker.faults),
        fault_count=checker.fault_count,
    )
