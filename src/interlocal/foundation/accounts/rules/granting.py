"""Who may grant and end roles, and which grants make sense."""

from datetime import date

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.models import RoleGrant, User
from interlocal.foundation.accounts.models.roles import roles, slugs_giving
from interlocal.foundation.accounts.rules.permissions import Permission
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.scopes import PARTNERSHIP, Scope


def check_offer(*, role: str, scope: Scope, from_on: date, until_on: date | None) -> None:
    """Raise ``Refusal`` when such a role cannot be held there, or not on these days."""
    kind = roles().get(role)
    if kind is None:
        raise Refusal(_("There is no such role."), field="role")
    if scope.kind not in kind.scopes:
        raise Refusal(
            _("The role “%(role)s” cannot be held there. Choose another place.") % {"role": kind.title},
            field="scope",
        )
    if until_on is not None and until_on < from_on:
        raise Refusal(_("The last day is before the first. Change one of them."), field="until_on")


def check_granting(
    *, by: User | None, user: User, role: str, scope: Scope, from_on: date, until_on: date | None
) -> None:
    """Raise ``Refusal`` when ``by`` may not grant ``role`` to ``user``; the system (``None``) may."""
    check_offer(role=role, scope=scope, from_on=from_on, until_on=until_on)
    if by is None:
        return
    if not by.may(Permission.GRANT, scope):
        raise Refusal(_("You may not grant roles there."), field="scope")
    if by.pk == user.pk:
        raise Refusal(_("Nobody grants a role to themselves. Ask somebody else who may."))


def check_ending(*, by: User | None, grant: RoleGrant) -> None:
    """Raise ``Refusal`` when ``by`` may not end ``grant``, or it has ended."""
    if grant.ended_on is not None:
        raise Refusal(_("This role has ended already."))
    if by is None:
        return
    if not by.may(Permission.GRANT, grant.scope):
        raise Refusal(_("You may not end roles there."))
    if by.pk == grant.user_id:
        raise Refusal(_("Nobody ends their own role. Ask somebody else who may."))


def check_someone_is_left(
    *, without_grant: RoleGrant | None = None, without_user: User | None = None, on: date
) -> None:
    """Raise ``Refusal`` when nobody else could grant roles in the whole partnership any more."""
    in_scope, everywhere = slugs_giving(Permission.GRANT)
    grants = RoleGrant.objects.in_force(on).filter(user__is_active=True, until_on=None)
    granting = grants.filter(role__in=everywhere) | grants.filter(role__in=in_scope).within(PARTNERSHIP)
    going = granting.none()
    if without_grant is not None:
        going = granting.filter(pk=without_grant.pk)
    if without_user is not None:
        going = granting.filter(user=without_user)
    if going.exists() and not granting.exclude(pk__in=going.values("pk")).exists():
        raise Refusal(_("Nobody else could grant roles any more. Give this role to another person first."))
