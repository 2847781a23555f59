"""Who may erase the name of a person who left."""

from datetime import date

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.models import AccountState, User
from interlocal.foundation.accounts.rules.granting import check_someone_is_left
from interlocal.foundation.accounts.rules.permissions import Permission
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.scopes import PARTNERSHIP


def check_anonymising(*, by: User | None, user: User, on: date) -> None:
    """Raise ``Refusal`` when ``by`` may not erase the name of ``user``, or it is gone."""
    if by is not None and not by.may(Permission.SUSPEND, PARTNERSHIP):
        raise Refusal(_("You may not erase accounts."))
    if by is not None and by.pk == user.pk:
        raise Refusal(_("Nobody erases their own account. Ask somebody else who may."))
    if user.state == AccountState.FORMER:
        raise Refusal(_("The name of this person was erased already."))
    check_someone_is_left(without_user=user, on=on)
