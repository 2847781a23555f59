"""Reports as their readers load them: through a wrap, never otherwise."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Max, Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from interlocal.foundation.accounts.public import User
from interlocal.programs.hotline.models import Entry, Report, SealedFile, StaffKey, Wrap
from interlocal.programs.hotline.rules.sealing import text_of

PAGE_SIZE = 50


def reports_of(user: User) -> QuerySet[Report]:
    """Return the reports whose key is sealed to a key of ``user``."""
    return Report.objects.filter(pk__in=Wrap.objects.filter(key__user=user).values("report"))


def report_of(user: User, public_id: str) -> Report:
    """Return one report of ``user``; raises ``Http404`` when there is none, or none for them."""
    return get_object_or_404(reports_of(user).select_related("jurisdiction"), public_id=public_id)


def file_of(user: User, public_id: str, file_id: str) -> SealedFile:
    """Return one file of a report of ``user``, or raise ``Http404``."""
    return get_object_or_404(
        SealedFile, report__in=reports_of(user), report__public_id=public_id, public_id=file_id
    )


def stretch_of_reports(user: User, after: str) -> tuple[list[dict[str, Any]], str]:
    """Return the next reports of ``user`` after that public id as they are sent, and where to go on."""
    mine = Wrap.objects.filter(key__user=user).select_related("key")
    rows = (
        reports_of(user)
        .filter(public_id__gt=after)
        .order_by("public_id")
        .select_related("jurisdiction")
        .prefetch_related(Prefetch("wraps", queryset=mine, to_attr="own_wraps"), "entries")
    )
    found = list(rows[: PAGE_SIZE + 1])
    page = found[:PAGE_SIZE]
    return [as_sent(row, row.own_wraps) for row in page], page[-1].public_id if len(found) > PAGE_SIZE else ""


def as_sent(report: Report, wraps: Sequence[Wrap]) -> dict[str, Any]:
    """Return what the browser gets of a report: ciphertext, and what stands in the clear."""
    return {
        "id": report.public_id,
        "city": report.jurisdiction.public_id if report.jurisdiction else "",
        "city_name": report.jurisdiction.name if report.jurisdiction else "",
        "public_key": text_of(report.public_key),
        "received_on": report.received_on.isoformat(),
        "delete_after": report.delete_after.isoformat() if report.delete_after else "",
        "is_held": report.is_held,
        "is_rehearsal": report.is_rehearsal,
        "wraps": [{"key": wrap.key.public_id, "sealed": text_of(wrap.sealed)} for wrap in wraps],
        "entries": [entry_as_sent(entry) for entry in report.entries.all()],
    }


def entry_as_sent(entry: Entry) -> dict[str, Any]:
    """Return what the browser gets of an entry."""
    return {
        "id": entry.public_id,
        "place": entry.place,
        "on": entry.written_on.isoformat(),
        "staff_only": entry.is_for_staff_only,
        "sealed": text_of(entry.sealed),
    }


def entries_after(report: Report, place: int) -> list[Entry]:
    """Return the entries written after that place."""
    return list(Entry.objects.filter(report=report, place__gt=place))


def last_place(report: Report) -> int:
    """Return the place of the newest entry; 0 when there is none."""
    found: int | None = Entry.objects.filter(report=report).aggregate(last=Max("place"))["last"]
    return found or 0


def keys_of(user: User) -> list[StaffKey]:
    """Return the keys of ``user``, the current one first."""
    return sorted(StaffKey.objects.filter(user=user), key=lambda key: (key.retired_on is not None, -key.pk))


def key_as_sent(key: StaffKey) -> dict[str, Any]:
    """Return what its owner's browser gets of a key: the private half stays wrapped."""
    return {
        "id": key.public_id,
        "public_key": text_of(key.public_key),
        "locks": key.locks,
        "is_current": key.retired_on is None,
    }
