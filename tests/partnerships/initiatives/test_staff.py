"""Staff hours: promised, asked about once a month, answered once, counted by city."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from django.core import mail
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import initiatives as made
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import NOW, JurisdictionFactory, MembershipFactory

from interlocal.foundation.jobs.public import run_due
from interlocal.foundation.notices.public import sign_path
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.models import Commitment
from interlocal.partnerships.initiatives import actions, queries, rules
from interlocal.partnerships.initiatives.models import Assignment, HoursAsk, MonthGiven

FEBRUARY = date(2026, 2, 1)


def assigned(city=None, **more):
    given = {
        "by": None,
        "initiative": made.InitiativeFactory.create(),
        "jurisdiction": city or JurisdictionFactory.create(),
        "task": "Compare the workshops",
        "worker": "Fleet superintendent",
        "hours": Decimal(6),
        "per": "month",
        "starts_on": date(2026, 1, 1),
        "now": NOW,
    }
    return actions.assign_staff(**given | more)


@pytest.mark.django_db
def test_promise_is_a_commitment_until_it_ends():
    assignment = assigned()
    commitment = assignment.commitment
    assert (commitment.title, commitment.is_standing) == ("Give 6 hours a month: Compare the workshops", True)

    actions.end_assignment(by=None, assignment=assignment, ends_on=date(2026, 3, 1), now=NOW)

    commitment.refresh_from_db()
    assert (commitment.outcome, commitment.done_on) == ("done", date(2026, 3, 1))
    with pytest.raises(Refusal):
        actions.end_assignment(by=None, assignment=assignment, ends_on=date(2026, 3, 1), now=NOW)


@pytest.mark.django_db
def test_who_promises_for_their_city_looks_after_the_promise():
    city = JurisdictionFactory.create()
    manager = person_with("city-manager", city.public_id)
    assert assigned(city, by=person_with("coordinator")).commitment.owner == manager

    second = person_with("city-manager", city.public_id)
    assert assigned(city, by=second).commitment.owner == second
    assert assigned(city, by=person_with("coordinator")).commitment.owner is None


@pytest.mark.django_db
def test_form_sent_twice_promises_once():
    city, initiative = JurisdictionFactory.create(), made.InitiativeFactory.create()

    first = assigned(city, initiative=initiative, key="abc")
    second = assigned(city, initiative=initiative, key="abc")

    assert first == second
    assert (Assignment.objects.count(), Commitment.objects.count()) == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("hours", [Decimal(0), Decimal(-1), Decimal(745)])
def test_hours_that_cannot_be_meant_are_refused(hours):
    with pytest.raises(Refusal):
        assigned(hours=hours)


@pytest.mark.django_db
def test_each_manager_is_asked_once_about_a_month():
    city = JurisdictionFactory.create()
    manager = person_with("city-manager", city.public_id)
    person_with("clerk", city.public_id)
    person_with("coordinator")
    assigned(city)
    on = date(2026, 3, 1)

    assert queries.to_be_asked(FEBRUARY, on) == [(manager, city)]
    assert actions.ask_hours(person=manager, jurisdiction=city, month_on=FEBRUARY, now=NOW)
    assert queries.to_be_asked(FEBRUARY, on) == []
    assert not actions.ask_hours(person=manager, jurisdiction=city, month_on=FEBRUARY, now=NOW)
    assert HoursAsk.objects.count() == 1


@pytest.mark.django_db
def test_city_without_a_promise_is_not_asked():
    city = JurisdictionFactory.create()
    person_with("city-manager", city.public_id)
    assigned(city, starts_on=date(2026, 3, 1))

    assert queries.to_be_asked(FEBRUARY, date(2026, 3, 1)) == []


@pytest.mark.django_db(transaction=True)
def test_mail_leads_to_one_page_that_takes_one_answer(client, settings):
    now = datetime.now(tz=UTC)
    city = JurisdictionFactory.create()
    manager = person_with("city-manager", city.public_id)
    assignment = assigned(city, now=now)
    actions.ask_hours(person=manager, jurisdiction=city, month_on=FEBRUARY, now=now)
    run_due(now=now + timedelta(seconds=1))
    (message,) = [one for one in mail.outbox if "staff hours of February 2026" in one.subject]
    assert any(manager.email in name for name in message.to)
    assert "6 hours: Compare the workshops" in message.body
    address = re.search(r"/initiatives/answer/\S+", message.body)[0]

    shown = client.get(address)
    assert (shown.status_code, MonthGiven.objects.count()) == (200, 0)
    assert shown["Referrer-Policy"] == "no-referrer"
    client.post(address, {assignment.public_id: "5.5"})
    client.post(address, {assignment.public_id: "9"})

    assert [month.hours for month in MonthGiven.objects.all()] == [Decimal("5.5")]
    assert "Recorded" in client.get(address).content.decode()


@pytest.mark.django_db
def test_link_with_another_signature_opens_nothing(client):
    ask = made.HoursAskFactory.create()
    wrong = sign_path(f"/initiatives/answer/{'0' * 16}/")

    address = reverse("initiatives:answer-ask", args=[ask.public_id, wrong])
    assert client.get(address).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("why", ["used", "expired", "suspended", "no longer manager"])
def test_link_that_has_run_out_records_nothing(why):
    ask = made.HoursAskFactory.create()
    assignment = assigned(ask.jurisdiction)
    if why == "used":
        ask.used_at = NOW
    elif why == "expired":
        ask.expires_at = NOW
    elif why == "suspended":
        ask.person.is_active = False
        ask.person.save()
    else:
        ask.person.grants.update(until_on=date(2026, 1, 31))
    ask.save()

    with pytest.raises(Refusal):
        actions.answer_ask(ask=ask, hours={assignment.public_id: Decimal(6)}, now=NOW)
    assert MonthGiven.objects.count() == 0


@pytest.mark.django_db
def test_later_answer_replaces_the_former():
    assignment = assigned()
    for hours in ("6", "4.25"):
        actions.say_hours(
            by=None,
            jurisdiction=assignment.jurisdiction,
            month_on=FEBRUARY,
            hours={assignment.public_id: Decimal(hours)},
            now=NOW,
        )

    assert [month.hours for month in MonthGiven.objects.all()] == [Decimal("4.25")]


@pytest.mark.django_db
def test_city_answers_for_its_own_promises_only():
    own, other = assigned(), assigned()

    recorded = actions.say_hours(
        by=None,
        jurisdiction=own.jurisdiction,
        month_on=FEBRUARY,
        hours={other.public_id: Decimal(6)},
        now=NOW,
    )

    assert (recorded, MonthGiven.objects.count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(("asked", "shown"), [("", 0), ("chosen", 12), ("no such city", 0)])
def test_who_answers_for_many_cities_chooses_one(client, asked, shown):
    cities = [MembershipFactory.create(starts_on=date(2018, 1, 1)).jurisdiction for _ in range(4)]
    client.force_login(person_with("coordinator"))
    asked = cities[2].public_id if asked == "chosen" else asked
    page = client.get(reverse("initiatives:hours"), {"city": asked} if asked else {}).content.decode()
    assert page.count(f"/{cities[2].public_id}/") == shown
    assert not any(f"/{city.public_id}/" in page for city in cities if city != cities[2])


@pytest.mark.django_db
def test_given_is_counted_against_promised_by_city(django_assert_num_queries):
    first, second = assigned(), assigned(per="week")
    for assignment in (first, second):
        actions.say_hours(
            by=None,
            jurisdiction=assignment.jurisdiction,
            month_on=FEBRUARY,
            hours={assignment.public_id: Decimal(5)},
            now=NOW,
        )

    with django_assert_num_queries(2):
        cities = queries.hours_by_city(date(2026, 1, 15), date(2026, 2, 10))

    told = {city.jurisdiction: (city.promised, city.given, city.unanswered) for city in cities}
    assert told == {
        first.jurisdiction: (Decimal("12.00"), Decimal("5.00"), 1),
        second.jurisdiction: (Decimal("52.00"), Decimal("5.00"), 1),
    }


@given(
    hours=st.decimals(min_value="0.25", max_value=700, places=2),
    per=st.sampled_from(["month", "week"]),
    starts=st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    lasts=st.none() | st.integers(0, 500),
    month=st.integers(0, 23),
)
def test_promise_of_a_month_is_the_sum_of_its_days(hours, per, starts, lasts, month):
    month_on = date(2025 + month // 12, month % 12 + 1, 1)
    ends = None if lasts is None else starts + timedelta(days=lasts)
    assignment = Assignment(hours=hours, per=per, starts_on=starts, ends_on=ends)
    days = monthrange(month_on.year, month_on.month)[1]
    a_month = Fraction(hours) * (Fraction(52, 12) if per == "week" else 1)
    all_days = [month_on + timedelta(days=number) for number in range(days)]
    slow = sum(a_month / days for day in all_days if starts <= day and (ends is None or day <= ends))

    expected = (Decimal(slow.numerator) / Decimal(slow.denominator)) if slow else Decimal(0)
    assert rules.promised_in(assignment, month_on) == expected.quantize(Decimal("0.01"), ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("today", "count", "months"),
    [
        (date(2026, 3, 10), 1, (date(2026, 2, 1), date(2026, 2, 1))),
        (date(2026, 1, 31), 1, (date(2025, 12, 1), date(2025, 12, 1))),
        (date(2026, 3, 1), 12, (date(2025, 3, 1), date(2026, 2, 1))),
        (date(2026, 1, 1), 12, (date(2025, 1, 1), date(2025, 12, 1))),
    ],
)
def test_months_that_have_ended_leave_out_the_present_one(today, count, months):
    assert rules.months_ended(today, count) == months
