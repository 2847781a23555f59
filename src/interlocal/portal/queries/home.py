"""The public home: published facts, each with its source; nothing made up."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.db.models import Prefetch

from interlocal.partnerships.agreements import public as agreements
from interlocal.partnerships.initiatives import public as initiatives
from interlocal.partnerships.initiatives.public import PartInShort, ProgramKind, ProgramRecord
from interlocal.partnerships.instruments import public as instruments
from interlocal.partnerships.instruments.public import PublishedAdoption, Statement
from interlocal.partnerships.jurisdictions import public as jurisdictions
from interlocal.partnerships.jurisdictions.public import (
    JurisdictionFigure,
    Measure,
    Membership,
    MembershipRole,
    Partnership,
)
from interlocal.partnerships.meetings import public as meetings
from interlocal.portal.queries.offers import Service, services


@dataclass(frozen=True)
class Joining:
    """Those who have belonged since one day; ``None`` when their day is not published."""

    since: date | None
    memberships: tuple[Membership, ...]


@dataclass(frozen=True)
class Residents:
    """How many people live in the member jurisdictions: the sum of the figures shown beside them."""

    total: Decimal
    year: int
    is_unconfirmed: bool


@dataclass(frozen=True)
class Card:
    """A program, and who takes part in it, in short."""

    program: ProgramRecord
    parts: tuple[PartInShort, ...]


@dataclass(frozen=True)
class Home:
    """Everything on the partnership's public home."""

    partnership: Partnership
    members: tuple[Membership, ...]
    supporters: tuple[Membership, ...]
    joinings: tuple[Joining, ...]
    residents: Residents | None
    statement: Statement | None
    adoptions: tuple[PublishedAdoption, ...]
    earlier_statements: tuple[Statement, ...]
    programs: tuple[Card, ...]
    precedents: tuple[Card, ...]
    has_agreements: bool
    has_meetings: bool
    services: tuple[Service, ...]


def public_home(on: date) -> Home | None:
    """Return the public home as of ``on``, or ``None`` while there is no partnership."""
    partnership = jurisdictions.the_partnership()
    if partnership is None:
        return None
    belonging = _memberships(on)
    members = tuple(row for row in belonging if row.role == MembershipRole.MEMBER)
    statements = tuple(instruments.published_statements())
    statement = next(iter(statements), None)
    cards = _cards()
    return Home(
        partnership=partnership,
        members=members,
        supporters=tuple(row for row in belonging if row.role == MembershipRole.SUPPORTER),
        joinings=_joinings(belonging),
        residents=_residents(members),
        statement=statement,
        adoptions=instruments.published_adoptions(statement) if statement else (),
        earlier_statements=statements[1:],
        programs=tuple(card for card in cards if card.program.kind == ProgramKind.PROGRAM),
        precedents=tuple(card for card in cards if card.program.kind == ProgramKind.PRECEDENT),
        has_agreements=agreements.published_agreements(on).exists(),
        has_meetings=meetings.published_bodies(on).exists(),
        services=services(on),
    )


def _cards() -> tuple[Card, ...]:
    programs = list(initiatives.published_programs().prefetch_related(None))
    parts = initiatives.published_parts(programs)
    return tuple(Card(program, parts.get(program.pk, ())) for program in programs)


def public_members(on: date) -> tuple[Membership, ...]:
    """Return the members that the public home names."""
    return tuple(row for row in _memberships(on) if row.role == MembershipRole.MEMBER)


def _memberships(on: date) -> tuple[Membership, ...]:
    population = JurisdictionFigure.objects.filter(
        measure=Measure.POPULATION, replaced_at=None, is_synthetic=False
    ).order_by("-year")
    return tuple(
        jurisdictions.memberships(on)
        .filter(is_synthetic=False)
        .exclude(role=MembershipRole.OBSERVER)
        .prefetch_related(Prefetch("jurisdiction__figures", queryset=population[:1], to_attr="population"))
    )


def _joinings(memberships: tuple[Membership, ...]) -> tuple[Joining, ...]:
    by_day = sorted(memberships, key=lambda row: row.starts_on or date.max)
    return tuple(
        Joining(since, tuple(rows)) for since, rows in groupby(by_day, key=lambda row: row.starts_on)
    )


def _residents(members: tuple[Membership, ...]) -> Residents | None:
    """Add the members' populations up, where every member has a figure for one and the same year."""
    latest = [row.jurisdiction.population for row in members]  # type: ignore[attr-defined]
    figures: list[JurisdictionFigure] = [figure for found in latest for figure in found]
    years = {figure.year for figure in figures}
    if not members or len(figures) != len(members) or len(years) != 1:
        return None
    return Residents(
        total=sum((figure.value for figure in figures), Decimal(0)),
        year=years.pop(),
        is_unconfirmed=any(figure.is_unconfirmed for figure in figures),
    )
