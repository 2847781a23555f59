"""Who may do what, where, and by which grant."""

from dataclasses import dataclass
from datetime import date

from interlocal.foundation.accounts.models import RoleGrant, User
from interlocal.foundation.accounts.models.roles import roles
from interlocal.foundation.accounts.queries.people import grants_giving
from interlocal.kernel.permissions import Permission
from interlocal.kernel.scopes import PARTNERSHIP, Scope


@dataclass(frozen=True)
class Reason:
    """Why somebody holds a permission: a grant, and where it lets them use it."""

    permission: Permission
    grant: RoleGrant
    reaches: Scope

    @property
    def goes_beyond(self) -> bool:
        """Does the role give it in the whole partnership although it is held in one place?"""
        return self.reaches != self.grant.scope


def every_permission() -> list[Permission]:
    """Return every permission that some role gives, by name."""
    return sorted({p for role in roles().values() for p in role.permissions | role.everywhere})


def permissions_of_person(user: User, *, on: date) -> list[Reason]:
    """Return what ``user`` may do on ``on`` and by which grant, by permission.

    Somebody suspended may nothing.
    """
    reasons = [
        reason
        for grant in user.grants_in_force(on)
        for permission in every_permission()
        for reason in _reasons(permission, grant)
    ]
    return sorted(reasons, key=lambda reason: (reason.permission, reason.grant.pk))


def holders_of(permission: Permission, *, on: date) -> list[Reason]:
    """Return who holds ``permission`` on ``on`` and by which grant, by name of the person."""
    grants = grants_giving(permission, on=on).filter(user__is_active=True)
    rows = grants.select_related("user", "granted_by").order_by("user__name", "user_id", "pk")
    return [reason for grant in rows for reason in _reasons(permission, grant)]


def _reasons(permission: Permission, grant: RoleGrant) -> list[Reason]:
    role = roles().get(grant.role)
    if role is None:
        return []
    if permission in role.everywhere:
        return [Reason(permission, grant, PARTNERSHIP)]
    return [Reason(permission, grant, grant.scope)] if permission in role.permissions else []
