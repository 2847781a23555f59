"""Inviting a person to a role, sending again, withdrawing, accepting."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from interlocal.foundation.accounts import rules
from interlocal.foundation.accounts.models import AccountState, Invitation, RoleGrant, User
from interlocal.foundation.accounts.models.users import normal_email
from interlocal.foundation.audit import public as audit
from interlocal.foundation.notices import public as notices
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.scopes import Scope

LASTS = timedelta(days=14)


def invite(
    *,
    by: User | None,
    email: str,
    name: str,
    role: str,
    scope: Scope,
    from_on: date,
    until_on: date | None = None,
    language: str,
    now: datetime,
) -> Invitation:
    """Invite the person at ``email`` to hold ``role`` in ``scope``; mail goes to them in ``language``.

    An address without an account gets one that cannot sign in until the invitation is accepted. Somebody
    who is known here, if only as invited, keeps the name and language they have. Raises ``Refusal`` when
    ``by`` may not invite there, the role cannot be held there, or the same invitation is open.
    """
    rules.check_inviting(by=by, email=email, role=role, scope=scope, from_on=from_on, until_on=until_on)
    with audit.act(by=by, action="accounts.invite", now=now) as act:
        user = _person_invited(email, name, language, now)
        if user.state == AccountState.SUSPENDED:
            raise Refusal(_("This account is suspended. Restore it first."), field="email")
        if _open_offers(user, role, scope).exists():
            raise Refusal(_("The same invitation is open. Send it again instead."), field="email")
        invitation = Invitation.objects.create(
            user=user,
            role=role,
            scope_kind=scope.kind,
            scope_public_id=scope.public_id,
            from_on=from_on,
            until_on=until_on,
            invited_by=by,
            invited_at=now,
            expires_at=now + LASTS,
        )
        _send(invitation, now)
        act.subject = user
        act.record(invitation=invitation.public_id, role=role, scope=f"{scope.kind}:{scope.public_id}")
    return invitation


def resend_invitation(*, by: User, invitation: Invitation, now: datetime) -> Invitation:
    """Send the mail again with a new link that lasts as long as the first; the earlier link is void.

    Raises ``Refusal`` when it has been answered, or ``by`` may not invite there.
    """
    with audit.act(by=by, action="accounts.resend_invitation", subject=invitation.user, now=now) as act:
        invitation = _unanswered(invitation)
        rules.check_inviting_in(by=by, scope=invitation.scope)
        invitation.sent_count += 1
        invitation.expires_at = now + LASTS
        invitation.save(update_fields=["sent_count", "expires_at"])
        _send(invitation, now)
        act.record(invitation=invitation.public_id, sent=invitation.sent_count)
    return invitation


def withdraw_invitation(*, by: User, invitation: Invitation, now: datetime) -> Invitation:
    """Take the invitation back: its link no longer works.

    Raises ``Refusal`` when it has been answered, or ``by`` may not invite there.
    """
    with audit.act(by=by, action="accounts.withdraw_invitation", subject=invitation.user, now=now) as act:
        invitation = _unanswered(invitation)
        rules.check_inviting_in(by=by, scope=invitation.scope)
        invitation.withdrawn_at = now
        invitation.save(update_fields=["withdrawn_at"])
        act.record(invitation=invitation.public_id)
    return invitation


def accept_invitation(
    *, invitation: Invitation, name: str = "", language: str = "", password: str = "", now: datetime
) -> User:
    """Accept: the role is granted, and somebody new becomes active under ``name`` with ``password``.

    Without a password they sign in at their city, until they choose one. The caller has checked the signed
    link. Raises ``Refusal`` when the invitation is used, withdrawn or over, or whoever sent it may no longer
    invite there.
    """
    with audit.act(
        by=invitation.user, action="accounts.accept_invitation", subject=invitation.user, now=now
    ) as act:
        invitation = _unanswered(invitation)
        rules.check_accepting(invitation=invitation, now=now)
        person: User = User.objects.select_for_update().get(pk=invitation.user_id)
        if person.state == AccountState.INVITED:
            person.name, person.language = name.strip(), language
            person.is_active, person.joined_at = True, now
            person.set_password(password or None)
            person.save()
        invitation.accepted_at = now
        invitation.save(update_fields=["accepted_at"])
        grant = _granted(invitation, now)
        act.record(invitation=invitation.public_id, grant=grant.public_id, role=grant.role)
    return person


def _granted(invitation: Invitation, now: datetime) -> RoleGrant:
    return RoleGrant.objects.create(
        user_id=invitation.user_id,
        role=invitation.role,
        scope_kind=invitation.scope_kind,
        scope_public_id=invitation.scope_public_id,
        from_on=invitation.from_on,
        until_on=invitation.until_on,
        granted_by=invitation.invited_by,
        granted_at=now,
    )


def _person_invited(email: str, name: str, language: str, now: datetime) -> User:
    email = normal_email(email)
    user: User | None = User.objects.select_for_update().filter(email=email).first()
    if user is None:
        try:
            with transaction.atomic():
                return User.objects.create_user(
                    email, name=name.strip(), language=language, is_active=False, joined_at=now
                )
        except IntegrityError:  # somebody invited the same person in this moment
            user = User.objects.select_for_update().get(email=email)
    return user


def _open_offers(user: User, role: str, scope: Scope) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        user=user,
        role=role,
        scope_kind=scope.kind,
        scope_public_id=scope.public_id,
        accepted_at=None,
        withdrawn_at=None,
    )


def _unanswered(invitation: Invitation) -> Invitation:
    """Return the row, locked, as it is now."""
    locked = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("user", "invited_by")
        .get(pk=invitation.pk)
    )
    if locked.accepted_at is not None:
        raise Refusal(_("This invitation has been accepted already."))
    if locked.withdrawn_at is not None:
        raise Refusal(_("This invitation was withdrawn."))
    return locked


def _send(invitation: Invitation, now: datetime) -> None:
    notices.notify(
        to=invitation.user,
        kind="accounts.invitation",
        key=f"accounts.invitation:{invitation.public_id}:{invitation.sent_count}",
        now=now,
        template="accounts/mail/invitation",
        context={
            "role": invitation.role,
            "scope_kind": invitation.scope_kind,
            "scope_public_id": invitation.scope_public_id,
            "invited_by": str(invitation.invited_by or ""),
            "expires_on": invitation.expires_at.date().isoformat(),
        },
        signed_path=f"/invitations/{invitation.public_id}/{invitation.sent_count}/",
    )
