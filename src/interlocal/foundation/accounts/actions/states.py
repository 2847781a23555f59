"""Suspending an account, and restoring it."""

from datetime import datetime

from django.utils import timezone

from interlocal.foundation.accounts import rules
from interlocal.foundation.accounts.events import PersonSuspended
from interlocal.foundation.accounts.models import SignIn, User
from interlocal.foundation.audit import public as audit


def suspend(*, by: User | None, user: User, now: datetime) -> User:
    """Suspend ``user``: signed out everywhere at once, no sign-in, no permission. Nothing is deleted.

    Raises ``Refusal`` when ``by`` may not, it is their own account, it is not active, or nobody would be
    left who can grant roles in the whole partnership.
    """
    with audit.act(by=by, action="accounts.suspend", subject=user, now=now) as act:
        locked: User = User.objects.select_for_update().get(pk=user.pk)
        rules.check_suspending(by=by, user=locked, on=timezone.localdate(now))
        locked.is_active, locked.suspended_at = False, now
        locked.save(update_fields=["is_active", "suspended_at"])
        ended, _by_model = SignIn.objects.filter(user=locked).delete()
        act.record(sessions_ended=ended)
        act.announce(PersonSuspended(user=locked.public_id))
    return locked


def restore(*, by: User | None, user: User, now: datetime) -> User:
    """Restore a suspended account: the person can sign in again, with the roles that are still in force.

    Raises ``Refusal`` when ``by`` may not, or the account is not suspended.
    """
    with audit.act(by=by, action="accounts.restore", subject=user, now=now):
        locked: User = User.objects.select_for_update().get(pk=user.pk)
        rules.check_restoring(by=by, user=locked)
        locked.is_active, locked.suspended_at = True, None
        locked.save(update_fields=["is_active", "suspended_at"])
    return locked
