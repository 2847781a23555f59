"""An import is undone as one; what something was built on stays."""

from datetime import date, datetime, time

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.models import (
    CouncilEvidence,
    CouncilImport,
    CouncilItem,
    CouncilMeeting,
    CouncilVote,
    ImportState,
)
from interlocal.partnerships.meetings.queries.councils.undoing import Undoing, undoing_of

_BATCH = 500


def undo_import(*, by: User, brought: CouncilImport, now: datetime) -> Undoing:
    """Take back what ``brought`` wrote, so that what was told before stands again; return what it did.

    What is tied as evidence and what a later import tells anew stays. It can be done again for the rest, once
    that is untied or undone. Raises ``Refusal`` for what was never saved.
    """
    with act(by=by, action="meetings.undo_council_record", now=now, subject=brought) as undoes:
        Jurisdiction.objects.select_for_update(of=("self",)).get(pk=brought.jurisdiction_id)
        brought = CouncilImport.objects.select_for_update(of=("self",)).get(pk=brought.pk)
        rules.refuse_unsaved(brought)
        undoing = undoing_of(brought)
        gone = [row.pk for row in undoing.items]
        for start in range(0, len(gone), _BATCH):
            some = gone[start : start + _BATCH]
            CouncilEvidence.objects.filter(item__in=some).delete()
            CouncilVote.objects.filter(item__in=some).delete()
            CouncilItem.objects.filter(pk__in=some).delete()
        # A meeting that a later import still points at keeps what it says.
        CouncilMeeting.objects.filter(pk__in=[row.pk for row in undoing.meetings]).delete()
        restored = _restore(brought)
        brought.state, brought.undone_at = ImportState.UNDONE, brought.undone_at or now
        brought.save(update_fields=["state", "undone_at", "former"])
        undoes.record(
            items=len(gone),
            meetings=len(undoing.meetings),
            restored=restored,
            stays=len(undoing.stays),
        )
    return undoing


def _restore(brought: CouncilImport) -> int:
    """Let meetings say again what they said before, where nobody has told them otherwise since."""
    rows = CouncilMeeting.objects.filter(public_id__in=list(brought.former))
    restored = 0
    for row in rows:
        for field, (before, after) in brought.former[row.public_id].items():
            if _said(getattr(row, field)) == after:
                setattr(row, field, _value(field, before))
        row.save()
        restored += 1
    brought.former = {}
    return restored


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _value(field: str, said: str) -> date | time | str | None:
    if field == "on":
        return date.fromisoformat(said)
    if field == "starts_at_time":
        return time.fromisoformat(said) if said else None
    return said
