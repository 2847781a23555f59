"""What was read and never saved goes away: at once when somebody says so, by itself after two weeks."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import Destroyed, Ref, act, certify_destruction
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.meetings.models import CouncilImport, ImportState

KEPT = timedelta(days=14)
_UNSAVED = (ImportState.READING, ImportState.READ, ImportState.FAILED)


def discard_import(*, by: User | None, brought: CouncilImport, now: datetime) -> None:
    """Throw away what was not saved. Raises ``Refusal`` for what was: that is undone."""
    with act(by=by, action="meetings.discard_council_record", now=now, subject=brought):
        row = CouncilImport.objects.select_for_update(of=("self",)).filter(pk=brought.pk).first()
        if row is None:
            return
        if row.state not in _UNSAVED:
            raise Refusal(_("It is saved: undo it instead."))
        row.delete()


def forget_unsaved_imports(*, now: datetime) -> int:
    """Throw away what nobody saved within two weeks; return how many there were."""
    old = list(CouncilImport.objects.filter(state__in=_UNSAVED, created_at__lt=now - KEPT))
    gone = Destroyed(
        CouncilImport._meta.label_lower,
        "record of a council that was read in and not saved",
        len(old),
        f"{KEPT.days} days after it was read, where nobody saved it.",
    )
    kept_in = Ref(CouncilImport._meta.label_lower, "past-keeping", label="Meetings")
    with transaction.atomic():
        for brought in old:
            discard_import(by=None, brought=brought, now=now)
        certify_destruction(kept_in=kept_in, destroyed=[gone], now=now)
    return len(old)
