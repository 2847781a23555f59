"""Accounts that nobody uses: a door that nobody watches (ASVS 5.0.0, 6.4; NIST SP 800-53, AC-2(3))."""

from datetime import datetime

from django.conf import settings
from django.db.models import Q

from interlocal.foundation.accounts.models import User

UNUSED = "unused"


def is_unused(now: datetime) -> Q:
    """Return what holds for an active account with which nobody signed in for as long as the settings say."""
    after = settings.INTERLOCAL_UNUSED_AFTER
    if not after:
        return Q(pk__in=())
    never = Q(last_login=None, joined_at__lte=now - after)
    return Q(is_active=True) & (Q(last_login__lte=now - after) | never)


def count_unused(now: datetime) -> int:
    """Return how many such accounts there are."""
    return User.objects.filter(is_unused(now)).count()
