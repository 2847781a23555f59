"""People by what they hold."""

from datetime import date

from django.db.models import Q, QuerySet

from interlocal.foundation.accounts.models import RoleGrant, User
from interlocal.foundation.accounts.models.roles import slugs_giving
from interlocal.kernel.permissions import Permission
from interlocal.kernel.scopes import PARTNERSHIP, Scope


def people_with(permission: Permission, scope: Scope, *, on: date) -> QuerySet[User]:
    """Return the active people who may use ``permission`` in ``scope`` on the day ``on``, by name."""
    holders = grants_giving(permission, on=on).filter(_reaching(permission, scope)).values("user")
    return User.objects.filter(pk__in=holders, is_active=True).order_by("name", "pk")


def people_for(scope: Scope, role: str | None = None, *, on: date) -> QuerySet[User]:
    """Return the active people who hold a role (or ``role``) in exactly ``scope`` on ``on``, by name."""
    grants = RoleGrant.objects.in_force(on).within(scope)
    if role is not None:
        grants = grants.filter(role=role)
    return User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("name", "pk")


def grants_giving(permission: Permission, *, on: date) -> QuerySet[RoleGrant]:
    """Return the grants in force on ``on`` whose role gives ``permission`` anywhere."""
    in_scope, everywhere = slugs_giving(permission)
    return RoleGrant.objects.in_force(on).filter(role__in=in_scope | everywhere)


def _reaching(permission: Permission, scope: Scope) -> Q:
    in_scope, everywhere = slugs_giving(permission)
    exactly = Q(scope_kind=scope.kind, scope_public_id=scope.public_id)
    whole = Q(scope_kind=PARTNERSHIP.kind)
    return Q(role__in=everywhere) | (Q(role__in=in_scope) & (exactly | whole))
