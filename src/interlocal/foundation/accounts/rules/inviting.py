"""Who may invite, and which invitations can be accepted."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.models import AccountState, Invitation, User
from interlocal.foundation.accounts.models.users import normal_email
from interlocal.foundation.accounts.rules.granting import check_offer
from interlocal.foundation.accounts.rules.permissions import Permission
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.scopes import Scope


def check_inviting(
    *, by: User | None, email: str, role: str, scope: Scope, from_on: date, until_on: date | None
) -> None:
    """Raise ``Refusal`` when ``by`` may not invite to ``role`` in ``scope``; the system (``None``) may."""
    check_offer(role=role, scope=scope, from_on=from_on, until_on=until_on)
    if by is None:
        return
    if not by.may(Permission.INVITE, scope):
        raise Refusal(_("You may not invite people there."), field="scope")
    if by.email == normal_email(email):
        raise Refusal(_("This is your own address. Nobody invites themselves."), field="email")


def check_inviting_in(*, by: User, scope: Scope) -> None:
    """Raise ``Refusal`` when ``by`` may not invite people in ``scope``."""
    if not by.may(Permission.INVITE, scope):
        raise Refusal(_("You may not invite people there."))


def check_accepting(*, invitation: Invitation, now: datetime) -> None:
    """Raise ``Refusal`` when the offer is over, or whoever made it may no longer make it."""
    if now >= invitation.expires_at:
        raise Refusal(_("This invitation is over. Ask the person who sent it to send it again."))
    if invitation.invited_by is not None and not invitation.invited_by.may(
        Permission.INVITE, invitation.scope
    ):
        raise Refusal(_("The person who invited you may no longer invite people. Ask for a new invitation."))
    if invitation.user.state == AccountState.SUSPENDED:
        raise Refusal(_("This account is suspended. Ask your coordinator."))
