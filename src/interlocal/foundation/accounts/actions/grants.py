"""Granting a role, and ending one."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from interlocal.foundation.accounts import rules
from interlocal.foundation.accounts.events import RoleEnded
from interlocal.foundation.accounts.models import RoleGrant, SignIn, User
from interlocal.foundation.accounts.queries.second_step import must_set_up_authenticator
from interlocal.foundation.audit import public as audit
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.scopes import Scope


def grant_role(
    *,
    by: User | None,
    user: User,
    role: str,
    scope: Scope,
    from_on: date,
    until_on: date | None = None,
    now: datetime,
) -> RoleGrant:
    """Grant ``role`` (its slug) to ``user`` in ``scope``, from ``from_on`` to ``until_on``, both included.

    ``by=None`` is the system (set-up, sample data). Raises ``Refusal`` when ``by`` may not grant there,
    grants to themselves, the role cannot be held in such a scope, the days are the wrong way round, or
    the person holds the same role there on one of these days already.
    """
    with audit.act(by=by, action="accounts.grant_role", subject=user, now=now) as act:
        rules.check_granting(by=by, user=user, role=role, scope=scope, from_on=from_on, until_on=until_on)
        User.objects.select_for_update().get(pk=user.pk)
        if _overlapping(user, role, scope, from_on, until_on):
            raise Refusal(_("This person already holds this role there on some of these days."), field="role")
        grant = RoleGrant.objects.create(
            user=user,
            role=role,
            scope_kind=scope.kind,
            scope_public_id=scope.public_id,
            from_on=from_on,
            until_on=until_on,
            granted_by=by,
            granted_at=now,
        )
        act.record(
            grant=grant.public_id,
            role=role,
            scope=f"{scope.kind}:{scope.public_id}",
            from_on=from_on.isoformat(),
            until_on=until_on.isoformat() if until_on else "",
        )
        user.forget_grants()
        if must_set_up_authenticator(user, on=timezone.localdate(now)):
            # Sessions were opened with the password alone: the next one leads to the second step.
            ended, _by_model = SignIn.objects.filter(user=user).delete()
            act.record(sessions_ended=ended)
    return grant


def end_role(*, by: User | None, grant: RoleGrant, now: datetime) -> RoleGrant:
    """End ``grant`` at once: from today on it gives nothing. The row stays.

    Raises ``Refusal`` when ``by`` may not grant in that scope, it is their own, it has ended already, or
    nobody would be left who can grant roles in the whole partnership.
    """
    today = timezone.localdate(now)
    with audit.act(by=by, action="accounts.end_role", subject=grant.user, now=now) as act:
        grant = RoleGrant.objects.select_for_update(of=("self",)).select_related("user").get(pk=grant.pk)
        rules.check_ending(by=by, grant=grant)
        rules.check_someone_is_left(without_grant=grant, on=today)
        grant.ended_on, grant.ended_at, grant.ended_by = today, now, by
        grant.save(update_fields=["ended_on", "ended_at", "ended_by"])
        act.record(
            grant=grant.public_id, role=grant.role, scope=f"{grant.scope_kind}:{grant.scope_public_id}"
        )
        act.announce(
            RoleEnded(
                user=grant.user.public_id,
                role=grant.role,
                scope_kind=grant.scope_kind,
                scope_public_id=grant.scope_public_id,
            )
        )
    grant.user.forget_grants()
    return grant


def _overlapping(user: User, role: str, scope: Scope, from_on: date, until_on: date | None) -> bool:
    held = RoleGrant.objects.filter(user=user, role=role, ended_on=None).within(scope)
    if until_on is not None:
        held = held.filter(from_on__lte=until_on)
    return any(grant.until_on is None or grant.until_on >= from_on for grant in held)
