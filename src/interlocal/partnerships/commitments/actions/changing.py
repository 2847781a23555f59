"""What happens to a commitment while it is owed: an owner, a date, a comment, hours."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.outbox import announce
from interlocal.partnerships.commitments import rules
from interlocal.partnerships.commitments.actions.telling import about
from interlocal.partnerships.commitments.events import DueDateMoved, OwnerAssigned
from interlocal.partnerships.commitments.models import Comment, Commitment, DueDateChange, HoursEntry


def assign_owner(*, by: User | None, commitment: Commitment, owner: User | None, now: datetime) -> Commitment:
    """Say who looks after it; ``None``: nobody. The new owner is told; old links end.

    Raises ``Refusal`` when it is closed, the owner's account is suspended, or the owner stays the same.
    """
    rules.check_owner(owner)
    values = {"owner": owner.public_id if owner else ""}
    with act(by=by, action="commitments.assign", subject=commitment, now=now, **values):
        commitment = _locked(commitment)
        rules.check_owed(commitment)
        if commitment.owner == owner:
            raise Refusal(
                _("%(name)s looks after it already.") % {"name": owner}
                if owner
                else _("It has no owner already."),
                field="owner",
            )
        commitment.owner = owner
        commitment.save(update_fields=["owner"])
        commitment.links.filter(used_at=None, revoked_at=None).update(revoked_at=now)
        announce(OwnerAssigned(**about(commitment), **values), now=now)
    return commitment


def move_due_date(
    *,
    by: User | None,
    commitment: Commitment,
    to_on: date | None,
    reason: str = "",
    now: datetime,
    **said: Any,
) -> Commitment:
    """Set or move its date; the former one stays on record.

    Raises ``Refusal`` when it is closed, the date is the same, or a promised date moves without a reason.
    """
    with act(
        by=by, action="commitments.move_date", subject=commitment, now=now, to_on=to_on, **said
    ) as entry:
        commitment = _locked(commitment)
        rules.check_owed(commitment)
        rules.check_date_reason(commitment, to_on, reason)
        former, commitment.due_on = commitment.due_on, to_on
        entry.record(from_on=former, reason=reason.strip())
        commitment.save(update_fields=["due_on"])
        DueDateChange.objects.create(
            commitment=commitment, from_on=former, to_on=to_on, reason=reason.strip(), by=by, at=now
        )
        announce(DueDateMoved(**about(commitment), from_on=former, to_on=to_on), now=now)
    return commitment


def add_comment(*, by: User | None, commitment: Commitment, text: str, now: datetime, **said: Any) -> Comment:
    """Add a comment. Raises ``Refusal`` when it says nothing."""
    text = rules.check_text(text, _("Write what you want to say."), "text")
    with act(by=by, action="commitments.comment", subject=commitment, now=now, **said) as entry:
        comment = Comment.objects.create(commitment=commitment, by=by, at=now, text=text)
        entry.record(comment=comment.public_id)
    return comment


def record_hours(
    *,
    by: User | None,
    commitment: Commitment,
    hours: Decimal,
    worked_on: date,
    note: str = "",
    now: datetime,
) -> HoursEntry:
    """Record hours of work given to it, while it is owed and afterwards.

    Raises ``Refusal`` when the hours cannot be meant, the day has not come, or it was withdrawn.
    """
    rules.check_hours(hours)
    rules.check_done_on(worked_on, today=rules.day_of(now), field="worked_on")
    if commitment.outcome == "withdrawn":
        raise Refusal(_("This was withdrawn and is no longer owed."))
    with act(
        by=by, action="commitments.hours", subject=commitment, now=now, hours=str(hours), worked_on=worked_on
    ):
        return HoursEntry.objects.create(
            commitment=commitment, hours=hours, worked_on=worked_on, note=note.strip(), by=by, at=now
        )


def _locked(commitment: Commitment) -> Commitment:
    locked = Commitment.objects.select_for_update(of=("self",)).select_related("owed_by", "owner")
    return locked.get(pk=commitment.pk)
