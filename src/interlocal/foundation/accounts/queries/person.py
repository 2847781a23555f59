"""What the page of one person shows."""

from dataclasses import dataclass
from datetime import date, datetime

from interlocal.foundation.accounts.models import AuthenticatorReset, Invitation, RoleGrant, User
from interlocal.foundation.accounts.models.invitations import InvitationState
from interlocal.foundation.accounts.models.resets import ResetState
from interlocal.foundation.accounts.models.users import AccountState
from interlocal.foundation.accounts.queries.holdings import holdings_of
from interlocal.foundation.accounts.queries.second_step import has_authenticator
from interlocal.foundation.accounts.rules import Permission
from interlocal.foundation.accounts.rules import may_suspend as may_suspend_person
from interlocal.kernel.holdings import Holding
from interlocal.kernel.scopes import PARTNERSHIP


@dataclass(frozen=True)
class GrantLine:
    """One grant: whether it gives something today, is still to come or is over; and may it be ended?"""

    grant: RoleGrant
    when: str
    may_end: bool


@dataclass(frozen=True)
class InvitationLine:
    """One invitation, where it stands, and may it be sent again or withdrawn?"""

    invitation: Invitation
    state: InvitationState
    may_change: bool


@dataclass(frozen=True)
class PersonPage:
    """A person, and what the viewer may do there."""

    person: User
    is_viewer: bool
    has_authenticator: bool
    grants: list[GrantLine]
    invitations: list[InvitationLine]
    reset: AuthenticatorReset | None
    reset_state: ResetState | None
    may_grant: bool
    may_suspend: bool
    may_restore: bool
    may_anonymise: bool
    may_reset: bool
    left_behind: list[Holding]


def person_page(viewer: User, person: User, *, on: date, now: datetime) -> PersonPage:
    """Return what ``viewer`` sees of ``person`` and may do with the account."""
    is_other = viewer.pk != person.pk
    reset = AuthenticatorReset.objects.filter(user=person, done_at=None, refused_at=None).first()
    may_reset = is_other and viewer.may(Permission.RESET, PARTNERSHIP) and person.is_active
    may_suspend = may_suspend_person(viewer, person)
    may_anonymise = is_other and viewer.may(Permission.SUSPEND, PARTNERSHIP)
    has_left = person.state in (AccountState.SUSPENDED, AccountState.FORMER)
    return PersonPage(
        person=person,
        is_viewer=not is_other,
        has_authenticator=has_authenticator(person),
        grants=_grant_lines(viewer, person, on),
        invitations=_invitation_lines(viewer, person, now),
        reset=reset if may_reset else None,
        reset_state=reset.state_at(now) if reset and may_reset else None,
        may_grant=is_other and viewer.may(Permission.GRANT) and person.is_active,
        may_suspend=may_suspend and person.state == AccountState.ACTIVE,
        may_restore=may_suspend and person.state == AccountState.SUSPENDED,
        may_anonymise=may_anonymise and person.state != AccountState.FORMER,
        may_reset=may_reset,
        left_behind=holdings_of(person, on=on) if may_suspend and has_left else [],
    )


def _grant_lines(viewer: User, person: User, on: date) -> list[GrantLine]:
    rows = person.grants.select_related("granted_by", "ended_by").order_by("-from_on", "-pk")
    return [
        GrantLine(
            grant=grant,
            when=_when(grant, on),
            may_end=viewer.pk != person.pk
            and _when(grant, on) != "past"
            and viewer.may(Permission.GRANT, grant.scope),
        )
        for grant in rows
    ]


def _when(grant: RoleGrant, on: date) -> str:
    if grant.is_in_force(on):
        return "now"
    return "ahead" if grant.ended_on is None and grant.from_on > on else "past"


def _invitation_lines(viewer: User, person: User, now: datetime) -> list[InvitationLine]:
    unanswered = (InvitationState.OPEN, InvitationState.EXPIRED)
    return [
        InvitationLine(
            invitation=invitation,
            state=invitation.state_at(now),
            may_change=invitation.state_at(now) in unanswered
            and viewer.may(Permission.INVITE, invitation.scope),
        )
        for invitation in person.invitations.select_related("invited_by")
    ]
