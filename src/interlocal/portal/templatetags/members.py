"""A member on the public home: written once for all who read the same facts in the same language.

What is remembered is found by every fact that it says, so what was changed or taken down is gone at once.
"""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from interlocal.kernel.sources import Sourced
from interlocal.partnerships.jurisdictions.public import (
    JurisdictionFigure,
    JurisdictionKind,
    Membership,
    MembershipRole,
)

register = template.Library()


class Source(NamedTuple):
    """The fields of a sourced fact, as ``source_of`` takes them."""

    source_title: str
    source_url: str
    source_on: date | None
    is_synthetic: bool
    is_unconfirmed: bool


class Population(NamedTuple):
    """How many live there, in which year, and who says so."""

    residents: Decimal
    year: int
    source: Source


class Member(NamedTuple):
    """Everything that the public home says of one member."""

    name: str
    kind: str
    state: str
    website: str
    role: str
    note: str
    population: Population | None
    source: Source


@register.simple_tag
def member(membership: Membership) -> SafeString:
    """Write a member, whose jurisdiction carries ``population``: the latest figure, or none."""
    place = membership.jurisdiction
    figures: list[JurisdictionFigure] = place.population  # type: ignore[attr-defined]
    said = Member(
        name=place.name,
        kind=place.kind,
        state=place.state,
        website=place.website,
        role=membership.role,
        note=membership.note,
        population=next((Population(one.value, one.year, _source(one)) for one in figures), None),
        source=_source(membership),
    )
    return _written(said, get_language())


def _source(fact: Sourced) -> Source:
    return Source(fact.source_title, fact.source_url, fact.source_on, fact.is_synthetic, fact.is_unconfirmed)


@lru_cache(maxsize=1024)
def _written(said: Member, _language: str | None) -> SafeString:
    kind, role = JurisdictionKind(said.kind).label, MembershipRole(said.role)
    context = {"member": said, "kind": kind, "role": "" if role == MembershipRole.MEMBER else role.label}
    return render_to_string("portal/partials/member.html", context)
