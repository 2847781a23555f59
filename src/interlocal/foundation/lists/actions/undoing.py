"""A saved list is taken back as one, as far as nothing was built on it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.foundation.lists.models import ListState, PastedList, RowRecord
from interlocal.foundation.lists.purposes import Hand, Purpose
from interlocal.foundation.lists.queries import locked_list
from interlocal.kernel.exceptions import Refusal


def undo_list(*, by: User, pasted: PastedList, purpose: Purpose, now: datetime) -> tuple[int, int]:
    """Take back what the list made, the last row first; return how many were taken back and how many not.

    What something was built on stays, and its row says why. It can be tried again, for those that stayed.
    Raises ``Refusal`` for a list that was not saved, or of which nothing is left to take back.
    """
    with act(by=by, action="lists.undo", subject=pasted, now=now, purpose=purpose.key) as undone:
        pasted = locked_list(pasted)
        standing = list(pasted.records.filter(undone_at=None).order_by("-row", "-pk"))
        if pasted.is_draft or not standing:
            raise Refusal(_("Nothing of this list is left to undo."))
        obstacles = purpose.obstacles([record.subject_id for record in standing])
        for record in standing:
            _take_back(by, pasted, purpose, record, obstacles.get(record.subject_id, ""), now)
        RowRecord.objects.bulk_update(standing, ["undone_at", "kept_because"], batch_size=500)
        kept = sum(record.undone_at is None for record in standing)
        pasted.state, pasted.undone_at, pasted.changed_at = ListState.UNDONE, now, now
        pasted.save(update_fields=["state", "undone_at", "changed_at"])
        undone.record(taken_back=len(standing) - kept, kept=kept)
    return len(standing) - kept, kept


def _take_back(
    by: User, pasted: PastedList, purpose: Purpose, record: RowRecord, obstacle: str, now: datetime
) -> None:
    record.kept_because = obstacle
    if obstacle:
        return
    try:
        with transaction.atomic():
            purpose.take_back(Hand(by, pasted, now), record.subject_id)
    except Refusal as refusal:
        record.kept_because = str(refusal)
    else:
        record.undone_at = now
