"""Whether a partnership can still be founded, and who may put the guide away."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from interlocal.foundation.vault import public as vault
from interlocal.founding.models import SetupCode
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import Actor
from interlocal.kernel.scopes import PARTNERSHIP
from interlocal.partnerships.jurisdictions.public import Partnership, Permission

CODE_LASTS = timedelta(days=7)


def refuse_founded(partnership: Partnership | None) -> None:
    """Founding happens once."""
    if partnership is not None:
        raise Refusal(
            _("This installation serves %(name)s already. Another partnership needs its own.")
            % {"name": partnership.name}
        )


def is_good(code: SetupCode, now: datetime) -> bool:
    """Does the setup code still open the first-run page?"""
    return code.used_at is None and code.replaced_at is None and now < code.made_at + CODE_LASTS


def may_close_guide(person: Actor) -> bool:
    """May they put the guide away for everybody? Who keeps the members may."""
    return person.may(Permission.EDIT, PARTNERSHIP)


def digest_of(code: str) -> str:
    """Return what is kept of a setup code."""
    return vault.digest(b"interlocal.founding.code", code.encode())
