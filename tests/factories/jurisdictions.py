"""Jurisdictions for tests."""

from datetime import UTC, date, datetime

import factory

from interlocal.partnerships.jurisdictions import models

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)


class SourcedFactory(factory.django.DjangoModelFactory):
    """Base: a record with a source."""

    source_title = "Council minutes"

    class Meta:
        abstract = True

    class Params:
        synthetic = factory.Trait(source_title="", is_synthetic=True)


class PartnershipFactory(SourcedFactory):
    name = "Three Rivers Shared Services Partnership"
    short_name = "Three Rivers"
    purpose = "Three neighbouring cities solve problems together."
    founded_on = date(2018, 10, 15)
    created_at = NOW

    class Meta:
        model = models.Partnership


class JurisdictionFactory(SourcedFactory):
    name = factory.Sequence(lambda n: f"Riverton {n:04}")
    formal_name = factory.LazyAttribute(lambda city: f"City of {city.name}")
    kind = models.JurisdictionKind.CITY
    state = "Missouri"
    governing_body = "City Council"
    created_at = NOW

    class Meta:
        model = models.Jurisdiction
        skip_postgeneration_save = True

    class Params:
        council = factory.Trait(
            kind=models.JurisdictionKind.REGIONAL_COUNCIL,
            formal_name="Regional Council",
            governing_body="Board",
        )
        member = factory.Trait(
            membership=factory.RelatedFactory(
                "tests.factories.jurisdictions.MembershipFactory",
                factory_related_name="jurisdiction",
            )
        )


class JurisdictionFigureFactory(SourcedFactory):
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    measure = models.Measure.POPULATION
    year = 2020
    value = 26_209
    created_at = NOW

    class Meta:
        model = models.JurisdictionFigure


class MembershipFactory(SourcedFactory):
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    role = models.MembershipRole.MEMBER
    starts_on = date(2018, 10, 15)
    created_at = NOW

    class Meta:
        model = models.Membership

    class Params:
        unpublished_start = factory.Trait(starts_on=None)
        ended = factory.Trait(ends_on=date(2021, 6, 30))


class RepresentationFactory(factory.django.DjangoModelFactory):
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    name = factory.Sequence(lambda n: f"Representative {n}")
    office = "City Manager"
    starts_on = date(2024, 1, 1)
    created_at = NOW

    class Meta:
        model = models.Representation

    class Params:
        substitute = factory.Trait(
            substitute_for=factory.SubFactory(
                "tests.factories.jurisdictions.RepresentationFactory",
                jurisdiction=factory.SelfAttribute("..jurisdiction"),
            )
        )
