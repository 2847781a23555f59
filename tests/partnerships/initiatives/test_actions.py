"""The verbs: what they change and what the audit says."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.factories.initiatives import ParticipationFactory, ProgramRecordFactory
from tests.factories.jurisdictions import NOW, JurisdictionFactory

from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.initiatives import actions
from interlocal.partnerships.initiatives.actions.programs import ProgramFacts
from interlocal.partnerships.initiatives.models import Participation, ProgramRecord
from interlocal.partnerships.jurisdictions.public import Source

pytestmark = pytest.mark.django_db
ARTICLE = Source(source_title="Regional council, article", source_on=date(2020, 1, 20))
FACTS = ProgramFacts(title="Supervisory training", summary="Courses for supervisors.", status="completed")


def deeds(record):
    return [entry.detail.action for entry in entries_about(ref_to(record).kind, record.public_id)]


def test_program_is_added_unpublished():
    program = actions.add_program(by=None, facts=FACTS, source=ARTICLE, now=NOW)

    assert (program.published_at, program.source_title) == (None, "Regional council, article")
    assert deeds(program) == ["initiatives.add_program"]


def test_two_records_of_one_title_are_refused():
    ProgramRecordFactory.create(title="SUPERVISORY TRAINING")

    with pytest.raises(Refusal) as refusal:
        actions.add_program(by=None, facts=FACTS, source=ARTICLE, now=NOW)
    assert refusal.value.field == "title"


def test_program_does_not_end_before_it_starts():
    facts = ProgramFacts(title="A", summary="B", started_on=date(2020, 1, 2), ended_on=date(2020, 1, 1))

    with pytest.raises(Refusal) as refusal:
        actions.add_program(by=None, facts=facts, source=ARTICLE, now=NOW)
    assert refusal.value.field == "ended_on"


def test_change_keeps_what_stood_there_in_the_audit():
    program = ProgramRecordFactory.create(title="Supervisory training", summary="Old words.")

    actions.change_program(by=None, program=program, facts=FACTS, source=ARTICLE, now=NOW)

    values = entries_about(ref_to(program).kind, program.public_id)[0].detail.values
    assert values["before"]["summary"] == "Old words."
    assert values["after"]["summary"] == "Courses for supervisors."
    assert "title" not in values["before"]


def test_published_record_does_not_become_made_up():
    program = ProgramRecordFactory.create(published=True)

    with pytest.raises(Refusal):
        actions.change_program(
            by=None, program=program, facts=FACTS, source=Source(is_synthetic=True), now=NOW
        )
    assert ProgramRecord.objects.get().is_synthetic is False


def test_program_is_published_and_withdrawn():
    program = ProgramRecordFactory.create()

    actions.publish_program(by=None, program=program, now=NOW)
    assert ProgramRecord.objects.get().published_at == NOW
    actions.withdraw_program(by=None, program=program, now=NOW)
    assert ProgramRecord.objects.get().published_at is None
    assert deeds(program) == ["initiatives.withdraw_program", "initiatives.publish_program"]


def test_part_is_recorded_for_each_jurisdiction_apart():
    program, city = ProgramRecordFactory.create(), JurisdictionFactory.create()

    for part, jurisdiction in (("takes-part", city), ("may-share-data", JurisdictionFactory.create())):
        actions.record_participation(
            by=None, program=program, jurisdiction=jurisdiction, part=part, source=ARTICLE, now=NOW
        )
    with pytest.raises(Refusal) as refusal:
        actions.record_participation(
            by=None, program=program, jurisdiction=city, part="observes", source=ARTICLE, now=NOW
        )

    assert refusal.value.field == "jurisdiction"
    assert program.participations.count() == 2


def test_part_ends_and_another_begins():
    first = ParticipationFactory.create(starts_on=date(2020, 1, 1))

    actions.end_participation(by=None, participation=first, ends_on=date(2020, 12, 31), now=NOW)
    second = actions.record_participation(
        by=None,
        program=first.program,
        jurisdiction=first.jurisdiction,
        part="observes",
        starts_on=date(2021, 1, 1),
        source=ARTICLE,
        now=NOW,
    )

    assert list(Participation.objects.order_by("pk")) == [first, second]


def test_database_itself_holds_one_running_part():
    first = ParticipationFactory.create()

    with pytest.raises(IntegrityError), transaction.atomic():
        ParticipationFactory.create(program=first.program, jurisdiction=first.jurisdiction)


def test_outcome_needs_a_source_of_its_own():
    program = ProgramRecordFactory.create()

    with pytest.raises(Refusal):
        actions.report_outcome(by=None, program=program, statement="It worked.", source=Source(), now=NOW)
    actions.report_outcome(by=None, program=program, statement="It worked.", source=ARTICLE, now=NOW)
    actions.add_link(by=None, program=program, title="Article", url="https://example.org/", now=NOW)

    assert [outcome.statement for outcome in program.outcomes.all()] == ["It worked."]
    assert [link.title for link in program.links.all()] == ["Article"]
