"""A saved list is taken back as one, as far as nothing was built on it."""

from datetime import datetime

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
        obstacles = dict(purpose.obstacles([record.subject_id for record in standing]))
        free = [record.subject_id for record in standing if record.subject_id not in obstacles]
        obstacles |= purpose.take_back_all(Hand(by, pasted, now), free)
        kept_rows = [record for record in standing if record.subject_id in obstacles]
        for record in kept_rows:
            record.kept_because = obstacles[record.subject_id]
        RowRecord.objects.bulk_update(kept_rows, ["kept_because"], batch_size=200)
        gone = [record.pk for record in standing if record.subject_id not in obstacles]
        RowRecord.objects.filter(pk__in=gone).update(undone_at=now, kept_because="")
        kept = len(kept_rows)
        pasted.state, pasted.undone_at, pasted.changed_at = ListState.UNDONE, now, now
        pasted.save(update_fields=["state", "undone_at", "changed_at"])
        undone.record(taken_back=len(standing) - kept, kept=kept)
    return len(standing) - kept, kept
