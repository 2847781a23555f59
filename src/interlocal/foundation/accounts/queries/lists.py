"""The list of people, as far as a person may see it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from interlocal.foundation.accounts.models import AccountState, Invitation, RoleGrant, User
from interlocal.foundation.accounts.queries.unused import UNUSED, is_unused
from interlocal.foundation.accounts.rules import Permission
from interlocal.kernel.scopes import Scope, ScopeKind


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed down to; empty means all."""

    text: str = ""
    role: str = ""
    scope: Scope | None = None
    state: str = ""


def people_visible_to(viewer: User) -> QuerySet[User]:
    """Return the people whom ``viewer`` may see: all, or those with a role or invitation in their places."""
    reach = viewer.reach(Permission.READ)
    if reach.everywhere:
        return User.objects.all()
    here = Q(scope_kind=ScopeKind.JURISDICTION, scope_public_id__in=reach.jurisdictions) | Q(
        scope_kind=ScopeKind.PROGRAM, scope_public_id__in=reach.programs
    )
    grants = RoleGrant.objects.filter(here, user=OuterRef("pk"))
    invitations = Invitation.objects.filter(here, user=OuterRef("pk"))
    return User.objects.filter(Exists(grants) | Exists(invitations))


def people_listed(viewer: User, narrowed: Filter, *, on: date, now: datetime) -> QuerySet[User]:
    """Return the people for the list page, by name, each with the roles held on ``on`` as ``roles_now``."""
    people = people_visible_to(viewer)
    if narrowed.text:
        people = people.filter(Q(name__icontains=narrowed.text) | Q(email__icontains=narrowed.text))
    if narrowed.role or narrowed.scope:
        grants = RoleGrant.objects.in_force(on).filter(user=OuterRef("pk"))
        if narrowed.role:
            grants = grants.filter(role=narrowed.role)
        if narrowed.scope:
            grants = grants.within(narrowed.scope)
        people = people.filter(Exists(grants))
    people = people.filter(_in_state(narrowed.state, now) if narrowed.state else Q(anonymised_at=None))
    grants_now = RoleGrant.objects.in_force(on).order_by("pk")
    return people.order_by("name", "pk").prefetch_related(Prefetch("grants", grants_now, to_attr="roles_now"))


def _in_state(state: str, now: datetime) -> Q:
    if state == UNUSED:
        return is_unused(now)
    if state == AccountState.ACTIVE:
        return Q(is_active=True)
    if state == AccountState.SUSPENDED:
        return Q(suspended_at__isnull=False, anonymised_at=None)
    if state == AccountState.FORMER:
        return Q(anonymised_at__isnull=False)
    return Q(is_active=False, suspended_at=None)
