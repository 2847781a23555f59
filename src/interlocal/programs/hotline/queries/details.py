"""What lies around one report: its files, its readers, whom to hand it to, and its own history."""

from typing import Any, BinaryIO

from django.utils import timezone

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.foundation.files.public import file_store
from interlocal.programs.hotline.models import Report, SealedFile
from interlocal.programs.hotline.queries.handing import around
from interlocal.programs.hotline.rules.exclusions import book_of
from interlocal.programs.hotline.rules.sealing import text_of

MOST_EVENTS = 500


def details_of(reader: User, report: Report) -> dict[str, Any]:
    """Return what the browser shows beside the entries of ``report``."""
    files = SealedFile.objects.filter(report=report).select_related("cleaned_from")
    return {
        "files": [
            {
                "id": one.public_id,
                "sealed": text_of(one.sealed),
                "size": one.size,
                "cleaned_from": one.cleaned_from.public_id if one.cleaned_from else "",
            }
            for one in files
        ],
        "history": history_of(report),
        **around(report, reader),
    }


def history_of(report: Report) -> list[dict[str, Any]]:
    """Return the report's own audit book, newest first: who did what, on which day, with which entries.

    What a reporter did bears nobody's name.
    """
    ref = ref_to(report)
    events = entries_about(ref.kind, ref.public_id, book=book_of(report.public_id))[:MOST_EVENTS]
    return [
        {
            "number": event.seq,
            "on": timezone.localdate(event.at).isoformat(),
            "by": event.detail.actor_id,
            "name": event.detail.actor_label,
            "action": event.detail.action.partition(".")[2],
            "entries": event.detail.values.get("entries", []),
        }
        for event in events
    ]


def opened_bytes(stored: SealedFile) -> BinaryIO:
    """Return the bytes of a file as they lie in the store: sealed."""
    return file_store().open(stored.store_key)
