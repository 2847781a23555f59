"""The register, the notices that are due, and what the public reads."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.agreements import (
    NOW,
    TODAY,
    AgreementFactory,
    ClauseFactory,
    NoticeRuleFactory,
    PartyFactory,
    agreement_of,
)
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory

from interlocal.partnerships.agreements import actions, queries
from interlocal.partnerships.agreements.models import Agreement
from interlocal.partnerships.agreements.queries import Wanted

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return person_with("auditor")


def titles(user, **wanted):
    return [row.title for row in queries.register(user, Wanted(**wanted), TODAY)]


def test_state_in_the_register_is_that_of_the_record(reader):
    days = (None, TODAY - timedelta(days=9), TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=9))
    for starts_on, ends_on, ended_on, is_open in product(days, days, days, (True, False)):
        if (starts_on and ends_on and ends_on < starts_on) or (is_open and ends_on):
            continue
        AgreementFactory.create(
            starts_on=starts_on, ends_on=ends_on, ended_on=ended_on, is_open_ended=is_open
        )

    rows = list(queries.register(reader, Wanted(), TODAY))
    assert len(rows) > 100
    assert [row.state for row in rows] == [row.state_on(TODAY).value for row in rows]
    assert {row.state for row in rows} == {"undated", "upcoming", "in-force", "expired", "ended"}


def test_register_is_narrowed_down_and_sorted(reader):
    city = JurisdictionFactory.create(name="Riverton")
    agreement_of(city, title="B", ends_on=date(2027, 1, 1))
    found = AgreementFactory.create(title="A", ends_on=date(2028, 1, 1))
    ClauseFactory.create(agreement=found, text="The elephant clause.")
    AgreementFactory.create(title="C", undated=True)

    assert titles(reader) == ["A", "B", "C"]
    assert titles(reader, party=city.public_id) == ["B"]
    assert titles(reader, words="elephant") == ["A"]
    assert titles(reader, words="riverton") == ["B"]
    assert titles(reader, state="undated") == ["C"]
    assert titles(reader, sort="-title") == ["C", "B", "A"]
    assert titles(reader, sort="until") == ["B", "A", "C"]
    assert titles(reader, sort="-until") == ["A", "B", "C"]
    assert titles(reader, sort="nonsense") == ["A", "B", "C"]


def test_struck_clause_is_not_found(reader):
    clause = ClauseFactory.create(text="The elephant clause.")
    actions.strike_clause(by=None, clause=clause, now=NOW)

    assert titles(reader, words="elephant") == []


def due(days=180):
    return [(one.agreement.title, one.by) for one in queries.notices_between(TODAY, days=days)]


def test_notices_are_those_whose_last_day_lies_ahead_within_the_days():
    for title, offset in (("past", -1), ("today", 0), ("last", 180), ("beyond", 181)):
        agreement = AgreementFactory.create(title=title, ends_on=TODAY + timedelta(days=offset + 30))
        NoticeRuleFactory.create(agreement=agreement, count=30)

    assert due() == [("today", TODAY), ("last", TODAY + timedelta(days=180))]
    assert due(0) == [("today", TODAY)]


def test_notices_leave_out_what_no_longer_asks_for_any():
    def watched(act="end", **fields):
        agreement = AgreementFactory.create(ends_on=TODAY + timedelta(days=100), **fields)
        return NoticeRuleFactory.create(agreement=agreement, act=act).agreement

    watched(title="ended", ended_on=TODAY)
    AgreementFactory.create(renews=watched(act="renew", title="renewed"))
    AgreementFactory.create(renews=watched(title="to end, though renewed"))
    struck = NoticeRuleFactory.create(agreement__ends_on=TODAY + timedelta(days=100))
    actions.strike_notice_window(by=None, window=struck, now=NOW)
    NoticeRuleFactory.create(agreement=AgreementFactory.create(undated=True))

    assert due() == [("to end, though renewed", TODAY + timedelta(days=10))]


def test_notice_names_the_parties_that_are_still_bound():
    agreement = AgreementFactory.create(ends_on=TODAY + timedelta(days=100))
    NoticeRuleFactory.create(agreement=agreement)
    stays = PartyFactory.create(agreement=agreement)
    PartyFactory.create(agreement=agreement, left_on=TODAY - timedelta(days=1))

    assert [one.parties for one in queries.notices_between(TODAY, days=180)] == [(stays.jurisdiction,)]


def test_fixed_date_and_any_time(reader):
    agreement = AgreementFactory.create(undated=True)
    NoticeRuleFactory.create(agreement=agreement, anchor="on-date", count=0, on=TODAY)
    rule = NoticeRuleFactory.create(agreement=agreement, anchor="any-time")

    assert [(one.due.by, one.days_left) for one in queries.notices_for(reader, today=TODAY, days=1)] == [
        (TODAY, 0)
    ]
    assert list(queries.any_time_rules(reader, TODAY)) == [rule]


def test_public_reads_what_is_published_and_not_made_up():
    shown = AgreementFactory.create(published=True)
    AgreementFactory.create(published=True, synthetic=True)
    AgreementFactory.create()

    assert list(queries.published_agreements(TODAY)) == [shown]


def test_public_list_names_the_first_who_are_bound_and_counts_the_others(client):
    PartnershipFactory.create()
    agreement, nobody = AgreementFactory.create_batch(2, published=True)
    for name in "JIHGFEDCBA":
        PartyFactory.create(agreement=agreement, jurisdiction__name=f"{name} town")
    PartyFactory.create(agreement=agreement, jurisdiction__name="0 left", left_on=TODAY - timedelta(days=1))

    found = queries.bound_in_short([agreement, nobody], TODAY)

    assert found == {agreement.pk: queries.BoundInShort(tuple(f"{letter} town" for letter in "ABCDEFGH"), 2)}
    page = client.get(reverse("portal:agreements")).content.decode()
    assert "H town" in page
    assert "and 2 more" in page
    assert "I town" not in page


def test_chain_is_found_from_every_place_in_it():
    first = AgreementFactory.create()
    second = AgreementFactory.create(renews=first)
    third, branch = (AgreementFactory.create(renews=second) for _one in range(2))

    for one in Agreement.objects.order_by("pk"):
        assert {row.pk for row in queries.chain_of(one)} == {first.pk, second.pk, third.pk, branch.pk} - {
            one.pk
        }
    assert queries.timeline_of(third) == [first, second, third, branch]
