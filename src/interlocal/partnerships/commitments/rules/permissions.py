"""Who may read, close, assign and withdraw a commitment. Its owner always reads it and may close it."""

from collections.abc import Callable

from django.db.models import Q

from interlocal.foundation.accounts.public import User
from interlocal.kernel import permissions
from interlocal.kernel.permissions import Reach
from interlocal.kernel.scopes import PARTNERSHIP, jurisdiction_scope
from interlocal.partnerships.commitments.models import Commitment, Procedure, ProcedureRun, Visibility

NOBODY = Q(pk__in=())


class Permission(permissions.Permission):
    """What the room lets people do."""

    READ = "commitments.read"
    OPEN = "commitments.open"
    CLOSE = "commitments.close"
    ASSIGN = "commitments.assign"
    EDIT_PROCEDURES = "commitments.edit_procedures"


def readable(user: User) -> Q:
    """Return the condition for the commitments that ``user`` may read.

    What all members may read is open to whoever may read commitments anywhere; what is between two parties,
    to those who may read the commitments of either; and to its owner in any case.
    """
    if not user.is_active:
        return NOBODY
    reach = user.reach(Permission.READ)
    if reach.everywhere:
        return Q()
    condition = Q(owner=user)
    if reach:
        condition |= Q(visibility=Visibility.PARTNERSHIP) | within(reach) | within(reach, party="owed_to")
    return condition


def within(reach: Reach, party: str = "owed_by") -> Q:
    """Return the condition for the commitments whose ``party`` lies within ``reach``."""
    if reach.everywhere:
        return Q()
    return Q(**{f"{party}__public_id__in": reach.jurisdictions}) if reach.jurisdictions else NOBODY


def may_read(user: User, commitment: Commitment) -> bool:
    """May ``user`` read it? The same rule as ``readable``, for one commitment in hand."""
    return reader_of(user)(commitment)


def reader_of(user: User) -> Callable[[Commitment], bool]:
    """Return the test whether ``user`` may read a commitment in hand; asks for the person's reach once."""
    if not user.is_active:
        return lambda _commitment: False
    reach = user.reach(Permission.READ)

    def may(commitment: Commitment) -> bool:
        if reach.everywhere or commitment.owner_id == user.pk:
            return True
        if reach and commitment.visibility == Visibility.PARTNERSHIP:
            return True
        parties = [commitment.owed_by, *([commitment.owed_to] if commitment.owed_to else [])]
        return any(party.public_id in reach.jurisdictions for party in parties)

    return may


def may_close(user: User, commitment: Commitment) -> bool:
    """Whether ``user`` may record it as done, give hours, or move its date."""
    return commitment.owner_id == user.pk or _may(user, Permission.CLOSE, commitment)


def may_assign(user: User, commitment: Commitment) -> bool:
    """Whether ``user`` may say who looks after it."""
    return _may(user, Permission.ASSIGN, commitment)


def may_withdraw(user: User, commitment: Commitment) -> bool:
    """Whether ``user`` may withdraw it, skip it, or open it again."""
    return _may(user, Permission.OPEN, commitment)


def may_open_for(user: User, jurisdiction_public_id: str) -> bool:
    """Whether ``user`` may open commitments that this jurisdiction owes."""
    return user.may(Permission.OPEN, jurisdiction_scope(jurisdiction_public_id))


def may_edit_procedure(user: User, procedure: Procedure) -> bool:
    """Whether ``user`` may write versions of it; one for all needs the permission for the partnership."""
    place = procedure.jurisdiction
    scope = PARTNERSHIP if place is None else jurisdiction_scope(place.public_id)
    return user.may(Permission.EDIT_PROCEDURES, scope)


def may_lead_run(user: User, run: ProcedureRun) -> bool:
    """Whether ``user`` may skip steps of the run and move its target date."""
    return user.may(Permission.OPEN, jurisdiction_scope(run.jurisdiction.public_id))


def _may(user: User, permission: Permission, commitment: Commitment) -> bool:
    return user.may(permission, jurisdiction_scope(commitment.owed_by.public_id))
