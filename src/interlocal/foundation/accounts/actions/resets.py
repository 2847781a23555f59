"""A lost authenticator: asking, approving, refusing, and taking the second step away."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.utils import timezone

from interlocal.foundation.accounts import rules
from interlocal.foundation.accounts.models import AuthenticatorReset, SignIn, User
from interlocal.foundation.accounts.queries.people import people_with
from interlocal.foundation.audit import public as audit
from interlocal.foundation.notices import public as notices
from interlocal.kernel.scopes import PARTNERSHIP

WAITS = timedelta(days=7)
LINK_LASTS = timedelta(days=2)


def ask_reset(*, user: User, now: datetime) -> AuthenticatorReset:
    """Ask for the second step of ``user``, who gave the right password, to be taken away.

    The person is told by mail, so that somebody who only knows the password cannot ask unseen, and so is
    everybody who may approve. A request that is already open stays as it is.
    """
    with audit.act(by=user, action="accounts.ask_authenticator_reset", subject=user, now=now) as act:
        User.objects.select_for_update().get(pk=user.pk)
        reset = _open_resets(user, now).first()
        if reset is None:
            _close_expired(user, now)
            reset = AuthenticatorReset.objects.create(user=user, asked_at=now, expires_at=now + WAITS)
            _tell(user, reset, "reset_asked", path="/account/", now=now)
            for person in people_with(rules.Permission.RESET, PARTNERSHIP, on=timezone.localdate(now)):
                if person.pk != user.pk:
                    _tell(person, reset, "reset_to_decide", path=f"/people/{user.public_id}/", now=now)
        act.record(reset=reset.public_id)
    return reset


def approve_reset(*, by: User | None, user: User, checked_how: str, now: datetime) -> AuthenticatorReset:
    """Approve the reset that ``user`` asked for, or offer one: they get a link by mail that lasts two days.

    ``checked_how`` says how ``by`` made sure who is asking. Raises ``Refusal`` when that is missing,
    ``by`` may not approve, or it is their own.
    """
    with audit.act(by=by, action="accounts.approve_authenticator_reset", subject=user, now=now) as act:
        rules.check_approving(by=by, user=user, checked_how=checked_how)
        User.objects.select_for_update().get(pk=user.pk)
        _close_expired(user, now)
        reset = _open_resets(user, now).first() or AuthenticatorReset(user=user, asked_at=now)
        reset.approved_at, reset.decided_by, reset.checked_how = now, by, checked_how.strip()
        reset.expires_at = now + LINK_LASTS
        reset.save()
        notices.notify(
            to=user,
            kind="accounts.security",
            key=f"accounts.reset_approved:{reset.public_id}:{now.isoformat()}",
            now=now,
            template="accounts/mail/reset_approved",
            signed_path=f"/account/lost-authenticator/{reset.public_id}/",
        )
        act.record(reset=reset.public_id)
    return reset


def refuse_reset(*, by: User, reset: AuthenticatorReset, now: datetime) -> AuthenticatorReset:
    """Refuse the request; the person is told.

    Raises ``Refusal`` when ``by`` may not decide, or it is their own.
    """
    with audit.act(by=by, action="accounts.refuse_authenticator_reset", subject=reset.user, now=now) as act:
        rules.check_deciding(by=by, user=reset.user)
        reset = _open_resets(reset.user, now).select_for_update().get(pk=reset.pk)
        reset.refused_at, reset.approved_at, reset.decided_by = now, None, by
        reset.save(update_fields=["refused_at", "approved_at", "decided_by"])
        _tell(reset.user, reset, "reset_refused", path="/account/", now=now)
        act.record(reset=reset.public_id)
    return reset


def confirm_reset(*, reset: AuthenticatorReset, now: datetime) -> User:
    """Take the second step away, as approved: authenticator and recovery codes are gone, sessions end.

    The caller has checked the signed link. Raises ``Refusal`` when it was used, refused or is over.
    """
    with audit.act(by=reset.user, action="accounts.reset_authenticator", subject=reset.user, now=now) as act:
        reset = (
            AuthenticatorReset.objects.select_for_update(of=("self",)).select_related("user").get(pk=reset.pk)
        )
        rules.check_confirming(reset=reset, now=now)
        reset.done_at = now
        reset.save(update_fields=["done_at"])
        removed, _by_model = Authenticator.objects.filter(user=reset.user).delete()
        ended, _by_model = SignIn.objects.filter(user=reset.user).delete()
        _tell(reset.user, reset, "reset_done", path="/account/", now=now)
        act.record(reset=reset.public_id, authenticators_removed=removed, sessions_ended=ended)
    return reset.user


def _open_resets(user: User, now: datetime) -> QuerySet[AuthenticatorReset]:
    return AuthenticatorReset.objects.filter(user=user, done_at=None, refused_at=None, expires_at__gt=now)


def _close_expired(user: User, now: datetime) -> None:
    over = Q(user=user, done_at=None, refused_at=None, expires_at__lte=now)
    AuthenticatorReset.objects.filter(over).update(refused_at=now, approved_at=None)


def _tell(to: User, reset: AuthenticatorReset, template: str, *, path: str, now: datetime) -> None:
    notices.notify(
        to=to,
        kind="accounts.security",
        key=f"accounts.{template}:{reset.public_id}:{to.public_id}",
        now=now,
        template=f"accounts/mail/{template}",
        context={"name": str(reset.user)},
        path=path,
    )
