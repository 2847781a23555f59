"""Commitments that a person may see."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Q
from django.http import Http404

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import Ref
from interlocal.partnerships.commitments import rules
from interlocal.partnerships.commitments.models import Commitment
from interlocal.partnerships.commitments.models.commitment import CommitmentQuerySet

SOON = timedelta(days=14)


def commitments_for(user: User) -> CommitmentQuerySet:
    """Return what ``user`` may see, with parties and owner loaded, the earliest date first, undated last."""
    seen = Commitment.objects.filter(rules.readable(user))
    return seen.select_related("owed_by", "owed_to", "owner")


def commitment_for(
    user: User, public_id: str, may: Callable[[User, Commitment], bool] = rules.may_read
) -> Commitment:
    """Return one commitment; raises ``Http404`` when there is none that ``user`` may see, and may act upon.

    ``may`` is the rule for the act at hand, such as ``rules.may_close``.
    """
    rows = commitments_for(user).select_related(
        "opened_by", "closed_by", "evidence_file", "run__version", "run__procedure", "run__jurisdiction"
    )
    commitment = rows.filter(public_id=public_id).first()
    if commitment is None or not may(user, commitment):
        raise Http404
    return commitment


def commitments_about(ref: Ref, user: User | None = None) -> CommitmentQuerySet:
    """Return the commitments that come from the record ``ref``: all, or those that ``user`` may see."""
    rows = Commitment.objects.all() if user is None else Commitment.objects.filter(rules.readable(user))
    return rows.filter(source_kind=ref.kind, source_id=ref.public_id).select_related(
        "owed_by", "owed_to", "owner"
    )


def needs_you(user: User, today: date) -> CommitmentQuerySet:
    """Return what asks something of ``user`` now.

    Their own open commitments that are overdue, due within two weeks, or without a date; and those without an
    owner in the places where they may name one.
    """
    own = Q(owner=user) & (Q(due_on__lte=today + SOON) | Q(due_on=None, is_standing=False))
    ownerless = Q(owner=None) & rules.within(user.reach(rules.Permission.ASSIGN))
    return commitments_for(user).still_owed().filter(own | ownerless).with_state(today)


def overdue_for(user: User, today: date) -> CommitmentQuerySet:
    """Return what is overdue, of what ``user`` may see."""
    return commitments_for(user).overdue(today).with_state(today)
