"""Reading the shared book: its entries, a record's history, and its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from interlocal.foundation.audit.heads import LIST_NAME, Head, heads_of, read_heads
from interlocal.foundation.audit.models import AuditBook, AuditEntry
from interlocal.foundation.audit.rules import PARTNERSHIP_BOOK, SYSTEM

PAGE_SIZE = 50
_EACH_VALUE = """
    WITH RECURSIVE each(value) AS (
        SELECT MIN({column}) FROM audit_auditdetail
        UNION ALL
        SELECT (SELECT MIN({column}) FROM audit_auditdetail WHERE {column} > each.value)
        FROM each WHERE each.value IS NOT NULL
    )
    SELECT value FROM each WHERE value IS NOT NULL AND EXISTS (
        SELECT 1 FROM audit_auditdetail AS detail
        JOIN audit_auditentry AS entry ON entry.id = detail.entry_id
        JOIN audit_auditbook AS book ON book.id = entry.book_id
        WHERE detail.{column} = each.value AND book.name = %s
    )
"""


@dataclass(frozen=True)
class Wanted:
    """Which entries a reader asks for; empty values ask for all."""

    person: str = ""
    action: str = ""
    kind: str = ""
    record: str = ""
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True)
class Stretch:
    """One page of entries, newest first, and where the pages beside it begin (``None``: there is none)."""

    entries: list[AuditEntry]
    newer_than: int | None
    older_than: int | None


def shared_entries(wanted: Wanted | None = None) -> QuerySet[AuditEntry]:
    """Return the partnership's entries that ``wanted`` asks for, with their details, newest first."""
    entries = AuditEntry.objects.filter(book__name=PARTNERSHIP_BOOK).select_related("detail").order_by("-seq")
    if wanted is None:
        return entries
    conditions = {
        "detail__action": wanted.action,
        "detail__subject_kind": wanted.kind,
        "detail__subject_id": wanted.record,
    }
    entries = entries.filter(**{name: value for name, value in conditions.items() if value})
    if wanted.person:
        entries = entries.filter(_by_person(wanted.person))
    if wanted.from_on is not None:
        entries = entries.filter(at__gte=_midnight(wanted.from_on))
    if wanted.until_on is not None:
        entries = entries.filter(at__lt=_midnight(wanted.until_on + timedelta(days=1)))
    return entries


def stretch_of(entries: QuerySet[AuditEntry], *, before: int | None, after: int | None) -> Stretch:
    """Return the page of ``entries`` older than ``before``, or just newer than ``after``, or the newest.

    It starts at a number, not a count, so that page 10,000 costs what page 1 costs and entries written
    meanwhile move nothing.
    """
    if after is not None:
        found = list(entries.filter(seq__gt=after).order_by("seq")[: PAGE_SIZE + 1])
        page, has_newer, has_older = found[:PAGE_SIZE][::-1], len(found) > PAGE_SIZE, True
    else:
        older = entries if before is None else entries.filter(seq__lt=before)
        found = list(older[: PAGE_SIZE + 1])
        page, has_newer, has_older = found[:PAGE_SIZE], before is not None, len(found) > PAGE_SIZE
    if not page:
        return Stretch([], None, None)
    return Stretch(page, page[0].seq if has_newer else None, page[-1].seq if has_older else None)


def entries_about(kind: str, public_id: str, book: str = PARTNERSHIP_BOOK) -> QuerySet[AuditEntry]:
    """Return a record's history: every entry about it that still has its details, newest first."""
    entries = AuditEntry.objects.filter(
        book__name=book, detail__subject_kind=kind, detail__subject_id=public_id
    )
    return entries.select_related("detail").order_by("-seq")


def actions_taken() -> list[str]:
    """Return the names of all actions in the shared book."""
    return _distinct("action")


def kinds_acted_on() -> list[str]:
    """Return the kinds of all records in the shared book."""
    return _distinct("subject_kind")


def head_of(book: str, on: date) -> Head | None:
    """Return where ``book`` ends now, as the head of that day; ``None`` when nothing is written in it."""
    found = AuditBook.objects.filter(name=book, head_seq__gt=0).first()
    return None if found is None else Head(book, found.head_seq, found.head_digest, on)


def published_heads(book: str = PARTNERSHIP_BOOK) -> list[Head]:
    """Return the heads of ``book`` in this installation's folder of heads; none when none was published.

    Raises ``HeadUnreadable`` when the list is there but damaged.
    """
    path = Path(settings.INTERLOCAL_AUDIT_HEADS) / LIST_NAME
    return heads_of(book, read_heads(path)) if path.exists() else []


def exported(entries: QuerySet[AuditEntry]) -> Iterator[AuditEntry]:
    """Yield ``entries`` oldest first, in constant memory."""
    yield from entries.order_by("seq").iterator(chunk_size=1000)


def _by_person(person: str) -> Q:
    if person == SYSTEM:
        return Q(detail__actor_id="", detail__isnull=False)
    people = get_user_model().objects.filter(
        Q(name__icontains=person) | Q(email__iexact=person) | Q(public_id=person)
    )
    return Q(detail__actor_id__in=people.values("public_id"))


def _distinct(column: str) -> list[str]:
    """The values of an indexed column in the shared book: from each to the next, not over every entry."""
    quoted = connection.ops.quote_name(column)
    with connection.cursor() as cursor:
        cursor.execute(_EACH_VALUE.format(column=quoted), [PARTNERSHIP_BOOK])
        return sorted(value for (value,) in cursor.fetchall())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def newest_moment() -> datetime | None:
    """Return when the partnership's newest entry was written; ``None`` while there is none."""
    newest = AuditEntry.objects.filter(book__name=PARTNERSHIP_BOOK).order_by("-seq").first()
    return newest.at if newest else None
