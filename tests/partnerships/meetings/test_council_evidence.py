"""What a council did on its instrument: found, tied, shown there, and offered to the step that records it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.commitments import published_procedure
from tests.factories.instruments import InstrumentFactory, StatementFactory, open_commitment_of
from tests.factories.jurisdictions import JurisdictionFactory
from tests.factories.meetings import NOW, TODAY, CouncilItemFactory, CouncilVoteFactory
from tests.partnerships.meetings.council_told import item, meeting

from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.public import Step
from interlocal.partnerships.instruments.models import Instrument
from interlocal.partnerships.instruments.public import start_adoption
from interlocal.partnerships.meetings import actions, rules
from interlocal.partnerships.meetings.models import CouncilEvidence, CouncilItem, ImportSource
from interlocal.partnerships.meetings.queries import councils as queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def adoption(city):
    """The instrument of a city whose council's vote is the step that is open, and that step."""
    statement = StatementFactory.create(with_text=True)
    version = published_procedure(
        slug="by-vote", steps=(Step("vote", "The vote", records="vote"),), kind="adoption"
    )
    start_adoption(
        by=None, statement=statement, jurisdictions=[city], version=version, starts_on=TODAY, now=NOW
    )
    return Instrument.objects.get(statement=statement), open_commitment_of(statement, city)


@pytest.fixture
def voted(city):
    """An item that four members of the council voted on."""
    one = CouncilItemFactory.create(
        meeting__jurisdiction=city, meeting__url="https://sample.example.org/901", result="Adopted"
    )
    for name, said in (("A", "Yea"), ("B", "Aye."), ("C", "nay"), ("D", "Absent")):
        CouncilVoteFactory.create(item=one, person=f"Member {name}", choice=said)
    return one


def tie(by, one, instrument):
    return actions.tie_item(by=by, item=one, instrument=instrument, now=NOW)


def test_tied_vote_fills_in_the_step_and_a_person_records_it(client, clerk, adoption, voted):
    instrument, commitment = adoption
    tie(clerk, voted, instrument)
    client.force_login(clerk)
    address = reverse("instruments:record-step", args=[commitment.public_id])
    form = client.get(address).context["form"]
    typed = {name: form[name].value() for name in ("outcome", "happened_on", "names", "url")}
    assert typed == {
        "outcome": "passed",
        "happened_on": TODAY,
        "names": "Member A: aye\nMember B: aye\nMember C: nay",
        "url": "https://sample.example.org/901",
    }
    assert client.post(address, {**typed, "note": form["note"].value()}).status_code == 302
    instrument.refresh_from_db()
    assert instrument.passed_on == TODAY


def test_step_is_empty_where_nothing_is_tied(client, clerk, adoption):
    client.force_login(clerk)
    page = client.get(reverse("instruments:record-step", args=[adoption[1].public_id]))
    assert page.context["told"] is None
    assert page.context["form"]["outcome"].value() is None


def test_instrument_and_matrix_show_what_is_tied(client, clerk, adoption, voted):
    instrument, _commitment = adoption
    tie(clerk, voted, instrument)
    client.force_login(person_with("coordinator"))
    for name, record in (("detail", instrument), ("matrix", instrument.statement)):
        page = client.get(reverse(f"instruments:{name}", args=[record.public_id])).content.decode()
        assert "2–1, Adopted" in page
        assert f"#item-{voted.public_id}" in page


def test_instrument_says_where_to_look_to_those_who_may_tie_alone(client, clerk, adoption):
    address = reverse("instruments:detail", args=[adoption[0].public_id])
    way = reverse("meetings:council-evidence", args=[adoption[0].public_id])
    other = person_with("clerk", JurisdictionFactory.create().public_id)
    found = {}
    for person in (clerk, other):
        client.force_login(person)
        found[person] = way in client.get(address).content.decode()
    assert found == {clerk: True, other: False}


def test_what_is_told_anew_is_what_is_shown(clerk, city):
    def save(read):
        brought = actions.bring_record(
            by=clerk, jurisdiction=city, source=ImportSource.CSV, read=[read], now=NOW
        )
        seal = queries.plan_of(brought).seal
        actions.save_import(by=clerk, brought=brought, seen=seal, now=NOW)

    instrument = InstrumentFactory.create(jurisdiction=city)
    save(meeting(item("i1", result="Postponed")))
    tie(clerk, CouncilItem.objects.get(), instrument)
    save(meeting(item("i1", ("Member A", "yea"), result="Passed")))
    tie(clerk, CouncilItem.objects.get(replaced_by=None), instrument)
    assert [one.item.result for one in queries.tied_to(instrument)] == ["Passed"]
    said = queries.council_evidence([instrument], clerk)[instrument.public_id]
    assert [(one.says, one.vote.outcome) for one in said.items] == [("1–0, Passed", "passed")]


def test_tying_twice_ties_once_and_untying_ends_it(clerk, city, voted):
    instrument = InstrumentFactory.create(jurisdiction=city)
    first = tie(clerk, voted, instrument)
    assert tie(clerk, voted, instrument) == first
    actions.untie_item(by=clerk, evidence=first, now=NOW)
    assert queries.council_evidence([instrument], clerk)[instrument.public_id].items == ()
    assert tie(clerk, voted, instrument) != first
    assert CouncilEvidence.objects.count() == 2


def test_item_of_another_council_is_no_evidence(clerk, city):
    with pytest.raises(Refusal):
        tie(clerk, CouncilItemFactory.create(), InstrumentFactory.create(jurisdiction=city))


def test_evidence_of_many_councils_costs_what_one_costs(clerk):
    coordinator, costs = person_with("coordinator"), []
    queries.council_evidence([], coordinator)  # what a person may is asked once
    instruments = []
    for count in (1, 6):
        while len(instruments) < count:
            instrument = InstrumentFactory.create()
            vote = CouncilVoteFactory.create(item__meeting__jurisdiction=instrument.jurisdiction)
            tie(clerk, vote.item, instrument)
            instruments.append(instrument)
        with CaptureQueriesContext(connection) as asked:
            queries.council_evidence(instruments, coordinator)
        costs.append(len(asked))
    assert costs[0] == costs[1]


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        ("Passed", "passed"),
        ("adopted as amended", "passed"),
        ("Pass", "passed"),
        ("Carried unanimously", "passed"),
        ("Failed for lack of a second", "failed"),
        ("Not approved", "failed"),
        ("Motion to deny passed", ""),
        ("Postponed to March 24", ""),
        ("Passage recommended", ""),
        ("", ""),
    ],
)
def test_outcome_is_read_from_a_council_s_words_only_where_it_is_certain(result, outcome):
    assert rules.outcome_of(result) == outcome


@pytest.mark.parametrize(
    ("matter", "number", "is_same"),
    [
        ("BILL NO. 26-14", "26-14", True),
        ("26-14", "Bill 26-014", False),
        ("R26-14", "26-14", True),
        ("2026-0123", "2026-0123", True),
        ("26-14", "26-15", False),
        ("", "", False),
    ],
)
def test_file_numbers_are_the_same_whatever_stands_before_them(matter, number, is_same):
    assert rules.likeness(matter, "", [number], []).is_same_number is is_same


@pytest.mark.parametrize(
    ("said", "title", "share"),
    [
        ("AN ORDINANCE on the shared hotline", "A shared hotline", 2 / 3),
        (
            "RENEWING the Statement of Common Purpose of five cities",
            "Statement of Common Purpose, 2022",
            3 / 4,
        ),
        ("Zoning of a lot", "A shared hotline", 0),
        ("Shared parking", "A shared hotline", 1 / 3),
    ],
)
def test_titles_are_alike_by_the_share_of_telling_words(said, title, share):
    alike = rules.likeness("", said, [], ["Zoning code", title] if share else [title])
    assert (alike.title, alike.is_likely) == (share, share >= 0.5)
