"""Agreements, their parties and their changes for tests."""

from datetime import UTC, date, datetime

import factory
from tests.factories.files import stored_file
from tests.factories.jurisdictions import JurisdictionFactory, SourcedFactory

from interlocal.partnerships.agreements import models
from interlocal.partnerships.jurisdictions.models import Jurisdiction

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
TODAY = date(2026, 3, 10)


class AgreementFactory(SourcedFactory):
    """Three years, of which two are over, without parties."""

    title = factory.Sequence(lambda n: f"Agreement {n:04}")
    starts_on = date(2024, 7, 1)
    ends_on = date(2027, 6, 30)
    created_at = NOW

    class Meta:
        model = models.Agreement

    class Params:
        published = factory.Trait(published_at=NOW)
        undated = factory.Trait(starts_on=None, ends_on=None)


class PartyFactory(factory.django.DjangoModelFactory):
    agreement = factory.SubFactory(AgreementFactory)
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    joined_on = date(2024, 7, 1)
    created_at = NOW

    class Meta:
        model = models.Party

    class Params:
        signed = factory.Trait(signed_on=date(2024, 6, 20), signed_office="Mayor")


class ClauseFactory(factory.django.DjangoModelFactory):
    agreement = factory.SubFactory(AgreementFactory)
    kind = models.ClauseKind.PURPOSE
    section = "Section 2"
    text = "To do together what each would do alone."
    created_at = NOW

    class Meta:
        model = models.Clause


class NoticeRuleFactory(factory.django.DjangoModelFactory):
    """Notice to end, ninety days before the last day of the term."""

    agreement = factory.SubFactory(AgreementFactory)
    act = models.NoticeAct.END
    anchor = "before-end"
    count = 90
    unit = "days"
    section = "Section 9"
    created_at = NOW

    class Meta:
        model = models.NoticeRule


class PartyChangeFactory(factory.django.DjangoModelFactory):
    """A joining of the partnership that has begun."""

    direction = models.Direction.JOIN
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    begun_on = TODAY
    created_at = NOW

    class Meta:
        model = models.PartyChange


def agreement_of(*parties: Jurisdiction, **fields: object) -> models.Agreement:
    """Return an agreement with these parties, none of whom has signed."""
    agreement = AgreementFactory.create(**fields)
    for party in parties:
        PartyFactory.create(agreement=agreement, jurisdiction=party, joined_on=agreement.starts_on)
    return agreement


def document_of(agreement: models.Agreement) -> models.AgreementDocument:
    """Return a document attached to ``agreement``."""
    return models.AgreementDocument.objects.create(
        agreement=agreement, title="Signed copy", file=stored_file(), created_at=NOW
    )
