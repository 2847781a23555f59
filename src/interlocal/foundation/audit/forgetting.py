"""Taking a person's name out of what was recorded, so that the book still proves what was done."""

import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from interlocal.foundation.audit.actions import Person, act
from interlocal.foundation.audit.chain import canonical_json, commitment_to, label
from interlocal.foundation.audit.models import AuditBook, AuditDetail
from interlocal.foundation.audit.refs import Ref
from interlocal.foundation.audit.rules import REDACT
from interlocal.foundation.vault.public import new_salt


def forget_person(
    *, by: Person | None, person: Ref, names: Sequence[str], instead: str, reason: str, now: datetime
) -> int:
    """Put ``instead`` where details name ``person``, in every book; return how many details changed.

    ``names`` are the texts to take away: the name, the address. What was done to which record, and by which
    account, stays. The entries stay as they are; each book gets an entry that lists the changed details with
    their new commitments and the ``reason``, by which verification judges them from then on.
    """
    names = [name for name in names if name]
    told = _naming(person, names)
    changed = 0
    for book in AuditBook.objects.filter(entries__detail__in=told.values("pk")).distinct().order_by("pk"):
        changed += _forget_in(
            book, told, by=by, person=person, names=names, instead=instead, reason=reason, now=now
        )
    return changed


def without(value: Any, names: Sequence[str], instead: str) -> Any:
    """Return ``value`` with ``instead`` for each of ``names``.

    A name of one word is taken away only where it is the whole text: within a sentence it may be any word.
    """
    match value:
        case str():
            for name in names:
                if value == name:
                    return instead
                if " " in name or "@" in name:
                    value = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _found: instead, value)
            return value
        case list():
            return [without(item, names, instead) for item in value]
        case dict():
            return {key: without(item, names, instead) for key, item in value.items()}
    return value


def _naming(person: Ref, names: Sequence[str]) -> Any:
    asked = Q(actor_id=person.public_id) | Q(subject_kind=person.kind, subject_id=person.public_id)
    for name in names:
        asked |= Q(actor_label__contains=name) | Q(subject_label__contains=name)
        asked |= Q(values_json__contains=json.dumps(name, ensure_ascii=False)[1:-1])
    return AuditDetail.objects.filter(asked)


def _forget_in(
    book: AuditBook,
    told: Any,
    *,
    by: Person | None,
    person: Ref,
    names: Sequence[str],
    instead: str,
    reason: str,
    now: datetime,
) -> int:
    subject = Ref("audit.auditbook", book.name, label=book.name)
    with act(by=by, action=REDACT, subject=subject, now=now, book=book.name, reason=reason) as done:
        theirs = told.filter(entry__book=book).select_related("entry").order_by("entry__seq")
        restated = [
            [detail.entry.seq, commitment_to(detail, bytes(detail.salt))]
            for detail in theirs
            if _restate(detail, person, names, instead)
        ]
        done.record(seqs=[], restated=restated, count=len(restated))
    return len(restated)


def _restate(detail: AuditDetail, person: Ref, names: Sequence[str], instead: str) -> bool:
    """Write ``detail`` without the names, under a new salt; say whether there was anything to change."""
    is_theirs = (detail.subject_kind, detail.subject_id) == (person.kind, person.public_id)
    acted = detail.actor_id == person.public_id
    fresh = {
        "actor_label": label(instead) if acted else without(detail.actor_label, names, instead),
        "subject_label": label(instead) if is_theirs else without(detail.subject_label, names, instead),
        "values_json": canonical_json(without(detail.values, names, instead)),
    }
    if all(getattr(detail, name) == text for name, text in fresh.items()):
        return False
    for name, text in fresh.items():
        setattr(detail, name, text)
    detail.salt = new_salt()
    detail.save(update_fields=[*fresh, "salt"])
    return True
