"""Program records for tests."""

import factory
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
