"""Cities with their figures, and the people who work in them."""

from datetime import timedelta

from interlocal.foundation.accounts.models import RoleGrant, User
from interlocal.kernel.scopes import ScopeKind
from interlocal.partnerships.jurisdictions.models import (
    Jurisdiction,
    JurisdictionFigure,
    JurisdictionKind,
    Measure,
    Membership,
    MembershipRole,
    Representation,
)
from years.span import ACCOUNTS, MARK, Span, write

# One of each in a city; everybody else heads a department.
ROLES = ("city-manager", "clerk", "finance-officer", "hr-officer", "hotline-investigator", "hotline-keeper")
MEASURES = {Measure.POPULATION: 190_000, Measure.EMPLOYEES: 1_400, Measure.GENERAL_FUND: 90_000_000}
TERM = 4  # years that a city is represented by the same person


def add_cities(span: Span) -> None:
    """Bring the sample's cities up to as many as are wanted."""
    known = list(Jurisdiction.objects.filter(kind=JurisdictionKind.CITY).order_by("name"))[: span.many]
    made = write(
        Jurisdiction(
            name=f"City {number:03}",
            formal_name=f"City of City {number:03}",
            kind=JurisdictionKind.CITY,
            state="Missouri",
            governing_body="City Council",
            created_at=span.now,
            **MARK,
        )
        for number in range(len(known), span.many)
    )
    write(
        Membership(
            jurisdiction=city,
            role=MembershipRole.MEMBER,
            starts_on=span.begun,
            created_at=span.now,
            **MARK,
        )
        for city in made
    )
    span.cities = [*known, *made]
    write(
        JurisdictionFigure(
            jurisdiction=city,
            measure=measure,
            year=span.begun.year - 30 + year,  # before the years that the sample has
            value=span.chance.randrange(most // 200, most),
            created_at=span.now,
            **MARK,
        )
        for city in span.cities
        for measure, most in MEASURES.items()
        for year in range(span.years)
    )


def add_people(span: Span) -> None:
    """Give each city its people, most of them heads of departments, and each of them a role."""
    for city in span.cities:
        span.people[city.pk] = [
            User(
                email=f"person{number:02}.{city.public_id}@example.org",
                name=f"Synthetic person {number:02} of {city.name}",
                password="!",
                joined_at=span.now,
            )
            for number in range(ACCOUNTS)
        ]
    write(person for people in span.people.values() for person in people)
    write(
        RoleGrant(
            user=person,
            role=ROLES[place] if place < len(ROLES) else "department-head",
            scope_kind=ScopeKind.JURISDICTION,
            scope_public_id=city.public_id,
            from_on=span.begun,
            granted_at=span.now,
        )
        for city in span.cities
        for place, person in enumerate(span.people[city.pk])
    )
    _represent(span)


def _represent(span: Span) -> None:
    for city in span.cities:
        for office, person in zip(
            ("City Manager", "Mayor", "Councilmember"), span.people[city.pk], strict=False
        ):
            for term in range(0, span.years, TERM):
                starts_on = span.begun + timedelta(days=365 * term)
                ends_on = starts_on + timedelta(days=365 * TERM - 1)
                Representation.objects.create(
                    jurisdiction=city,
                    user=person,
                    office=office,
                    starts_on=starts_on,
                    ends_on=None if ends_on > span.today else ends_on,
                    created_at=span.now,
                )
