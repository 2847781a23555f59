"""A list becomes records: all of its rows in one transaction, or none."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act, ref_to
from interlocal.foundation.lists.models import ListState, PastedList, RowRecord
from interlocal.foundation.lists.purposes import Hand, Purpose, Wanted
from interlocal.foundation.lists.queries import locked_list
from interlocal.foundation.lists.reading import Line, LineState, lines_of
from interlocal.kernel.exceptions import Refusal


def save_list(*, by: User, pasted: PastedList, purpose: Purpose, seen: int, now: datetime) -> PastedList:
    """Make a record of each row that is ready. A list that is saved already stays as it is.

    ``seen`` is how many the person saw would be made: where that is no longer so, because somebody made the
    same meanwhile, nothing is saved. Raises ``Refusal`` then, when no row is ready, and with the row's number
    when a rule forbids one.
    """
    with act(by=by, action="lists.save", subject=pasted, now=now, purpose=purpose.key) as saved:
        pasted = locked_list(pasted)
        if not pasted.is_draft:
            saved.record(again=True)
            return pasted
        lines = lines_of(pasted, purpose, by, now)
        ready = [line for line in lines if line.state is LineState.READY]
        _check(ready, seen, purpose)
        wanted = [Wanted(line.number, line.facts) for line in ready]
        made = purpose.make_all(Hand(by, pasted, now), wanted)
        RowRecord.objects.bulk_create(
            [_record(pasted, line, record, now) for line, record in zip(ready, made, strict=True)],
            batch_size=500,
        )
        pasted.state, pasted.saved_at, pasted.changed_at = ListState.SAVED, now, now
        pasted.save(update_fields=["state", "saved_at", "changed_at"])
        saved.record(made=len(made), not_made=len(lines) - len(made))
    return pasted


def _check(ready: list[Line], seen: int, purpose: Purpose) -> None:
    if not ready:
        raise Refusal(_("No row can be saved yet. Correct those with faults, or bring another list."))
    if len(ready) != seen:
        raise Refusal(
            _("Something has changed since you looked: %(things)s would be made now. Look again, then save.")
            % {"things": purpose.counted(len(ready))}
        )


def _record(pasted: PastedList, line: Line, record: models.Model, now: datetime) -> RowRecord:
    ref = ref_to(record)
    return RowRecord(
        pasted=pasted,
        row=line.number,
        subject_kind=ref.kind,
        subject_id=ref.public_id,
        subject_label=ref.label[:300],
        created_at=now,
    )
