"""Who may vouch for somebody who lost the authenticator."""

from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.models import AccountState, AuthenticatorReset, User
from interlocal.foundation.accounts.models.resets import ResetState
from interlocal.foundation.accounts.rules.permissions import Permission
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.scopes import PARTNERSHIP


def check_deciding(*, by: User | None, user: User) -> None:
    """Raise ``Refusal`` when ``by`` may not decide on the authenticator of ``user``, or it is their own."""
    if by is None:
        return
    if not by.may(Permission.RESET, PARTNERSHIP):
        raise Refusal(_("You may not reset authenticators."))
    if by.pk == user.pk:
        raise Refusal(_("Nobody approves their own request. Ask another coordinator."))


def check_approving(*, by: User | None, user: User, checked_how: str) -> None:
    """Raise ``Refusal`` when ``by`` may not approve, or does not say how they know who asks."""
    check_deciding(by=by, user=user)
    if user.state != AccountState.ACTIVE:
        raise Refusal(_("This account is not active."))
    if len(checked_how.strip()) < 10:
        raise Refusal(_("Say in a few words how you made sure who is asking."), field="checked_how")


def check_confirming(*, reset: AuthenticatorReset, now: datetime) -> None:
    """Raise ``Refusal`` unless the reset is approved, not yet done, and in time."""
    if reset.state_at(now) != ResetState.APPROVED:
        raise Refusal(_("It was used already, or its time is over. Ask your coordinator for a new one."))
    if reset.user.state != AccountState.ACTIVE:
        raise Refusal(_("This account is not active. Ask your coordinator."))
