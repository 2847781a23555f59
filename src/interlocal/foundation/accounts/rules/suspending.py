"""Who may suspend and restore an account."""

from datetime import date

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.models import AccountState, User
from interlocal.foundation.accounts.rules.granting import check_someone_is_left
from interlocal.foundation.accounts.rules.permissions import Permission
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.scopes import PARTNERSHIP


def may_suspend(by: User, user: User) -> bool:
    """May ``by`` suspend and restore ``user``? In a city: who holds roles there alone."""
    if by.pk == user.pk:
        return False
    if by.may(Permission.SUSPEND, PARTNERSHIP):
        return True
    standing = list(user.grants.filter(ended_on=None))
    return bool(standing) and all(by.may(Permission.SUSPEND, grant.scope) for grant in standing)


def check_suspending(*, by: User | None, user: User, on: date) -> None:
    """Raise ``Refusal`` when ``by`` may not suspend ``user``, or that would leave nobody to grant roles."""
    if by is not None and by.pk == user.pk:
        raise Refusal(_("Nobody suspends their own account. Ask somebody else who may."))
    if by is not None and not may_suspend(by, user):
        raise Refusal(_("You may not suspend this account."))
    if user.state != AccountState.ACTIVE:
        raise Refusal(_("Only an active account can be suspended."))
    check_someone_is_left(without_user=user, on=on)


def check_restoring(*, by: User | None, user: User) -> None:
    """Raise ``Refusal`` when ``by`` may not restore ``user``, or the account is not suspended."""
    if by is not None and not may_suspend(by, user):
        raise Refusal(_("You may not restore this account."))
    if user.state != AccountState.SUSPENDED:
        raise Refusal(_("This account is not suspended."))
