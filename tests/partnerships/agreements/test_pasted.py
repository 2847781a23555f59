"""A list of old agreements: chains, amounts and notice windows on the register, taken back as one."""

from datetime import date

import pytest
from tests.factories.accounts import person_with
from tests.factories.agreements import ClauseFactory, agreement_of
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.lists import bring, ready

from interlocal.foundation.lists.public import lines_of, save_list, undo_list
from interlocal.kernel import clock
from interlocal.partnerships.agreements.models import Agreement, AnnualAmount, NoticeRule, Party
from interlocal.partnerships.agreements.views.pasted import AGREEMENTS

pytestmark = pytest.mark.django_db
HEADINGS = [
    "Contract",
    "Cities",
    "Effective date",
    "Expires",
    "Annual cost",
    "Renewal of",
    "Notice days",
    "Clause",
]
GREEN_LIGHT = "Operation Green Light"
TWO = "Lee's Summit; Mid-America Regional Council"


@pytest.fixture
def coordinator():
    PartnershipFactory.create()
    for name in ("Lee's Summit", "Mid-America Regional Council", "Raytown"):
        JurisdictionFactory.create(name=name)
    return person_with("coordinator")


def saved(user, *rows):
    now = clock.now()
    pasted = bring(user, AGREEMENTS, HEADINGS, *rows, now=now)
    seen = ready(user, AGREEMENTS, pasted, now=now)
    return save_list(by=user, pasted=pasted, purpose=AGREEMENTS, seen=seen, now=now)


def lines(user, *rows):
    pasted = bring(user, AGREEMENTS, HEADINGS, *rows, now=clock.now())
    return lines_of(pasted, AGREEMENTS, user, clock.now())


def test_chain_of_one_title_comes_on_the_register_in_its_order(coordinator):
    saved(
        coordinator,
        [GREEN_LIGHT, TWO, "1/1/2017", "12/31/2018", "$4,800", "", "30", "Section 5"],
        [GREEN_LIGHT, TWO, "1/1/2019", "12/31/2020", "", GREEN_LIGHT],
        [GREEN_LIGHT, "Lee's Summit, MARC", "1/1/2021", "12/31/2022", "9,600.00", GREEN_LIGHT],
    )
    first, second, third = Agreement.objects.order_by("starts_on")
    assert (first.renews, second.renews, third.renews) == (None, first, second)
    assert list(AnnualAmount.objects.order_by("year").values_list("year", "amount_cents")) == [
        (2017, 480_000),
        (2021, 960_000),
    ]
    window = NoticeRule.objects.get()
    assert (window.agreement, window.act, window.count, window.section) == (first, "renew", 30, "Section 5")
    assert Party.objects.filter(agreement=third, joined_on=date(2021, 1, 1)).count() == 2
    assert (first.source_title, first.is_unconfirmed) == ("Pasted rows, row 2", True)


def test_parties_in_a_sentence_are_read(coordinator):
    (line,) = lines(coordinator, ["Store", "Lee's Summit, Raytown and MARC"])
    assert [one.name for one in line.facts.parties] == [
        "Lee's Summit",
        "Raytown",
        "Mid-America Regional Council",
    ]


@pytest.mark.parametrize(
    ("row", "key", "words"),
    [
        (["Store", "Nowhere"], "parties", "No jurisdiction that you may name"),
        (["Store", "Raytown", "1/1/2026", "1/1/2025"], "ends_on", "before its first"),
        (["Store", "Raytown", "", "", "9.600"], "amount", "is no amount"),
        (["Store", "Raytown", "", "", "9600"], "year", "Say of which year"),
        (["Store", "Raytown", "", "", "", "Nothing"], "renews", "No agreement called"),
        (["Store", "Raytown", "", "", "", "", "30"], "section", "which section"),
        (["Store", "Raytown", "", "", "", "", "monthly"], "notice_days", "no whole number"),
    ],
)
def test_fault_stands_at_its_cell(coordinator, row, key, words):
    (line,) = lines(coordinator, row)
    assert words in line.faults[key]


def test_terms_that_overlap_in_a_chain_are_refused_in_the_list_and_on_the_register(coordinator):
    there = agreement_of(
        JurisdictionFactory.create(), title="Store", starts_on=date(2020, 1, 1), ends_on=date(2022, 12, 31)
    )
    found = lines(
        coordinator,
        ["Store two", "Raytown", "6/1/2022", "12/31/2024", "", "Store"],
        ["Store three", "Raytown", "1/1/2023", "12/31/2024", "", "Store"],
        ["Store four", "Raytown", "6/1/2024", "12/31/2025", "", "Store three"],
        ["Store five", "Raytown", "1/1/2025", "until ended", "", "Store three"],
    )
    assert there.title in found[0].faults["starts_on"]
    assert [line.state for line in found] == ["faulty", "ready", "faulty", "ready"]
    assert found[3].facts.facts["is_open_ended"] is True


def test_agreement_that_is_there_is_recognised(coordinator):
    saved(coordinator, ["Store", "Raytown", "1/1/2026"])
    found = lines(coordinator, ["STORE", "Raytown", "2026-01-01"], ["Store", "Raytown", "1/2/2026"])
    assert [line.state for line in found] == ["there", "ready"]


def test_list_is_undone_as_far_as_nothing_was_built_on_it(coordinator):
    pasted = saved(
        coordinator,
        [GREEN_LIGHT, TWO, "1/1/2017", "12/31/2018", "$4,800", "", "30", "Section 5"],
        [GREEN_LIGHT, TWO, "1/1/2019", "12/31/2020", "", GREEN_LIGHT],
        ["Store", "Raytown", "1/1/2026"],
        ["Fleet", "Raytown", "1/1/2026"],
    )
    ClauseFactory.create(agreement=Agreement.objects.get(title="Store"))
    fleet = Agreement.objects.get(title="Fleet")
    agreement_of(JurisdictionFactory.create(), title="Fleet two", renews=fleet, starts_on=None, ends_on=None)

    assert undo_list(by=coordinator, pasted=pasted, purpose=AGREEMENTS, now=clock.now()) == (2, 2)

    assert set(Agreement.objects.values_list("title", flat=True)) == {"Store", "Fleet", "Fleet two"}
    assert [one.kept_because for one in pasted.records.all()][2:] == [
        "Clauses were written.",
        "Another agreement renews it.",
    ]


def test_clerk_brings_agreements_of_their_own_city_only(coordinator):
    party = agreement_of(JurisdictionFactory.create(name="Riverton")).parties.get()
    clerk = person_with("clerk", party.jurisdiction.public_id)
    found = lines(clerk, ["Store", "Riverton; Raytown"], ["Fleet", "Raytown"])
    assert [line.state for line in found] == ["ready", "faulty"]
    assert "not among the parties" in found[1].faults["parties"]
