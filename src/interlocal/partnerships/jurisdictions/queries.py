"""Reads of the room. A query for a person authorises in the same step."""

from datetime import date

from django.db.models import Case, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.kernel.periods import in_force
from interlocal.kernel.permissions import Actor, Reach
from interlocal.kernel.permissions import Permission as AnyPermission
from interlocal.kernel.scopes import PARTNERSHIP, Scope
from interlocal.partnerships.jurisdictions.models import (
    Jurisdiction,
    JurisdictionFigure,
    Measure,
    Membership,
    MembershipRole,
    Partnership,
    Representation,
)
from interlocal.partnerships.jurisdictions.rules import Permission, may_edit_members

_BY_ROLE = Case(*(When(role=role, then=Value(place)) for place, role in enumerate(MembershipRole)))


def the_partnership() -> Partnership | None:
    """Return the partnership of this installation, or ``None`` before it has been set up."""
    return Partnership.objects.first()


def members(on: date, role: str = MembershipRole.MEMBER) -> QuerySet[Jurisdiction]:
    """Return the jurisdictions that belong on ``on`` as ``role``, by name."""
    belonging = Membership.objects.filter(in_force(on), role=role)
    return Jurisdiction.objects.filter(pk__in=belonging.values("jurisdiction"))


def memberships(on: date) -> QuerySet[Membership]:
    """Return the memberships in force on ``on``: members first, then supporters, then observers, by name."""
    return (
        Membership.objects.filter(in_force(on))
        .select_related("jurisdiction")
        .order_by(_BY_ROLE, "jurisdiction__name")
    )


def reached(reach: Reach) -> QuerySet[Jurisdiction]:
    """Return the jurisdictions that ``reach`` covers."""
    if reach.everywhere:
        return Jurisdiction.objects.all()
    return Jurisdiction.objects.filter(public_id__in=reach.jurisdictions)


def jurisdictions_where(user: Actor, permission: AnyPermission) -> QuerySet[Jurisdiction]:
    """Return the jurisdictions in which ``user`` holds ``permission``."""
    return reached(user.reach(permission))


def jurisdictions_for(user: Actor) -> QuerySet[Jurisdiction]:
    """Return the jurisdictions whose record ``user`` may read."""
    return jurisdictions_where(user, Permission.READ)


def jurisdiction_for(user: Actor, public_id: str) -> Jurisdiction:
    """Return one jurisdiction that ``user`` may read; raises ``Http404`` for every other."""
    return get_object_or_404(jurisdictions_for(user), public_id=public_id)


def editable_jurisdiction_for(user: Actor, public_id: str) -> Jurisdiction:
    """Return one jurisdiction whose figures and representatives ``user`` may change, or raise ``Http404``."""
    return get_object_or_404(jurisdictions_where(user, Permission.EDIT), public_id=public_id)


def representatives(jurisdiction: Jurisdiction, on: date) -> QuerySet[Representation]:
    """Return who speaks for ``jurisdiction`` on ``on``, principals before substitutes."""
    return Representation.objects.filter(in_force(on), jurisdiction=jurisdiction).select_related(
        "user", "substitute_for__user"
    )


def earlier_representatives(jurisdiction: Jurisdiction, on: date) -> QuerySet[Representation]:
    """Return who spoke for ``jurisdiction`` before ``on``, the latest first."""
    before = jurisdiction.representations.filter(ends_on__lt=on)
    return before.select_related("user", "substitute_for__user").order_by("-ends_on", "pk")


def belonging(within: QuerySet[Jurisdiction], on: date) -> QuerySet[Jurisdiction]:
    """Return those of ``within`` that belong to the partnership on ``on``, in any role, by name."""
    return within.filter(pk__in=Membership.objects.filter(in_force(on)).values("jurisdiction"))


def with_speakers(within: QuerySet[Jurisdiction], on: date) -> QuerySet[Jurisdiction]:
    """Return the jurisdictions of ``within``, each with its ``speaking`` representatives on ``on``."""
    speaking = Representation.objects.filter(in_force(on)).select_related("user", "substitute_for__user")
    return within.prefetch_related(Prefetch("representations", queryset=speaking, to_attr="speaking"))


def member_rows(within: QuerySet[Jurisdiction], on: date) -> QuerySet[Jurisdiction]:
    """Return the rows of the list of members: those of ``within``, members before supporters before others.

    Each has ``current`` (its membership on ``on``, in a list), ``population`` (its figures, latest first) and
    ``speaking`` (its representatives).
    """
    in_force_now = Membership.objects.filter(in_force(on))
    population = JurisdictionFigure.objects.filter(measure=Measure.POPULATION, replaced_at=None).order_by(
        "-year"
    )
    place = Subquery(in_force_now.filter(jurisdiction=OuterRef("pk")).values(place=_BY_ROLE)[:1])
    return (
        with_speakers(within, on)
        .prefetch_related(Prefetch("memberships", queryset=in_force_now, to_attr="current"))
        .prefetch_related(Prefetch("figures", queryset=population, to_attr="population"))
        .order_by(place.asc(nulls_last=True), "name")
    )


def membership_on(jurisdiction: Jurisdiction, on: date) -> Membership | None:
    """Return the membership of ``jurisdiction`` in force on ``on``."""
    return jurisdiction.memberships.filter(in_force(on)).first()


def membership_for(user: Actor, public_id: str, membership_id: str) -> Membership:
    """Return one membership of a jurisdiction that ``user`` may read, or raise ``Http404``."""
    jurisdiction = jurisdiction_for(user, public_id)
    return get_object_or_404(jurisdiction.memberships.select_related("jurisdiction"), public_id=membership_id)


def representation_for(user: Actor, public_id: str, representation_id: str) -> Representation:
    """Return one representation of a jurisdiction that ``user`` may edit, or raise ``Http404``."""
    jurisdiction = editable_jurisdiction_for(user, public_id)
    related = jurisdiction.representations.select_related("jurisdiction", "user")
    return get_object_or_404(related, public_id=representation_id)


def require_whole_partnership(user: Actor) -> None:
    """Raise ``Http404`` unless ``user`` may add jurisdictions and change memberships."""
    if not may_edit_members(user):
        raise Http404


def current_figures(jurisdiction: Jurisdiction) -> QuerySet[JurisdictionFigure]:
    """Return the figures that nobody has replaced, newest year first within each measure."""
    return jurisdiction.figures.filter(replaced_at=None)


def scope_choices() -> list[tuple[Scope, str]]:
    """Return every scope in which a role can be held here, with its name: the partnership, then each body."""
    partnership = the_partnership()
    whole = partnership.name if partnership else str(PARTNERSHIP.kind.label)
    return [
        (PARTNERSHIP, whole),
        *((body.scope, body.name) for body in Jurisdiction.objects.all()),
    ]


def searched(user: Actor, words: str) -> QuerySet[Jurisdiction]:
    """Return the readable jurisdictions whose names contain ``words``."""
    return jurisdictions_for(user).filter(Q(name__icontains=words) | Q(formal_name__icontains=words))
