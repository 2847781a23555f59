"""A role, granted: to whom, where, from when until when, and by whom. Rows end; they are never deleted."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.models.roles import roles
from interlocal.kernel.ids import PublicIdField
from interlocal.kernel.permissions import Permission, Reach
from interlocal.kernel.privacy import Privacy
from interlocal.kernel.scopes import Scope, ScopeKind


class RoleGrants(models.QuerySet["RoleGrant"]):
    """Grants, narrowed down."""

    def in_force(self, on: date) -> "RoleGrants":
        """Keep the grants that give something on the day ``on``."""
        begun = Q(from_on__lte=on)
        not_over = Q(until_on=None) | Q(until_on__gte=on)
        not_ended = Q(ended_on=None) | Q(ended_on__gt=on)
        return self.filter(begun & not_over & not_ended)

    def within(self, scope: Scope) -> "RoleGrants":
        """Keep the grants that are for exactly ``scope``."""
        return self.filter(scope_kind=scope.kind, scope_public_id=scope.public_id)


class RoleGrant(models.Model):
    """One role of one person in one scope. ``until_on`` is its last day; it ends early on ``ended_on``."""

    public_id = PublicIdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(_("role"), max_length=60)
    scope_kind = models.CharField(_("scope"), max_length=20, choices=ScopeKind.choices)
    scope_public_id = models.CharField(max_length=60, blank=True)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="grants_given"
    )
    granted_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="grants_ended"
    )
    ended_at = models.DateTimeField(null=True)

    privacy = Privacy(
        fields=("user", "granted_by", "ended_by"),
        purpose="To know who may do what now, and who could do what on any day before.",
        keep="As long as records name the person; grants end and stay as history.",
    )

    objects = RoleGrants.as_manager()

    class Meta:
        indexes = (models.Index(fields=["role", "scope_kind", "scope_public_id"], name="grant_by_role"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="grant_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(scope_kind=ScopeKind.PARTNERSHIP, scope_public_id="")
                | (~Q(scope_kind=ScopeKind.PARTNERSHIP) & ~Q(scope_public_id="")),
                name="grant_scope_names_one_place",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_at=None) | Q(ended_on__isnull=False, ended_at__isnull=False),
                name="grant_end_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.scope_kind} {self.scope_public_id})".replace(" )", ")")

    @property
    def scope(self) -> Scope:
        """Where the role is held."""
        return Scope(ScopeKind(self.scope_kind), self.scope_public_id)

    @property
    def title(self) -> str:
        """The role in words; a role that no longer exists shows its slug."""
        role = roles().get(self.role)
        return str(role.title) if role else self.role

    def is_in_force(self, on: date) -> bool:
        """Does the grant give something on the day ``on``?"""
        return (
            self.from_on <= on
            and (self.until_on is None or on <= self.until_on)
            and (self.ended_on is None or on < self.ended_on)
        )


def reach_of(grants: Iterable[RoleGrant], permission: Permission) -> Reach:
    """Return where ``grants``, taken together, give ``permission``.

    Somebody who holds it everywhere still has the jurisdictions and programs of the roles that give it,
    so that a page can tell their own places from all the others.
    """
    everywhere = False
    places: dict[str, set[str]] = {kind: set() for kind in ScopeKind}
    for grant in grants:
        role = roles().get(grant.role)
        if role is None or permission not in role.permissions | role.everywhere:
            continue
        places[grant.scope_kind].add(grant.scope_public_id)
        everywhere = everywhere or permission in role.everywhere or grant.scope_kind == ScopeKind.PARTNERSHIP
    return Reach(
        everywhere=everywhere,
        jurisdictions=frozenset(places[ScopeKind.JURISDICTION]),
        programs=frozenset(places[ScopeKind.PROGRAM]),
    )
