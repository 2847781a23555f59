"""Who may suspend and restore an account."""

from datetime import date

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.models import AccountState, User
from interlocal.foundation.accounts.rules.granting import check_someone_is_left
from interlocal.foundation.accounts.rules.permissions import Permission
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.scopes import PARTNERSHIP


def check_suspending(*, by: User | None, user: User, on: date) -> None:
    """Raise ``Refusal`` when ``by`` may not suspend ``user``, or that would leave nobody to grant roles."""
    if by is not None and not by.may(Permission.SUSPEND, PARTNERSHIP):
        raise Refusal(_("You may not suspend accounts."))
    if by is not None and by.pk == user.pk:
        raise Refusal(_("Nobody suspends their own account. Ask somebody else who may."))
    if user.state != AccountState.ACTIVE:
        raise Refusal(_("Only an active account can be suspended."))
    check_someone_is_left(without_user=user, on=on)


def check_restoring(*, by: User | None, user: User) -> None:
    """Raise ``Refusal`` when ``by`` may not restore ``user``, or the account is not suspended."""
    if by is not None and not by.may(Permission.SUSPEND, PARTNERSHIP):
        raise Refusal(_("You may not restore accounts."))
    if user.state != AccountState.SUSPENDED:
        raise Refusal(_("This account is not suspended."))
