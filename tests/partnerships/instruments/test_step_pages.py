"""The pages on which steps are recorded, texts compared and instruments ended."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.commitments import published_procedure
from tests.factories.instruments import (
    NOW,
    RENEWAL,
    TODAY,
    DeviationFactory,
    InstrumentFactory,
    StatementFactory,
    open_commitment_of,
    take_steps,
)
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.kernel import clock
from interlocal.partnerships.commitments.public import Step, confirm_steps, current_version
from interlocal.partnerships.instruments import actions
from interlocal.partnerships.instruments.lifecycle import StepKind
from interlocal.partnerships.instruments.models import Deviation, Instrument, Proceeding

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def coordinator():
    return person_with("coordinator")


@pytest.fixture
def client(coordinator):
    client = Client()
    client.force_login(coordinator)
    return client


def open_step(kind):
    """An open step of this kind, and its instrument."""
    statement, council = StatementFactory.create(with_text=True), JurisdictionFactory.create()
    version = published_procedure(
        slug=f"p-{council.public_id}", steps=(Step("one", "The step", records=kind),), kind="adoption"
    )
    actions.start_adoption(
        by=None, statement=statement, jurisdictions=[council], version=version, starts_on=TODAY, now=NOW
    )
    return open_commitment_of(statement, council), Instrument.objects.get(statement=statement)


DAY = TODAY.isoformat()
SAID = {
    "bill": ({"bill_number": "22-014", "happened_on": DAY}, "bill_number", "22-014"),
    "agenda": ({"to_on": "2026-04-01", "happened_on": DAY}, "agenda_on", "2026-04-01"),
    "reading": ({"outcome": "by-title", "happened_on": DAY}, "standing", "filed"),
    "vote": ({"outcome": "passed", "happened_on": DAY, "ayes": 6, "nays": 0}, "passed_on", DAY),
    "number": ({"number": "6512", "happened_on": DAY}, "number", "6512"),
    "signature": ({"officer": "Clerk", "happened_on": DAY}, "standing", "draft"),
    "mayor": ({"outcome": "signed", "happened_on": DAY}, "standing", "draft"),
    "override": ({"outcome": "overridden", "happened_on": DAY, "ayes": 6, "nays": 0}, "standing", "adopted"),
    "effective": ({"to_on": "2026-04-01"}, "effective_on", "2026-04-01"),
}


@pytest.mark.parametrize("kind", list(StepKind))
def test_each_kind_of_step_has_its_form(client, kind):
    commitment, instrument = open_step(kind.value)
    page = reverse("instruments:record-step", args=[commitment.public_id])
    assert client.get(page).status_code == 200
    assert "is-invalid" not in client.get(page).content.decode()
    said, field, value = SAID[kind.value]
    assert client.post(page, said)["Location"] == reverse("instruments:detail", args=[instrument.public_id])
    instrument.refresh_from_db()
    assert str(getattr(instrument, field)) == value
    assert client.get(page)["Location"] == reverse("commitments:detail", args=[commitment.public_id])


def test_roll_call_by_name_is_counted(client):
    commitment, _instrument = open_step("vote")
    page = reverse("instruments:record-step", args=[commitment.public_id])
    names = "Ann Able: aye\nBea Best: yes\nCy Cole: nay\nDi Dow: abstain"
    client.post(page, {"outcome": "passed", "happened_on": DAY, "names": names})
    vote = Proceeding.objects.get()
    assert (vote.ayes, vote.nays, vote.abstentions, vote.count) == (2, 1, 1, "2–1–1")
    assert vote.votes[3] == ["Di Dow", "abstain"]
    assert "Di Dow" in client.get(reverse("instruments:detail", args=[vote.instrument.public_id])).text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"names": "Ann Able"}, "Line 1"),
        ({"names": "Ann Able: aye\nAnn Able: nay"}, "named twice"),
        ({"names": "Ann Able: aye", "ayes": 3}, "roll call names 1"),
        ({"ayes": 2, "nays": 3}, "did not pass"),
        ({}, "ayes and the nays"),
    ],
)
def test_vote_that_cannot_be_keeps_what_was_typed(client, said, words):
    commitment, _instrument = open_step("vote")
    page = reverse("instruments:record-step", args=[commitment.public_id])
    answer = client.post(page, {"outcome": "passed", "happened_on": DAY, "note": "Typed"} | said)
    assert (answer.status_code, Proceeding.objects.count()) == (200, 0)
    assert words in answer.text
    assert "Typed" in answer.text


def test_commitment_leads_to_the_page_of_its_step(client):
    commitment, _instrument = open_step("vote")
    page = client.get(reverse("commitments:detail", args=[commitment.public_id])).text
    assert reverse("instruments:record-step", args=[commitment.public_id]) in page


def test_text_is_brought_back_compared_and_decided(client):
    instrument = InstrumentFactory.create(statement__with_text=True)
    text = RENEWAL.read_text(encoding="utf-8").replace("does commit to", "does pledge to")
    page = reverse("instruments:bring-back", args=[instrument.public_id])
    shown = client.post(page, {"text": text}, follow=True)
    assert "1 passage differs" in shown.text
    assert '<del><span class="il-hidden" lang="en">taken out: </span>commit' in shown.text
    assert '<ins><span class="il-hidden" lang="en">put in: </span>pledge' in shown.text
    deviation = Deviation.objects.get()
    decide = reverse("instruments:decide", args=[deviation.public_id])
    assert "Say why it goes back" in client.post(decide, {"decision": "returned", "due_on": DAY}).text
    assert "All decided" in client.post(decide, {"decision": "local"}, follow=True).text
    assert client.get(decide).status_code == 404


def test_wrong_file_is_refused_in_words(client):
    instrument = InstrumentFactory.create(statement__with_text=True)
    page = reverse("instruments:bring-back", args=[instrument.public_id])
    wrong = (RENEWAL.parent / "synthetic" / "ordinance-fairview.txt").read_text(encoding="utf-8")
    assert "This is not the text of the packet" in client.post(page, {"text": wrong}).text


def test_matrix_leads_to_what_is_to_decide(client):
    deviation = DeviationFactory.create()
    commitment, _instrument = open_step("vote")
    statement = deviation.returned.instrument.statement
    actions.start_adoption(
        by=None,
        statement=statement,
        jurisdictions=[deviation.returned.instrument.jurisdiction],
        version=commitment.run.version,
        starts_on=TODAY,
        now=NOW,
    )
    page = client.get(reverse("instruments:matrix", args=[statement.public_id])).text
    assert reverse("instruments:returned", args=[deviation.returned.public_id]) in page
    assert "1 change to decide" in page


def test_matrix_shows_the_key_fact_of_each_step_and_comes_as_csv(client):
    _commitment, instrument = open_step("vote")
    take_steps(instrument.statement, instrument.jurisdiction)
    address = [instrument.statement.public_id]
    assert "6–0" in client.get(reverse("instruments:matrix", args=address)).text
    rows = client.get(reverse("instruments:matrix-csv", args=address)).getvalue().decode().splitlines()
    assert (len(rows), "Passed,6–0" in rows[1]) == (2, True)


def test_matrix_narrows_down(client):
    _commitment, instrument = open_step("vote")
    address = reverse("instruments:matrix", args=[instrument.statement.public_id])
    assert instrument.jurisdiction.name in client.get(address, {"show": "waiting"}).text
    assert "No council is in this state" in client.get(address, {"show": "adopted"}).text


def test_end_is_recorded_with_what_follows(client):
    old = InstrumentFactory.create(adopted=True)
    new = InstrumentFactory.create(jurisdiction=old.jurisdiction)
    page = reverse("instruments:end", args=[old.public_id])
    assert client.get(page).status_code == 200
    said = {"standing": "renewed", "ended_on": DAY, "successor": new.public_id}
    assert "Followed by" in client.post(page, said, follow=True).text


def test_confirmed_step_is_no_longer_marked_for_councils_under_way(coordinator, client):
    council, statement = JurisdictionFactory.create(), StatementFactory.create(with_text=True)
    steps = (
        Step("vote", "Vote", is_unconfirmed=True),
        Step("end", "End", after=("vote",), is_unconfirmed=True),
    )
    version = published_procedure(slug="own", steps=steps, kind="adoption")
    (run,) = actions.start_adoption(
        by=None, statement=statement, jurisdictions=[council], version=version, starts_on=TODAY, now=NOW
    )
    page = reverse("commitments:confirm-steps", args=["own"])
    assert "Tick at least one" in client.post(page, {"source": "Counsel"}).text
    assert client.post(page, {"steps": ["vote"], "source": "Counsel, March 9"}).status_code == 302
    run.refresh_from_db()
    assert [(step.is_unconfirmed, step.source) for step in run.version.read()] == [
        (False, "Counsel, March 9"),
        (True, ""),
    ]
    newest = current_version("own")
    confirm_steps(by=coordinator, version=newest, keys=["end"], source="Charter", now=NOW)
    assert "Every step is confirmed" in client.get(page).text
