"""What accounts hear: sign-ins and changed authenticators from allauth, the audit's head from the audit."""

from typing import Any

from allauth.account import signals as account_signals
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as mfa_signals
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from interlocal.foundation.accounts import attempts
from interlocal.foundation.accounts.actions.own import end_other_sign_ins, note_security
from interlocal.foundation.accounts.middleware import SECOND_STEP_DUE
from interlocal.foundation.accounts.models import DEVICE, SEEN_AT, STARTED_AT, User
from interlocal.foundation.accounts.queries.people import people_with
from interlocal.foundation.accounts.queries.second_step import SECOND_STEPS, must_set_up_authenticator
from interlocal.foundation.accounts.rules import device_of
from interlocal.foundation.audit.events import AuditHeadPublished
from interlocal.foundation.audit.public import Head
from interlocal.foundation.audit.public import Permission as Audit
from interlocal.foundation.notices import public as notices
from interlocal.kernel import clock
from interlocal.kernel.outbox import Delivery
from interlocal.kernel.scopes import PARTNERSHIP


def connect() -> None:
    """Hear Django's and allauth's signals; called once, when the app is ready."""
    user_logged_in.connect(on_session_started, dispatch_uid="accounts.session")
    account_signals.user_logged_in.connect(on_signed_in, dispatch_uid="accounts.signed_in")
    account_signals.password_changed.connect(on_password_changed, dispatch_uid="accounts.password")
    mfa_signals.authenticator_added.connect(on_authenticator_added, dispatch_uid="accounts.added")
    mfa_signals.authenticator_removed.connect(on_authenticator_removed, dispatch_uid="accounts.removed")
    mfa_signals.authenticator_reset.connect(on_codes_generated, dispatch_uid="accounts.codes")
    mfa_signals.authenticator_used.connect(on_authenticator_used, dispatch_uid="accounts.used")


def mail_head_to_auditors(event: AuditHeadPublished, *, delivery: Delivery) -> None:
    """Mail the day's head to everybody who reads the audit, so that a cut tail shows."""
    head = Head(book=event.book, seq=event.seq, digest=event.digest, on=event.on)
    for person in people_with(Audit.READ, PARTNERSHIP, on=event.on):
        notices.notify(
            to=person,
            kind="accounts.audit_head.security",
            key=f"accounts.audit_head:{event.book}:{event.on}:{person.public_id}",
            now=delivery.now,
            template="accounts/mail/audit_head",
            context={"on": event.on.isoformat(), "seq": event.seq, "line": head.as_json()},
            path="/audit/",
        )


def on_session_started(request: HttpRequest, **_kwargs: Any) -> None:
    """Note since when, and on roughly which device."""
    request.session[DEVICE] = device_of(request.META.get("HTTP_USER_AGENT", ""))
    request.session[STARTED_AT] = request.session[SEEN_AT] = clock.now().isoformat()


def on_signed_in(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Write the sign-in into the audit book, and how often it failed before; see if a second step is due."""
    records = get_authentication_records(request, user)
    how = [str(record.get("type") or record["method"]) for record in records]
    failed = attempts.failed_before(user.email)
    note_security(user=user, action="accounts.sign_in", now=clock.now(), how=how, failed_before=failed)
    attempts.note_signed_in(request, how=how)
    _lead_to_second_step(request, user)


def on_password_changed(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Sign out everywhere else: the password is a new one."""
    note_security(user=user, action="accounts.change_password", now=clock.now())
    end_other_sign_ins(user=user, keep=request.session.session_key or "", now=clock.now())


def on_authenticator_added(
    request: HttpRequest, user: User, authenticator: Authenticator, **_kwargs: Any
) -> None:
    """Write it into the audit book; the set-up is no longer due."""
    if authenticator.type in SECOND_STEPS:
        what = _kind(authenticator)
        note_security(user=user, action=f"accounts.add_{what}", now=clock.now())
        request.session.pop(SECOND_STEP_DUE, None)


def on_authenticator_removed(
    request: HttpRequest, user: User, authenticator: Authenticator, **_kwargs: Any
) -> None:
    """Write it into the audit book, sign out everywhere else, and see whether a second step is due again."""
    if authenticator.type in SECOND_STEPS:
        what, now = _kind(authenticator), clock.now()
        note_security(user=user, action=f"accounts.remove_{what}", now=now)
        end_other_sign_ins(user=user, keep=request.session.session_key or "", now=now)
        _lead_to_second_step(request, user)


def _kind(authenticator: Authenticator) -> str:
    return "passkey" if authenticator.type == Authenticator.Type.WEBAUTHN else "authenticator"


def _lead_to_second_step(request: HttpRequest, user: User) -> None:
    if not settings.INTERLOCAL_DEMO and must_set_up_authenticator(user, on=clock.today()):
        request.session[SECOND_STEP_DUE] = True


def on_codes_generated(user: User, **_kwargs: Any) -> None:
    """Write it into the audit book."""
    note_security(user=user, action="accounts.generate_recovery_codes", now=clock.now())


def on_authenticator_used(user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    """A recovery code was used: the person is told, in case it was somebody else."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        return
    now = clock.now()
    authenticator.refresh_from_db()  # the code was marked as used on another copy of the row
    note_security(user=user, action="accounts.use_recovery_code", now=now)
    notices.notify(
        to=user,
        kind="accounts.security",
        key=f"accounts.recovery_code_used:{user.public_id}:{now.isoformat()}",
        now=now,
        template="accounts/mail/recovery_code_used",
        context={"left": len(authenticator.wrap().get_unused_codes())},
        path="/account/2fa/",
    )
