"""The pages of commitments: the list, the record, and what people do there."""

import csv
import io
import os
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import UserFactory, person_with
from tests.factories.commitments import NOW, TODAY, CommitmentFactory, published_procedure, started_run
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.config import wiring
from interlocal.kernel import clock
from interlocal.partnerships.commitments.models import Commitment, Procedure

pytestmark = pytest.mark.django_db
MANY = 3000 if os.environ.get("FULL", "") not in {"", "0"} else 300


@pytest.fixture(autouse=True)
def clock_stands_still(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def city():
    return JurisdictionFactory.create(name="Raytown")


@pytest.fixture
def manager(city, client):
    user = person_with("city-manager", city.public_id, name="Ana Ruiz")
    client.force_login(user)
    return user


def page_of(name, commitment):
    return reverse(f"commitments:{name}", args=[commitment.public_id])


def titles(response):
    return [row.title for row in response.context["page"].object_list]


@pytest.fixture
def rows(city, manager):
    other = JurisdictionFactory.create(name="Grandview")
    values = {
        "mine": {"owed_by": city, "owner": manager},
        "owed": {"owed_by": other, "owed_to": city},
        "late": {"owed_by": other, "overdue": True},
        "undated": {"owed_by": other, "undated": True},
        "done": {"owed_by": other, "done": True},
        "withdrawn": {"owed_by": other, "withdrawn": True},
        "sourced": {"owed_by": other, "from_clause": True},
    }
    return {name: CommitmentFactory.create(title=name, **fields) for name, fields in values.items()}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"mine", "owed", "late", "undated", "sourced"}),
        ("show=mine", {"mine"}),
        ("show=owes", {"mine"}),
        ("show=owed", {"owed"}),
        ("show=overdue", {"late"}),
        ("show=undated", {"undated"}),
        ("show=done", {"done"}),
        ("show=withdrawn", {"withdrawn"}),
        ("show=all", {"mine", "owed", "late", "undated", "done", "withdrawn", "sourced"}),
        ("show=nonsense", {"mine", "owed", "late", "undated", "sourced"}),
        ("q=common+statement", {"sourced"}),
        ("q=nothing", set()),
        ("source=instruments.instrument", {"sourced"}),
        ("owner=nobody", {"owed", "late", "undated", "sourced"}),
        (
            "jurisdiction=nowhere&owner=somebody&page=x&sort=nonsense",
            {"mine", "owed", "late", "undated", "sourced"},
        ),
    ],
)
def test_list_shows_what_is_asked_for(client, rows, query, expected):
    assert set(titles(client.get(f"/commitments/?{query}"))) == expected


def test_list_of_one_jurisdiction_has_what_it_owes_and_is_owed(client, rows, city):
    assert set(titles(client.get(f"/commitments/?jurisdiction={city.public_id}"))) == {"mine", "owed"}


@pytest.mark.parametrize("sort", ["due", "title", "owed_by", "owed_to", "owner"])
def test_list_sorts_both_ways_with_the_empty_last(client, rows, sort):
    keys = {
        "due": lambda row: row.due_on,
        "title": lambda row: row.title,
        "owed_by": lambda row: row.owed_by.name,
        "owed_to": lambda row: row.owed_to and row.owed_to.name,
        "owner": lambda row: row.owner and row.owner.name,
    }
    for sign in ("", "-"):
        found = [keys[sort](row) for row in client.get(f"/commitments/?sort={sign}{sort}").context["page"]]
        filled = [key for key in found if key is not None]
        assert found == [*sorted(filled, reverse=sign == "-"), *[None] * (len(found) - len(filled))]


def test_first_screen_says_what_needs_the_reader(client, rows, city, manager):
    CommitmentFactory.create(title="far", owner=manager, due_on=TODAY + timedelta(days=15))
    CommitmentFactory.create(title="soon", owner=manager, due_on=TODAY + timedelta(days=14))
    CommitmentFactory.create(title="unowned", owed_by=city, due_on=TODAY + timedelta(days=99))
    CommitmentFactory.create(title="standing", owner=manager, standing=True, undated=True)
    CommitmentFactory.create(title="no date", owner=manager, undated=True)
    needs = client.get("/commitments/").context["needs"]
    assert [row.title for row in needs] == ["soon", "unowned", "no date"]


@pytest.mark.parametrize("path", ["/commitments/", "/commitments/?show=all&sort=-owner", "/commitments/?q=a"])
def test_list_takes_the_same_queries_however_long(client, city, manager, path):
    counts = []
    for many in (3, MANY):
        missing = many - Commitment.objects.count()
        CommitmentFactory.create_batch(missing, owed_by=city, owner=manager, from_clause=True)
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))
    assert counts == [counts[0]] * 2


def test_procedures_take_the_same_queries_however_many(client, manager):
    counts = []
    for many in (3, 30):
        for number in range(Procedure.objects.count(), many):
            started_run(version=published_procedure(slug=f"procedure-{number}"))
        client.get("/procedures/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/procedures/").status_code == 200
        counts.append(len(queries))
    assert counts == [counts[0]] * 2


def test_export_holds_what_the_list_holds_and_no_formula(client, rows, city):
    CommitmentFactory.create(owed_by=city, title="=HYPERLINK(1)", source_label="@SUM(1)")
    response = client.get("/commitments/export.csv?show=owes")
    lines = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert [[line[0], line[1], line[2], line[5], line[7]] for line in lines[1:]] == [
        ["mine", "Raytown", "The partnership", "Open", ""],
        ["'=HYPERLINK(1)", "Raytown", "The partnership", "Open", "'@SUM(1)"],
    ]


def test_record_quotes_its_clause_and_leads_to_its_source(client, manager, monkeypatch):
    pages = {"instruments.instrument": ("Instrument", "commitments:detail")}
    monkeypatch.setattr(wiring, "RECORD_PAGES", pages)
    commitment = CommitmentFactory.create(from_clause=True)
    page = client.get(page_of("detail", commitment)).content.decode()
    assert "That the City Council does commit to supporting staff in these activities." in page
    assert 'href="/commitments/0123456789abcdef/"' in page
    monkeypatch.setitem(pages, "instruments.instrument", ("Instrument", "gone:nowhere"))
    assert client.get(page_of("detail", commitment)).status_code == 200


def test_done_with_a_file_is_recorded_and_the_file_handed_out_to_readers_alone(client, city, manager):
    commitment = CommitmentFactory.create(owed_by=city, confidential=True)
    upload = SimpleUploadedFile("minutes.txt", b"Item 4: adopted, 6 to 0.\n")
    response = client.post(
        page_of("record-done", commitment),
        {"done_on": TODAY.isoformat(), "evidence_file": upload, "hours": "2"},
    )
    assert response["Location"] == page_of("detail", commitment)
    commitment.refresh_from_db()
    assert (commitment.outcome, commitment.evidence_file.open_name) == ("done", "minutes.txt")
    file = client.get(page_of("evidence", commitment))
    assert b"".join(file.streaming_content) == b"Item 4: adopted, 6 to 0.\n"
    client.force_login(person_with("clerk", JurisdictionFactory.create().public_id))
    assert client.get(page_of("evidence", commitment)).status_code == 404
    client.logout()
    assert client.get(page_of("evidence", commitment)).status_code == 302


def test_refused_file_leaves_it_open(client, city, manager):
    commitment = CommitmentFactory.create(owed_by=city)
    upload = SimpleUploadedFile("minutes.exe", b"MZ\x90\x00" + b"\x00" * 64)
    response = client.post(
        page_of("record-done", commitment), {"done_on": TODAY.isoformat(), "evidence_file": upload}
    )
    assert response.context["form"].errors.keys() == {"evidence_file"}
    commitment.refresh_from_db()
    assert (commitment.outcome, commitment.evidence_file) == ("", None)


@pytest.mark.parametrize(
    ("name", "said", "check"),
    [
        (
            "move-date",
            {"due_on": "2026-05-01", "reason": "Later"},
            lambda row: str(row.due_on) == "2026-05-01",
        ),
        ("comment", {"text": "Asked the clerk"}, lambda row: row.comments.get().text == "Asked the clerk"),
        ("hours", {"hours": "2", "worked_on": "2026-03-09"}, lambda row: row.hours_entries.get().hours == 2),
        ("withdraw", {"reason": "Settled"}, lambda row: row.outcome == "withdrawn"),
    ],
)
def test_page_does_what_it_says(client, city, manager, name, said, check):
    commitment = CommitmentFactory.create(owed_by=city)
    assert client.get(page_of(name, commitment)).status_code == 200
    assert client.post(page_of(name, commitment), said)["Location"] == page_of("detail", commitment)
    commitment.refresh_from_db()
    assert check(commitment)


@pytest.mark.parametrize(
    "name", ["record-done", "record-review", "move-date", "hours", "withdraw", "reopen", "assign"]
)
def test_act_that_one_may_not_do_does_not_exist(client, manager, name):
    foreign = CommitmentFactory.create(done=name == "reopen")
    assert client.get(page_of("detail", foreign)).status_code == 200
    for response in (
        client.get(page_of(name, foreign)),
        client.post(page_of(name, foreign), {"reason": "x"}),
    ):
        assert response.status_code == 404


def test_owner_is_chosen_among_people_of_the_city_and_the_partnership(client, city, manager):
    clerk, coordinator = person_with("clerk", city.public_id), person_with("coordinator")
    stranger = person_with("clerk", JurisdictionFactory.create().public_id)
    commitment = CommitmentFactory.create(owed_by=city)
    form = client.get(page_of("assign", commitment)).context["form"]
    assert set(form.fields["owner"].queryset) == {manager, clerk, coordinator}
    client.post(page_of("assign", commitment), {"owner": stranger.public_id})
    commitment.refresh_from_db()
    assert commitment.owner is None
    client.post(page_of("assign", commitment), {"owner": clerk.public_id})
    commitment.refresh_from_db()
    assert commitment.owner == clerk


def test_commitment_is_opened_by_hand_once_and_goes_on_to_its_owner(client, city, manager):
    form = client.get("/commitments/open/").context["form"]
    said = {
        "key": form["key"].value(),
        "title": "Post the notice",
        "owed_by": city.public_id,
        "owed_to": "",
        "due_on": "2026-04-01",
        "visibility": "partnership",
    }
    responses = [client.post("/commitments/open/", said) for _time in range(2)]
    commitment = Commitment.objects.get()
    assert {response["Location"] for response in responses} == {page_of("assign", commitment)}
    assert (commitment.opened_by, commitment.owed_by, str(commitment.due_on)) == (manager, city, "2026-04-01")


def test_nobody_opens_what_another_city_owes(client, manager):
    said = {
        "key": "x",
        "title": "Pay",
        "owed_by": JurisdictionFactory.create().public_id,
        "visibility": "partnership",
    }
    assert client.post("/commitments/open/", said).context["form"].errors["owed_by"]
    assert not Commitment.objects.exists()


def test_somebody_without_any_role_sees_their_own_alone(client):
    user = UserFactory.create()
    client.force_login(user)
    own, foreign = CommitmentFactory.create(owner=user), CommitmentFactory.create()
    assert titles(client.get("/commitments/")) == [own.title]
    assert client.get(page_of("detail", own)).status_code == 200
    assert client.get(page_of("detail", foreign)).status_code == 404
    assert client.get("/commitments/open/").status_code == 404
