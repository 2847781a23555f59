"""Putting the guide away."""

from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit import public as audit
from interlocal.founding import rules
from interlocal.founding.models import GuideClosing
from interlocal.kernel.exceptions import Refusal


def close_guide(*, by: User, now: datetime) -> None:
    """Put the guide away for everybody, once. Raises ``Refusal`` when ``by`` may not."""
    if not rules.may_close_guide(by):
        raise Refusal(_("You may not put the guide away."))
    with audit.act(by=by, action="founding.close_guide", now=now) as act:
        closing, _made = GuideClosing.objects.get_or_create(only_one=True, defaults={"closed_at": now})
        act.subject = closing
