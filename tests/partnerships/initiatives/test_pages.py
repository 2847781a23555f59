"""The pages: who sees what, what they cost, and what nobody published is said."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import UserFactory, person_with
from tests.factories.initiatives import OutcomeFactory, ParticipationFactory, ProgramRecordFactory
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory

from interlocal.partnerships.initiatives import queries
from interlocal.partnerships.initiatives.models import Participation, ProgramRecord

pytestmark = pytest.mark.django_db
SOURCE = {"source_title": "Regional council, article", "source_url": "", "source_on": "2020-01-20"}


def url(name, *args):
    return reverse(f"initiatives:{name}", args=args)


@pytest.fixture
def coordinator():
    return person_with("coordinator")


@pytest.fixture
def a_program():
    program = ProgramRecordFactory.create()
    ParticipationFactory.create(program=program)
    return program


def test_list_costs_the_same_with_one_three_and_many_rows(client, coordinator):
    client.force_login(coordinator)
    costs = {}
    for rows in (1, 3, 48):
        while ProgramRecord.objects.count() < rows:
            participation = ParticipationFactory.create()
            OutcomeFactory.create(program=participation.program)
        client.get(url("programs"))
        with CaptureQueriesContext(connection) as counted:
            client.get(url("programs"))
        costs[rows] = len(counted)

    assert len(set(costs.values())) == 1, costs


def test_list_says_what_nobody_published(client, coordinator):
    ProgramRecordFactory.create(status="unpublished")
    client.force_login(coordinator)

    page = client.get(url("programs")).content.decode()

    assert page.count("Not published") == 3
    assert "Status not published" in page


def test_empty_list_says_what_to_do_first(client, coordinator):
    client.force_login(coordinator)

    assert "Add the first record" in client.get(url("programs")).content.decode()


@pytest.mark.parametrize(
    ("precision", "words"), [("day", "Oct. 1, 2023"), ("month", "October 2023"), ("year", "2023")]
)
def test_date_is_as_exact_as_its_source(client, coordinator, precision, words):
    program = ProgramRecordFactory.create(started_on="2023-10-01", started_precision=precision)
    client.force_login(coordinator)

    page = client.get(url("program", program.public_id)).content.decode()
    assert f'<dd class="il-fact__value">{words}</dd>' in page


def every_change_of(program):
    participation = program.participations.get()
    return [
        url("add-program"),
        url("change-program", program.public_id),
        url("record-participation", program.public_id),
        url("end-participation", program.public_id, participation.public_id),
        url("report-outcome", program.public_id),
        url("add-link", program.public_id),
        url("publish-program", program.public_id),
    ]


def test_change_pages_open_for_the_coordinator(client, coordinator, a_program):
    client.force_login(coordinator)

    assert {client.get(address).status_code for address in every_change_of(a_program)} == {200}


@pytest.mark.parametrize("method", ["get", "post"])
def test_change_pages_do_not_exist_for_others(client, a_program, method):
    for person in (person_with("auditor"), person_with("clerk", JurisdictionFactory.create().public_id)):
        client.force_login(person)
        answers = [getattr(client, method)(address) for address in every_change_of(a_program)]
        assert {answer.status_code for answer in answers} == {404}
        assert client.get(url("program", a_program.public_id)).status_code == 200


def test_somebody_without_a_role_sees_nothing(client, a_program):
    client.force_login(UserFactory.create())

    assert client.get(url("programs")).status_code == 404
    assert client.get(url("program", a_program.public_id)).status_code == 404
    assert list(queries.programs_for(UserFactory.create())) == []


def test_program_is_added_filled_and_published(client, coordinator):
    city = JurisdictionFactory.create()
    client.force_login(coordinator)
    typed = {
        "title": "Exit interviews",
        "summary": "A neutral third party asks those who leave.",
        "kind": "program",
        "status": "completed",
        "started_precision": "day",
        "ended_precision": "day",
        **SOURCE,
    }

    added = client.post(url("add-program"), typed)
    program = ProgramRecord.objects.get()
    client.post(
        url("record-participation", program.public_id),
        {"jurisdiction": city.pk, "part": "takes-part", "note": "", **SOURCE},
    )
    client.post(url("report-outcome", program.public_id), {"statement": "Twelve interviews.", **SOURCE})
    client.post(url("add-link", program.public_id), {"title": "Article", "url": "https://example.org/"})
    client.post(url("publish-program", program.public_id))

    assert added.url == url("program", program.public_id)
    assert list(queries.published_programs()) == [program]
    page = client.get(added.url).content.decode()
    assert all(words in page for words in (city.name, "Takes part", "Twelve interviews.", "Article"))


def test_program_is_changed_and_a_part_ended(client, coordinator, a_program):
    participation = a_program.participations.get()
    client.force_login(coordinator)

    client.post(
        url("change-program", a_program.public_id),
        {
            "title": "New title",
            "summary": "New words.",
            "kind": "program",
            "status": "running",
            "started_precision": "day",
            "ended_precision": "day",
            **SOURCE,
        },
    )
    client.post(
        url("end-participation", a_program.public_id, participation.public_id), {"ends_on": "2026-06-30"}
    )

    assert ProgramRecord.objects.get().title == "New title"
    assert str(Participation.objects.get().ends_on) == "2026-06-30"


def test_refusal_stands_at_its_field_and_keeps_what_was_typed(client, coordinator, a_program):
    taken = a_program.participations.get()
    client.force_login(coordinator)

    answer = client.post(
        url("record-participation", a_program.public_id),
        {"jurisdiction": taken.jurisdiction.pk, "part": "observes", "note": "Kept.", **SOURCE},
    )

    assert list(answer.context["form"].errors) == ["jurisdiction"]
    assert answer.context["form"]["note"].value() == "Kept."


def test_search_finds_by_title_and_summary(coordinator):
    by_title = ProgramRecordFactory.create(title="Fraud hotline")
    by_summary = ProgramRecordFactory.create(summary="A hotline for fraud.")

    assert set(queries.searched(coordinator, "HOTLINE")) == {by_title, by_summary}


def test_residents_see_the_first_of_many_who_take_part_and_how_many_more(client):
    PartnershipFactory.create()
    program = ProgramRecordFactory.create(published=True)
    for letter in "JIHGFEDCBA":
        city = JurisdictionFactory.create(name=f"{letter} town")
        ParticipationFactory.create(program=program, jurisdiction=city, is_synthetic=False)
    ParticipationFactory.create(program=program, jurisdiction__name="0 invented", is_synthetic=True)
    ParticipationFactory.create(
        program=program, jurisdiction__name="Council", part="supports", is_synthetic=False
    )

    parts = {one.part: (one.names, one.more) for one in queries.published_parts([program])[program.pk]}

    assert parts == {
        "Takes part": (tuple(f"{letter} town" for letter in "ABCDEFGH"), 2),
        "Supports": (("Council",), 0),
    }
    page = client.get("/").content.decode()
    assert "H town <a" in page
    assert "and 2 more" in page
    assert "I town" not in page
    assert "I town" in client.get(f"/public/programs/{program.public_id}/").content.decode()


def test_list_names_who_administers_first_and_says_how_many_more_take_part(client, coordinator):
    program = ProgramRecordFactory.create()
    for name in "IHGFEDCBA":
        ParticipationFactory.create(program=program, jurisdiction__name=name, part="takes-part")
    ParticipationFactory.create(program=program, jurisdiction__name="Z", part="administers")
    ParticipationFactory.create(program=program, jurisdiction__name="Y", part="observes")
    client.force_login(coordinator)

    answer = client.get(url("programs"))

    [(_program, takers)] = answer.context["rows"]
    assert "".join(one.name for one in takers.first) == "ZABCDEFG"
    assert "and 2 more" in answer.content.decode()
