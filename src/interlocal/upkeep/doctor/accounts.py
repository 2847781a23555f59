"""Whether there are accounts that nobody uses."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import count_unused
from interlocal.upkeep.doctor.finding import Finding, good, soon


def look_at_accounts(now: datetime) -> Iterator[Finding]:
    """Count those with which nobody signed in for as long as the settings say."""
    days = settings.INTERLOCAL_UNUSED_AFTER.days
    if not days:
        return
    title, count = _("Accounts"), count_unused(now)
    if count:
        says = _("Nobody signed in with %(count)s accounts for %(days)s days.") % {
            "count": count,
            "days": days,
        }
        yield soon("accounts", title, says, _("See who under People, Account, and suspend who left."))
    else:
        yield good("accounts", title, _("Each was used in the last %(days)s days.") % {"days": days})
