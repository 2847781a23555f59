"""A person's own passkeys: how many, and what they are called. Adding and removing is allauth's."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from interlocal.foundation.accounts import rules
from interlocal.foundation.accounts.models import User
from interlocal.foundation.accounts.queries.second_step import passkeys_of
from interlocal.foundation.audit import public as audit
from interlocal.kernel.exceptions import Refusal


def check_adding_passkey(*, by: User) -> None:
    """Raise ``Refusal`` when ``by`` has as many passkeys as one may have."""
    if passkeys_of(by).count() >= rules.MOST_PASSKEYS:
        raise Refusal(
            _("You have %(most)d passkeys. Remove one that you no longer use first.")
            % {"most": rules.MOST_PASSKEYS}
        )


def rename_passkey(*, by: User, passkey: Authenticator, name: str, now: datetime) -> Authenticator:
    """Give one's own passkey another name."""
    with audit.act(by=by, action="accounts.rename_passkey", subject=by, now=now, passkey=passkey.pk):
        locked: Authenticator = passkeys_of(by).select_for_update().get(pk=passkey.pk)
        locked.wrap().name = name.strip()
        locked.save(update_fields=["data"])
    return locked
