"""Program records for tests."""

from datetime import date, timedelta
from decimal import Decimal

import factory
from tests.factories.accounts import person_with
from tests.factories.commitments import CommitmentFactory
from tests.factories.files import stored_file
from tests.factories.jurisdictions import NOW, JurisdictionFactory, SourcedFactory

from interlocal.partnerships.initiatives import models


class ProgramRecordFactory(SourcedFactory):
    title = factory.Sequence(lambda n: f"Shared program {n:04}")
    summary = "Three cities teach their supervisors together."
    status = models.ProgramStatus.RUNNING
    created_at = NOW

    class Meta:
        model = models.ProgramRecord

    class Params:
        published = factory.Trait(published_at=NOW)
        precedent = factory.Trait(kind=models.ProgramKind.PRECEDENT)


class ParticipationFactory(SourcedFactory):
    program = factory.SubFactory(ProgramRecordFactory)
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    part = models.Part.TAKES_PART
    created_at = NOW

    class Meta:
        model = models.Participation


class OutcomeFactory(SourcedFactory):
    program = factory.SubFactory(ProgramRecordFactory)
    statement = "Forty supervisors finished the course."
    created_at = NOW

    class Meta:
        model = models.Outcome


class PainPointFactory(SourcedFactory):
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    title = factory.Sequence(lambda n: f"Fire engines wait for repairs {n:04}")
    description = "Mechanics are missing, so engines stand for weeks."
    weight = models.Weight.HEAVY
    created_at = NOW

    class Meta:
        model = models.PainPoint


class PainGroupFactory(factory.django.DjangoModelFactory):
    title = factory.Sequence(lambda n: f"Fleet repair {n:04}")
    created_at = NOW

    class Meta:
        model = models.PainGroup


class InitiativeFactory(SourcedFactory):
    title = factory.Sequence(lambda n: f"Shared fleet repair {n:04}")
    summary = "One workshop for five fleets."
    stage_key = "idea"
    stage_since = date(2026, 3, 10)
    created_at = NOW

    class Meta:
        model = models.Initiative


class StanceFactory(factory.django.DjangoModelFactory):
    initiative = factory.SubFactory(InitiativeFactory)
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    stand = models.Stand.JOINS
    starts_on = date(2026, 3, 10)
    created_at = NOW

    class Meta:
        model = models.Stance


class GuestFactory(factory.django.DjangoModelFactory):
    initiative = factory.SubFactory(InitiativeFactory)
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    created_at = NOW

    class Meta:
        model = models.Guest


class ExpectationFactory(SourcedFactory):
    initiative = factory.SubFactory(InitiativeFactory)
    whose = models.Whose.RESIDENTS
    measure = "Days that an engine stands"
    unit = "days"
    baseline = 21
    baseline_on = date(2025, 12, 31)
    target = 7
    target_on = date(2027, 6, 30)
    created_at = NOW

    class Meta:
        model = models.Expectation


class AssignmentFactory(factory.django.DjangoModelFactory):
    initiative = factory.SubFactory(InitiativeFactory)
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    task = "Compare the workshops"
    worker = "Fleet superintendent"
    hours = Decimal(6)
    per = models.Per.MONTH
    starts_on = date(2026, 1, 1)
    created_at = NOW
    commitment = factory.SubFactory(
        CommitmentFactory, standing=True, owed_by=factory.SelfAttribute("..jurisdiction")
    )

    class Meta:
        model = models.Assignment


class DocumentFactory(factory.django.DjangoModelFactory):
    initiative = factory.SubFactory(InitiativeFactory)
    title = "Study of the workshops"
    file = factory.LazyFunction(stored_file)
    created_at = NOW

    class Meta:
        model = models.Document


class HoursAskFactory(factory.django.DjangoModelFactory):
    """A fresh question, open for a hundred years, so that tests need not stop the clock."""

    person = factory.LazyAttribute(lambda ask: person_with("city-manager", ask.jurisdiction.public_id))
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    month_on = date(2026, 2, 1)
    expires_at = NOW + timedelta(days=36525)
    created_at = NOW

    class Meta:
        model = models.HoursAsk
