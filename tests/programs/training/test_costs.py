"""The cost of a cohort and its shares: to the cent, with the working shown."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import training as made
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, JurisdictionFigureFactory
from tests.programs.training.finished import AFTER, finished_cohort

from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training import models
from interlocal.programs.training.actions import costs as actions
from interlocal.programs.training.queries.closing import closing_of
from interlocal.programs.training.queries.completion import completions
from interlocal.programs.training.queries.costs import CannotBeShared, shares
from interlocal.programs.training.rules.formulas import EXAMPLE, read_formula

pytestmark = pytest.mark.django_db
BY_SEATS = """Each member has seats in seats.
The group has cost in dollars.
Pool course costs cost.
Share course by seats."""


@pytest.fixture
def coordinator():
    return person_with("training-coordinator")


def spend(coordinator, cohort, *cents):
    for amount in cents:
        actions.add_cost_line(
            by=coordinator, cohort=cohort, kind="actual", title="Room", cents=amount, source="", now=AFTER
        )


def shared(cohort, cents, rule, formula=""):
    people = completions(cohort, now=AFTER)
    return shares(cohort, people, cents=cents, rule=rule, formula=formula, on=AFTER.date())


def test_cost_is_shared_by_seats_used_with_the_working():
    cohort = finished_cohort(people=3, cities=2)
    found = shared(cohort, 100_000, models.CostRule.SEATS)
    assert sorted((one.seats_used, one.cents, one.working) for one in found) == [
        (1, 33_333, "$1,000.00 × 1 of 3 seats used = $333.33"),
        (2, 66_667, "$1,000.00 × 2 of 3 seats used = $666.67"),
    ]


def test_cost_is_shared_equally_among_the_cities_that_used_a_seat():
    cohort = finished_cohort(people=3, cities=2)
    models.SeatShare.objects.create(cohort=cohort, jurisdiction=JurisdictionFactory.create(), seats=5)
    found = shared(cohort, 100_001, models.CostRule.EQUAL)
    assert sorted(one.cents for one in found) == [50_000, 50_001]
    assert {one.working.split(" = ")[0] for one in found} == {"$1,000.01 ÷ 2 cities that used a seat"}


def test_a_formula_by_seats_shares_as_the_rule_by_seats_does():
    cohort = finished_cohort(people=5, cities=3)
    by_rule = shared(cohort, 123_456, models.CostRule.SEATS)
    by_formula = shared(cohort, 123_456, models.CostRule.FORMULA, BY_SEATS)
    assert {one.jurisdiction: one.cents for one in by_formula} == {
        one.jurisdiction: one.cents for one in by_rule
    }
    assert all("clause 3" in one.working or "clause 4" in one.working for one in by_formula)


def test_a_formula_charges_a_city_that_used_no_seat():
    cohort = finished_cohort(people=2, cities=1)
    other = JurisdictionFactory.create()
    models.SeatShare.objects.create(cohort=cohort, jurisdiction=other, seats=2)
    for city, people in ((cohort.applications.first().jurisdiction, 30_000), (other, 10_000)):
        JurisdictionFigureFactory.create(jurisdiction=city, measure="population", year=2025, value=people)
    found = {one.jurisdiction: one.cents for one in shared(cohort, 100_000, models.CostRule.FORMULA, EXAMPLE)}
    assert found[other] == 5_000
    assert sum(found.values()) == 100_000


def test_a_city_without_a_population_is_named():
    cohort = finished_cohort(people=1, cities=1)
    with pytest.raises(CannotBeShared, match=cohort.applications.get().jurisdiction.name):
        shared(cohort, 100_000, models.CostRule.FORMULA, EXAMPLE)


def test_a_formula_that_does_not_collect_the_cost_is_refused():
    cohort = finished_cohort(people=2, cities=1)
    more = f"{BY_SEATS}\nCharge $100 to each member."
    with pytest.raises(CannotBeShared, match="collects"):
        shared(cohort, 100_000, models.CostRule.FORMULA, more)


def test_a_cost_that_nobody_can_bear_is_refused_and_no_cost_is_not():
    cohort = finished_cohort(people=0)
    with pytest.raises(CannotBeShared):
        shared(cohort, 1, models.CostRule.SEATS)
    assert shared(cohort, 0, models.CostRule.SEATS) == []


def test_a_faulty_formula_is_told_with_its_place_and_what_was_meant():
    assert "line 4" in read_formula(BY_SEATS.replace("Share", "Shrae")).faults[0]
    assert (
        "“calls” is not known here"
        in read_formula(
            BY_SEATS.replace("seats in seats", "calls in calls").replace("by seats", "by calls")
        ).faults[0]
    )
    assert read_formula(BY_SEATS).faults == ()


@settings(deadline=None)
@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 6), min_size=1, max_size=5), st.booleans())
def test_shares_add_up_and_lie_within_a_cent_of_the_exact_part(cents, seats, equal):
    cohort = made.CohortFactory.create()
    for used in seats:
        city = JurisdictionFactory.create()
        for _seat in range(used):
            made.ApplicationFactory.create(cohort=cohort, jurisdiction=city, seated=True)
    rule = models.CostRule.EQUAL if equal else models.CostRule.SEATS
    if not sum(seats):
        return
    found = shared(cohort, cents, rule)
    assert sum(one.cents for one in found) == cents
    for one in found:
        part = Fraction(1, len(found)) if equal else Fraction(one.seats_used, sum(seats))
        assert abs(one.cents - cents * part) < 1


def test_income_is_negative_and_lowers_what_is_shared(coordinator):
    cohort = finished_cohort(people=2, cities=2)
    spend(coordinator, cohort, 100_000, -40_000)
    assert sorted(one.cents for one in closing_of(cohort, now=AFTER).shares) == [30_000, 30_000]


def test_the_page_writes_lines_takes_the_budget_over_and_sets_the_rule(client, coordinator):
    cohort = finished_cohort(people=2, cities=2)
    client.force_login(coordinator)
    path = f"/programs/training/cohorts/{cohort.public_id}/costs/"
    line = {"way": "line", "kind": "budget", "title": "Instructor", "cents": "$4,120.50", "source": "Offer"}
    assert client.post(path, line).status_code == 302
    assert client.post(path, {**line, "title": "Grant", "cents": "-1,000"}).status_code == 302
    assert client.post(path, {"way": "budget"}).status_code == 302
    assert sorted(cohort.cost_lines.filter(kind="actual").values_list("cents", flat=True)) == [
        -100_000,
        412_050,
    ]
    answer = client.post(path, {**line, "cents": "a lot"})
    assert "such as 4,120 or -1,200.50" in answer.content.decode()
    assert 'value="a lot"' in answer.content.decode()
    tried = client.post(path, {"way": "check", "rule": "formula", "formula": BY_SEATS}).content.decode()
    assert "As it would be; nothing is set yet." in tried
    cohort.refresh_from_db()
    assert cohort.cost_rule == models.CostRule.SEATS
    wrong = client.post(path, {"way": "rule", "rule": "formula", "formula": "Shrae it."}).content.decode()
    assert "Shrae it." in wrong
    assert client.post(path, {"way": "rule", "rule": "formula", "formula": BY_SEATS}).status_code == 302
    cohort.refresh_from_db()
    assert (cohort.cost_rule, cohort.cost_formula) == (models.CostRule.FORMULA, BY_SEATS)
    out = cohort.cost_lines.filter(kind="actual").first()
    assert client.post(f"{path}{out.public_id}/remove/").status_code == 302
    assert cohort.cost_lines.filter(kind="actual").count() == 1


def test_the_cost_of_a_cohort_that_is_closed_out_is_fixed(coordinator):
    cohort = finished_cohort(people=1)
    spend(coordinator, cohort, 100)
    cohort.state = models.CohortState.CLOSED_OUT
    cohort.save()
    with pytest.raises(Refusal):
        spend(coordinator, cohort, 100)
    with pytest.raises(Refusal):
        actions.remove_cost_line(by=coordinator, line=cohort.cost_lines.get(), now=AFTER)
