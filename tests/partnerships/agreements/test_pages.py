"""The pages: who may do what, what they cost, that forms keep what was typed, and the exports."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.agreements import (
    AgreementFactory,
    ClauseFactory,
    NoticeRuleFactory,
    PartyChangeFactory,
    PartyFactory,
    agreement_of,
)
from tests.factories.instruments import InstrumentFactory
from tests.factories.jurisdictions import JurisdictionFactory, MembershipFactory, PartnershipFactory

from interlocal.kernel import clock
from interlocal.partnerships.agreements import actions
from interlocal.partnerships.agreements.models import Agreement, PartyChange
from interlocal.partnerships.commitments.models import Commitment

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"agreements:{name}", args=args)


@pytest.fixture
def city():
    return JurisdictionFactory.create(name="Riverton")


@pytest.fixture
def clerk(client, city):
    PartnershipFactory.create()
    person = person_with("clerk", city.public_id)
    client.force_login(person)
    return person


@pytest.fixture
def coordinator(client):
    PartnershipFactory.create()
    person = person_with("coordinator")
    client.force_login(person)
    return person


def watched(days=100, **fields):
    party = PartyFactory.create(agreement__ends_on=clock.today() + timedelta(days=days), **fields)
    NoticeRuleFactory.create(agreement=party.agreement, count=30)
    return party


def a_change():
    member = MembershipFactory.create().jurisdiction
    return actions.begin_change(
        by=None,
        direction="withdraw",
        jurisdiction=member,
        agreement=None,
        begun_on=clock.today(),
        now=clock.now(),
    )


@pytest.mark.parametrize("name", ["list", "export", "notices", "notices-export", "changes"])
def test_list_costs_the_same_with_one_three_and_many_rows(client, coordinator, name):
    costs = {}
    for rows in (1, 3, 20):
        while Agreement.objects.count() < rows:
            watched()
            a_change()
        actions.open_decisions(by=None, now=clock.now())
        client.get(url(name)).getvalue()
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(url(name)).getvalue()) > 0
        costs[rows] = len(queries)

    assert len(set(costs.values())) == 1, costs


def test_agreement_costs_the_same_with_one_three_and_many_parties(client, coordinator):
    agreement = AgreementFactory.create()
    costs = {}
    for rows in (1, 3, 20):
        while agreement.parties.count() < rows:
            party = PartyFactory.create(agreement=agreement)
            instrument = InstrumentFactory.create(jurisdiction=party.jurisdiction, statement=None)
            actions.link_instrument(by=None, party=party, instrument=instrument, now=clock.now())
            ClauseFactory.create(agreement=agreement)
        client.get(url("detail", agreement.public_id))
        with CaptureQueriesContext(connection) as queries:
            client.get(url("detail", agreement.public_id))
        costs[rows] = len(queries)

    assert len(set(costs.values())) == 1, costs


def test_register_says_what_needs_us_and_answers_for_any_number_of_days(client, clerk, city):
    agreement = watched(days=130, jurisdiction=city).agreement
    watched(days=300)

    assert [one.days_left for one in client.get(url("list")).context["notices"]] == [100]
    assert client.get(url("notices")).context["days"] == 180
    assert len(client.get(url("notices"), {"days": "270"}).context["notices"]) == 2
    assert client.get(url("notices"), {"days": "99"}).context["notices"] == []
    wrong = client.get(url("notices"), {"days": "many"})
    assert (wrong.context["days"], "days" in wrong.context["form"].errors) == (180, True)

    lines = list(
        csv.reader(
            io.StringIO(client.get(url("notices-export"), {"days": "100"}).getvalue().decode("utf-8-sig"))
        )
    )
    assert [line[2:] for line in lines[1:]] == [
        [agreement.title, "to end or withdraw", "Section 9", "Riverton"]
    ]


def test_register_is_exported_as_it_is_filtered(client, clerk, city):
    found = agreement_of(city, title="=HYPERLINK(1)")
    AgreementFactory.create()
    answer = client.get(url("export"), {"party": city.public_id})
    lines = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))

    assert [line[-1] for line in lines[1:]] == [found.public_id]
    assert not lines[1][0].startswith("=")
    assert lines[1][1] == "Riverton"


def test_clerk_adds_an_agreement_and_form_keeps_what_was_typed(client, clerk, city):
    typed = {
        "title": "Shared store",
        "parties": [city.public_id],
        "starts_on": "2026-07-01",
        "ends_on": "2026-06-30",
        "options_left": "0",
        "source_title": "Ordinance 5",
    }
    refused = client.post(url("add"), typed)
    assert refused.context["form"].errors.keys() == {"ends_on"}
    assert refused.context["form"]["title"].value() == "Shared store"

    saved = client.post(url("add"), typed | {"ends_on": "2027-06-30"})
    agreement = Agreement.objects.get()
    assert saved.headers["Location"] == url("detail", agreement.public_id)
    assert agreement.parties.get().jurisdiction == city


def test_page_shows_what_is_missing_and_says_that_the_formula_is_only_text(client, clerk, city):
    agreement = agreement_of(city, cost_formula="Half each.")
    ClauseFactory.create(agreement=agreement)
    page = client.get(url("detail", agreement.public_id)).content.decode()

    assert "17 kinds of clause are missing" in page
    assert "Not in the engine's language" in page
    assert "No notice window is on record" in page


def test_clerk_keeps_what_belongs_to_the_agreement(client, clerk, city):
    agreement = agreement_of(city)
    where = (agreement.public_id,)
    posts = [
        ("write-clause", where, {"kind": "cost", "section": "5", "text": "Half each."}),
        (
            "set-window",
            where,
            {"act_of_notice": "end", "anchor": "before-end", "count": "60", "unit": "days", "section": "9"},
        ),
        ("record-amount", where, {"year": "2026", "amount": "4800.50", "source_title": "Budget"}),
        ("attach", where, {"title": "Copy", "upload": SimpleUploadedFile("a.txt", b"Signed.")}),
        ("sign", (*where, agreement.parties.get().public_id), {"signed_on": "2026-01-05", "office": "Mayor"}),
        ("renew", where, {"decided_on": "2026-01-05"}),
    ]
    answers = {name: client.post(url(name, *args), values).status_code for name, args, values in posts}

    assert answers == dict.fromkeys(answers, 302) | {"renew": 200}
    assert agreement.amounts.get().amount_cents == 480_050
    assert agreement.notice_rules.get().count == 60
    assert Commitment.objects.filter(title__startswith="File the agreement").count() == 2
    document = agreement.documents.get()
    assert client.get(url("document", *where, document.public_id)).getvalue() == b"Signed."


def test_clause_and_window_are_struck_and_replaced(client, clerk, city):
    agreement = agreement_of(city)
    clause = ClauseFactory.create(agreement=agreement)
    window = NoticeRuleFactory.create(agreement=agreement)
    where = (agreement.public_id,)
    values = {"kind": clause.kind, "section": "2a", "text": "Anew."}
    client.post(url("replace-clause", *where, clause.public_id), values)
    (standing,) = agreement.clauses.filter(replaced_at=None)
    client.post(url("strike-clause", *where, standing.public_id))
    client.post(url("strike-window", *where, window.public_id))

    assert standing.section == "2a"
    assert not agreement.clauses.filter(replaced_at=None).exists()
    assert not agreement.notice_rules.filter(replaced_at=None).exists()


def test_late_notice_is_refused_on_the_form_and_accepted_with_a_reason(client, clerk, city):
    agreement = agreement_of(city, ends_on=clock.today() + timedelta(days=60))
    NoticeRuleFactory.create(agreement=agreement, section="Section 9.2")
    typed = {
        "jurisdiction": city.public_id,
        "agreement": agreement.public_id,
        "begun_on": clock.today().isoformat(),
    }
    refused = client.post(url("withdraw"), typed)
    assert "Section 9.2" in str(refused.context["form"].errors["late_reason"])

    client.post(url("withdraw"), typed | {"late_reason": "All parties waived it."})
    change = PartyChange.objects.get()
    page = client.get(url("change", change.public_id)).content.decode()
    assert "The notice is late" in page
    assert "All parties waived it." in page


def test_change_is_moved_and_called_off_by_its_own_people(client, clerk, city):
    MembershipFactory.create(jurisdiction=city)
    client.post(url("withdraw"), {"jurisdiction": city.public_id, "begun_on": clock.today().isoformat()})
    change = PartyChange.objects.get()
    day = (clock.today() + timedelta(days=200)).isoformat()
    client.post(url("set-day", change.public_id), {"effective_on": day, "reason": "Agreed"})
    client.post(url("enter", change.public_id))
    client.post(url("call-off", change.public_id), {"reason": "We stay."})

    change.refresh_from_db()
    assert (change.effective_on.isoformat(), change.called_off_because) == (day, "We stay.")
    assert city.memberships.get().ends_on is None


def test_joining_is_begun_by_the_coordinator(client, coordinator):
    city = JurisdictionFactory.create()
    client.post(url("join"), {"jurisdiction": city.public_id, "begun_on": clock.today().isoformat()})

    change = PartyChange.objects.get()
    page = client.get(url("change", change.public_id)).content.decode()
    assert "Record the expression of interest" in page
    assert "Needs an owner" in page


def test_form_offers_only_own_jurisdiction_to_withdraw(client, clerk, city):
    JurisdictionFactory.create_batch(2)
    field = client.get(url("withdraw")).context["form"].fields["jurisdiction"]

    assert list(field.queryset) == [city]


def test_publishing_shows_residents_the_agreement_in_both_languages(client, coordinator, city):
    agreement = agreement_of(city, summary="One store.", summary_es="Un almacén.")
    client.post(url("publish", agreement.public_id))
    client.logout()

    def read(language):
        client.cookies["django_language"] = language
        return client.get(reverse("portal:agreement", args=[agreement.public_id])).content.decode()

    assert "One store." in read("en")
    assert "Un almacén." in read("es")
    assert agreement.title in client.get(reverse("portal:agreements")).content.decode()


def test_empty_register_says_what_to_do_first(client, coordinator):
    assert "No agreements yet" in client.get(url("list")).content.decode()
    assert "Nobody has joined or withdrawn" in client.get(url("changes")).content.decode()
    assert "Nothing matches" in client.get(url("list"), {"q": "elephant"}).content.decode()


def test_change_of_which_nothing_was_run_still_has_a_page(client, coordinator):
    change = PartyChangeFactory.create()
    assert client.get(url("change", change.public_id)).status_code == 200
