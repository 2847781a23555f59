"""Deleting reports whose time is over, and taking reports from those whose duty has ended."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act, entries_about, redact, ref_to
from interlocal.foundation.files.public import file_store
from interlocal.programs.hotline.actions.closing import reports_due
from interlocal.programs.hotline.models import CityHotline, Duty, RecoveryWrap, Report, SealedFile, Wrap
from interlocal.programs.hotline.queries.duties import duties_in_force
from interlocal.programs.hotline.rules.exclusions import book_of

WHY = "The city's schedule."


def delete_due(*, now: datetime) -> None:
    """Delete every report past its day that nobody holds: rows, files, and what its own book tells.

    The book's chain stays, without details. Nothing is counted anywhere.
    """
    for report in reports_due(timezone.localdate(now)).order_by("public_id"):
        _delete(report, now)


def take_reports_from(*, by: User, user: User, now: datetime) -> None:
    """Take the reports from ``user`` that they no longer serve; who served alone leaves them to the keepers.

    A report that nobody else could ever open stays sealed to them too: it would be lost.
    """
    served = _cities_served(user)
    held = Report.objects.filter(pk__in=Wrap.objects.filter(key__user=user).values("report"))
    for report in held.exclude(jurisdiction__in=served).order_by("public_id"):
        others = Wrap.objects.filter(report=report, key__retired_on=None).exclude(key__user=user)
        if others.exists() or RecoveryWrap.objects.filter(report=report).exists():
            book = book_of(report.public_id)
            with act(by=by, action="hotline.take_from", subject=report, book=book, now=now, person=str(user)):
                Wrap.objects.filter(report=report, key__user=user).delete()


def _delete(report: Report, now: datetime) -> None:
    ref, book = ref_to(report), book_of(report.public_id)
    with transaction.atomic():
        with act(by=None, action="hotline.delete", subject=ref, book=book, now=now):
            locked = Report.objects.select_for_update().filter(pk=report.pk, is_held=False).first()
            if locked is None:
                return
            keys = list(SealedFile.objects.filter(report=report).values_list("store_key", flat=True))
            locked.delete()
        redact(by=None, entries=entries_about(ref.kind, ref.public_id, book), reason=WHY, now=now, book=book)
        transaction.on_commit(lambda: _delete_bytes(keys))


def _delete_bytes(keys: list[str]) -> None:
    for key in keys:
        file_store().delete(key)


def _cities_served(user: User) -> set[int]:
    """Return the cities whose reports ``user`` may hold: where they serve, and where those step in."""
    duties = duties_in_force().filter(user=user).exclude(duty=Duty.KEEPER)
    own = set(duties.values_list("jurisdiction", flat=True))
    receiving = set(duties.filter(duty=Duty.RECIPIENT).values_list("jurisdiction", flat=True))
    steps_in = CityHotline.objects.filter(fallback__jurisdiction__in=receiving)
    return own | set(steps_in.values_list("jurisdiction", flat=True))
