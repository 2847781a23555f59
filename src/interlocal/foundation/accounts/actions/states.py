"""Suspending an account, and restoring it."""

from datetime import datetime

from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from interlocal.foundation.accounts import rules
from interlocal.foundation.accounts.events import PersonSuspended
from interlocal.foundation.accounts.models import AccountState, ApiToken, SignIn, User
from interlocal.foundation.audit import public as audit
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.outbox.events import wiring


def suspend(*, by: User | None, user: User, successor: User | None = None, now: datetime) -> User:
    """Suspend ``user``: signed out everywhere at once, tokens revoked, no permission. Nothing is deleted.

    What rooms let hand over goes to ``successor``; without one they say what becomes of it.
    Raises ``Refusal`` when ``by`` may not, it is their own account, it is not active, or nobody would be
    left who can grant roles in the whole partnership.
    """
    with audit.act(by=by, action="accounts.suspend", subject=user, now=now) as act:
        locked: User = User.objects.select_for_update().get(pk=user.pk)
        rules.check_suspending(by=by, user=locked, on=timezone.localdate(now))
        locked.is_active, locked.suspended_at = False, now
        locked.save(update_fields=["is_active", "suspended_at"])
        ended, _by_model = SignIn.objects.filter(user=locked).delete()
        revoked = ApiToken.objects.filter(user=locked, revoked_at=None).update(revoked_at=now)
        act.record(sessions_ended=ended, tokens_revoked=revoked)
        if successor is not None:
            act.record(successor=successor.public_id, handed_over=_hand_over(by, locked, successor, now))
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


def _hand_over(by: User | None, user: User, to: User, now: datetime) -> int:
    if to.state != AccountState.ACTIVE or to.pk == user.pk:
        raise Refusal(_("Hand over to somebody whose account is in use."), field="successor")
    return sum(import_string(room)(by=by, user=user, to=to, now=now) for room in wiring().HAND_OVER)
