"""A forgotten password: a link by mail, used once, within an hour."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.models import AccountState, SignIn, User
from interlocal.foundation.accounts.models.users import normal_email
from interlocal.foundation.audit import public as audit
from interlocal.foundation.notices import public as notices
from interlocal.kernel.exceptions import Refusal

LASTS = timedelta(hours=1)


def ask_password_reset(*, email: str, now: datetime) -> None:
    """Send a link to the person at ``email``, if there is one who can sign in. The caller learns nothing."""
    user = User.objects.filter(email=normal_email(email)).first()
    if user is None or user.state != AccountState.ACTIVE:
        return
    with audit.act(by=None, action="accounts.ask_password_reset", subject=user, now=now):
        stamp = _stamp(user, int(now.timestamp()))
        notices.notify(
            to=user,
            kind="accounts.security",
            key=f"accounts.password_reset:{user.public_id}:{stamp}",
            now=now,
            template="accounts/mail/password_reset",
            signed_path=f"/account/password/reset/{user.public_id}/{stamp}/",
        )


def password_link(*, by: None = None, user: User, because: str, now: datetime) -> str:
    """Return a link that sets a password, for whoever runs the machine and has no mail server yet.

    Raises ``Refusal`` for somebody who cannot sign in.
    """
    if user.state != AccountState.ACTIVE:
        raise Refusal(_("This account is not in use: nobody signs in with it."))
    with audit.act(by=by, action="accounts.make_password_link", subject=user, now=now, because=because):
        path = f"/account/password/reset/{user.public_id}/{_stamp(user, int(now.timestamp()))}/"
    return f"{settings.INTERLOCAL_BASE_URL}{path}{notices.sign_path(path)}/"


def may_reset_password(*, user: User, stamp: str, now: datetime) -> bool:
    """Is the link's ``stamp`` of the last hour, and the password still the one it was asked for?"""
    asked, _dash, _print = stamp.partition("-")
    if user.state != AccountState.ACTIVE or not asked.isdecimal():
        return False
    age = now.timestamp() - int(asked)
    return 0 <= age < LASTS.total_seconds() and constant_time_compare(stamp, _stamp(user, int(asked)))


def reset_password(*, user: User, stamp: str, password: str, now: datetime) -> User:
    """Set a new password by the link in the mail; every session ends. The second step stays as it is.

    The caller has checked the link's signature. Raises ``Refusal`` when it was used or is over.
    """
    with audit.act(by=user, action="accounts.reset_password", subject=user, now=now) as act:
        locked: User = User.objects.select_for_update().get(pk=user.pk)
        if not may_reset_password(user=locked, stamp=stamp, now=now):
            raise Refusal(_("This link was used already, or its hour is over. Ask for a new one."))
        locked.set_password(password)
        locked.save(update_fields=["password"])
        ended, _by_model = SignIn.objects.filter(user=locked).delete()
        act.record(sessions_ended=ended)
    return locked


def _stamp(user: User, asked: int) -> str:
    """When it was asked, and a print of the password of that moment: a new password makes the link void."""
    return f"{asked}-{salted_hmac('accounts.password_reset', user.password).hexdigest()[:16]}"
