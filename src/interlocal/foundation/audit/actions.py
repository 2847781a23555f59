"""``act``: the transaction every action runs in, which writes its audit entry; and ``redact``."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict
from datetime import datetime
from typing import Any, Protocol

from django.db import models, transaction

from interlocal.foundation.audit.chain import canonical_json, commitment_to, entry_digest, genesis, label
from interlocal.foundation.audit.models import AuditBook, AuditDetail, AuditEntry
from interlocal.foundation.audit.queries import Wanted
from interlocal.foundation.audit.refs import Ref, ref_to
from interlocal.foundation.audit.rules import (
    PARTNERSHIP_BOOK,
    REDACT,
    SHARED_BOOKS,
    require_action_name,
    require_book_name,
)
from interlocal.foundation.audit.spans import spans_of
from interlocal.foundation.audit.verification import Verification
from interlocal.foundation.vault.public import new_salt
from interlocal.kernel import outbox

_depth: ContextVar[int] = ContextVar("interlocal.audit.depth", default=0)


class Person(Protocol):
    """Who acts, as the audit names them; ``accounts.User`` is one."""

    @property
    def pk(self) -> Any: ...

    @property
    def public_id(self) -> str: ...


class Act:
    """An action in progress: add what it finds with ``record``, name what it makes with ``subject``."""

    def __init__(
        self,
        *,
        by: Person | None,
        action: str,
        subject: models.Model | Ref | None,
        now: datetime,
        values: dict[str, Any],
    ) -> None:
        self.by = by
        self.action = action
        self.subject = subject
        self.now = now
        self.values = values
        self.entry: AuditEntry | None = None

    def record(self, **values: Any) -> None:
        """Add ``values`` to the entry; a name given before is replaced."""
        self.values.update(values)

    def announce(self, event: outbox.Event) -> None:
        """Announce ``event`` in this transaction, at this action's time."""
        outbox.announce(event, now=self.now)


@contextmanager
def act(
    *,
    by: Person | None,
    action: str,
    now: datetime,
    subject: models.Model | Ref | None = None,
    book: str = PARTNERSHIP_BOOK,
    **values: Any,
) -> Iterator[Act]:
    """Run an action in one transaction, and write its audit entry at the end.

    ``by`` is the person who acts, or ``None`` for the system. ``subject`` is the record acted on; for one
    that the action makes, set ``act.subject`` inside. An exception undoes everything and writes no entry. An
    act inside another joins its transaction and writes an entry of its own.

    Raises ``ValueError`` for an action not named ``<room>.<verb>``, a naive ``now``, or no subject at the
    end; ``TypeError`` for a value that JSON cannot hold exactly (a float, say).
    """
    require_action_name(action)
    require_book_name(book)
    if now.tzinfo is None:
        raise ValueError("now has no time zone.")
    opened = Act(by=by, action=action, subject=subject, now=now, values=values)
    token = _depth.set(_depth.get() + 1)
    try:
        with transaction.atomic():
            yield opened
            opened.entry = _append(opened, book)
    finally:
        _depth.reset(token)


def record_each(
    *,
    by: Person | None,
    action: str,
    now: datetime,
    subjects: Sequence[tuple[models.Model | Ref, dict[str, Any]]],
    book: str = PARTNERSHIP_BOOK,
) -> None:
    """Write an entry for each of many subjects, with its values, within an act that does the same to all.

    The entries are those that as many acts would write, in their order; the book is asked for its head once.
    Raises ``ValueError`` outside an act, and as ``act`` does.
    """
    require_action_name(action)
    if not is_acting():
        raise ValueError("Entries for many subjects belong to the act that changes them.")
    each = [
        Act(by=by, action=action, subject=subject, now=now, values=values) for subject, values in subjects
    ]
    _append_all(each, book)


def redact(
    *,
    by: Person | None,
    entries: models.QuerySet[AuditEntry],
    reason: str,
    now: datetime,
    book: str = PARTNERSHIP_BOOK,
) -> int:
    """Delete the details of ``entries`` of ``book`` under a retention rule; return how many.

    The entries stay, so the chain still verifies, and an entry of its own lists which details went and the
    ``reason``. Details of such listings themselves are kept.
    """
    wanted = entries.filter(book__name=book, detail__isnull=False).exclude(detail__action=REDACT)
    if not wanted.exists():
        return 0
    subject = Ref("audit.auditbook", book, label=book)
    with act(by=by, action=REDACT, subject=subject, now=now, book=book, reason=reason) as done:
        seqs = sorted(wanted.values_list("seq", flat=True))
        AuditDetail.objects.filter(entry__in=wanted.order_by().values("pk")).delete()
        done.record(seqs=spans_of(seqs), count=len(seqs))
    return len(seqs)


def record_verification(*, by: Person, outcome: Verification, now: datetime) -> None:
    """Write down that a person checked the shared book, and what came of it."""
    book = Ref("audit.auditbook", outcome.book, label=outcome.book)
    with act(by=by, action="audit.verify", subject=book, now=now) as done:
        done.record(whole=outcome.is_whole, entries=outcome.entries, faults=outcome.fault_count)


def record_export(*, by: Person, wanted: Wanted, form: str, now: datetime) -> None:
    """Write down that a person took entries out of the house, and which."""
    book = Ref("audit.auditbook", PARTNERSHIP_BOOK, label=PARTNERSHIP_BOOK)
    asked = {name: value for name, value in asdict(wanted).items() if value}
    with act(by=by, action="audit.export", subject=book, now=now, form=form, wanted=asked):
        pass


def is_acting() -> bool:
    """Is an act in progress here? Tests ask, to see that nothing is written outside one."""
    return _depth.get() > 0


def _append(done: Act, name: str) -> AuditEntry:
    salt = new_salt()
    detail = _detail(done, salt)
    commitment = commitment_to(detail, salt)
    book = _locked_book(name)
    seq, previous = book.head_seq + 1, book.head_digest
    entry = AuditEntry.objects.create(
        pk=_pk_in(name),
        book=book,
        seq=seq,
        at=done.now,
        commitment=commitment,
        previous=previous,
        digest=entry_digest(book=name, seq=seq, at=done.now, commitment=commitment, previous=previous),
    )
    detail.entry = entry
    detail.save(force_insert=True)
    book.head_seq, book.head_digest = seq, entry.digest
    book.save(update_fields=["head_seq", "head_digest"])
    return entry


def _append_all(each: list[Act], name: str) -> None:
    book = _locked_book(name)
    seq, previous = book.head_seq, book.head_digest
    entries, details = [], []
    for done in each:
        salt = new_salt()
        detail = _detail(done, salt)
        seq, commitment = seq + 1, commitment_to(detail, salt)
        digest = entry_digest(book=name, seq=seq, at=done.now, commitment=commitment, previous=previous)
        entries.append(
            AuditEntry(
                pk=_pk_in(name),
                book=book,
                seq=seq,
                at=done.now,
                commitment=commitment,
                previous=previous,
                digest=digest,
            )
        )
        details.append(detail)
        previous = digest
    for entry, detail in zip(AuditEntry.objects.bulk_create(entries, batch_size=500), details, strict=True):
        detail.entry = entry
    AuditDetail.objects.bulk_create(details, batch_size=500)
    book.head_seq, book.head_digest = seq, previous
    book.save(update_fields=["head_seq", "head_digest"])


def _pk_in(name: str) -> int | None:
    """Return a random key for an entry of a sealed record's book, and none to choose for a shared one.

    Numbered together, the entries of sealed books would stand between those of the shared book, whose times
    would tell theirs. Negative, so that numbering goes on where it was.
    """
    return None if name in SHARED_BOOKS else -1 - secrets.randbits(62)


def _detail(done: Act, salt: bytes) -> AuditDetail:
    if done.subject is None:
        raise ValueError(f"{done.action} has no subject: give one, or set act.subject inside.")
    subject = done.subject if isinstance(done.subject, Ref) else ref_to(done.subject)
    return AuditDetail(
        salt=salt,
        actor_id="" if done.by is None else done.by.public_id,
        actor_label="" if done.by is None else label(done.by),
        action=done.action,
        subject_kind=subject.kind,
        subject_id=subject.public_id,
        subject_label=label(subject.label),
        values_json=canonical_json(done.values),
    )


def _locked_book(name: str) -> AuditBook:
    """Return the book, held until the transaction ends: entries of one book are written one after another."""
    book = AuditBook.objects.select_for_update().filter(name=name).first()
    if book is None:
        AuditBook.objects.get_or_create(name=name, defaults={"head_digest": genesis(name)})
        book = AuditBook.objects.select_for_update().get(name=name)
    return book
