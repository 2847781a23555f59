"""Entries as files: CSV for a spreadsheet, JSON lines for another program to verify."""

import json
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from interlocal.foundation.audit.models import AuditEntry

COLUMNS = (
    _("Entry"),
    _("Time (UTC)"),
    _("Person"),
    _("Person's id"),
    _("Action"),
    _("Kind of record"),
    _("Record's id"),
    _("Record"),
    _("Values"),
    _("Digest"),
)


def csv_rows(entries: Iterable[AuditEntry]) -> Iterator[tuple[object, ...]]:
    """Yield each entry as a row of ``COLUMNS``; deleted details leave their cells empty."""
    for entry in entries:
        detail = entry.told
        told = (
            ("",) * 7
            if detail is None
            else (
                detail.actor_label,
                detail.actor_id,
                detail.action,
                detail.subject_kind,
                detail.subject_id,
                detail.subject_label,
                detail.values_json,
            )
        )
        yield (entry.seq, entry.at.isoformat(), *told, entry.digest)


def json_lines(book: str, entries: Iterable[AuditEntry]) -> Iterator[str]:
    """Yield each entry as a line with all that its digest and commitment are made of, the salt included."""
    for entry in entries:
        detail = entry.told
        line = {
            "book": book,
            "seq": entry.seq,
            "at": entry.at.isoformat(timespec="microseconds"),
            "commitment": entry.commitment,
            "previous": entry.previous,
            "digest": entry.digest,
            "detail": None
            if detail is None
            else {
                "salt": bytes(detail.salt).hex(),
                "actor_id": detail.actor_id,
                "actor_label": detail.actor_label,
                "action": detail.action,
                "subject_kind": detail.subject_kind,
                "subject_id": detail.subject_id,
                "subject_label": detail.subject_label,
                "values_json": detail.values_json,
            },
        }
        yield json.dumps(line, ensure_ascii=False) + "\n"
