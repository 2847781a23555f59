"""The case for an initiative: figures by year, results, parts of cities, guests."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import initiatives as made
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import NOW, JurisdictionFactory, MembershipFactory

from interlocal.foundation.accounts.public import Invitation
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.initiatives import actions, queries, rules
from interlocal.partnerships.initiatives.models import Expectation, Guest, Stance
from interlocal.partnerships.jurisdictions.public import Source

TODAY = date(2026, 3, 10)
SOURCE = Source(source_title="Budget book")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2024: 1,250,000\n2025: 900000.5", {2024: 125_000_000, 2025: 90_000_050}),
        ("FY2025\t$80\nfy 2024 = -3", {2024: -300, 2025: 8000}),
        ("\n2023; 1\n\n2024, 2\n", {2023: 100, 2024: 200}),
    ],
)
def test_figures_are_read_as_people_write_them(text, figures):
    assert rules.read_yearly_figures(text) == figures


@pytest.mark.parametrize(
    "text",
    ["", "2024: 1", "2024: 1\n2024: 2", "2024: much\n2025: 2", "1492: 1\n2025: 2", "2024: 1.234\n2025: 1"],
)
def test_figures_that_cannot_be_meant_are_refused(text):
    with pytest.raises(Refusal) as refusal:
        rules.read_yearly_figures(text)
    assert refusal.value.field == "figures"


@given(st.dictionaries(st.integers(1950, 2100), st.integers(-(10**12), 10**12), min_size=2, max_size=40))
def test_figures_that_were_written_out_are_read_back(figures):
    lines = [f"{year}: {Decimal(value) / 100:,.2f}" for year, value in figures.items()]

    assert rules.read_yearly_figures("\n".join(lines)) == figures


@pytest.mark.parametrize(
    ("baseline", "target", "result", "met"),
    [
        (21, 7, 7, True),
        (21, 7, 8, False),
        (35, 90, 91, True),
        (35, 90, 89, False),
        (None, 5, 5, True),
        (1, 2, None, None),
        (1, None, 2, None),
    ],
)
def test_expectation_is_met_in_the_direction_of_its_target(baseline, target, result, met):
    assert rules.expectation_met(Expectation(baseline=baseline, target=target, result=result)) is met


@pytest.mark.django_db
def test_chart_says_the_same_in_dollars_as_was_typed():
    initiative = made.InitiativeFactory.create()
    actions.show_pressure(
        by=None,
        initiative=initiative,
        title="Fleet budget",
        unit="dollars",
        figures="2024: 1,250,000\n2025: 900,000",
        source=SOURCE,
        now=NOW,
    )

    (shown,) = queries.pressures_of(initiative)
    assert [[cell.text for cell in row] for row in shown.chart.rows] == [
        ["2024", "$1,250,000"],
        ["2025", "$900,000"],
    ]


@pytest.mark.django_db
def test_pressure_without_a_source_is_refused():
    with pytest.raises(Refusal):
        actions.show_pressure(
            by=None,
            initiative=made.InitiativeFactory.create(),
            title="Fleet budget",
            unit="dollars",
            figures="2024: 1\n2025: 2",
            source=Source(),
            now=NOW,
        )


@pytest.mark.django_db
def test_part_that_is_taken_off_stays_on_record_and_counts_no_more():
    expectation = made.ExpectationFactory.create()

    actions.withdraw_part(by=None, part=expectation, now=NOW)

    assert queries.expectations_of(expectation.initiative) == []
    assert Expectation.objects.count() == 1
    with pytest.raises(Refusal):
        actions.withdraw_part(by=None, part=expectation, now=NOW)
    with pytest.raises(Refusal):
        actions.record_result(
            by=None,
            expectation=expectation,
            result=Decimal(6),
            result_on=TODAY,
            result_source="Count",
            now=NOW,
        )


@pytest.mark.django_db
def test_new_part_of_a_city_ends_the_former_the_day_before():
    initiative, city = made.InitiativeFactory.create(), JurisdictionFactory.create()
    for stand, day in (("observes", TODAY - timedelta(days=30)), ("joins", TODAY)):
        actions.take_part(
            by=None, initiative=initiative, jurisdiction=city, stand=stand, starts_on=day, now=NOW
        )

    assert [(one.stand, one.ends_on) for one in Stance.objects.order_by("starts_on")] == [
        ("observes", TODAY - timedelta(days=1)),
        ("joins", None),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("stand", "days", "field"), [("joins", 0, "stand"), ("declines", -1, "starts_on")])
def test_part_that_is_the_same_or_begins_before_the_former_is_refused(stand, days, field):
    stance = made.StanceFactory.create(starts_on=TODAY)

    with pytest.raises(Refusal) as refusal:
        actions.take_part(
            by=None,
            initiative=stance.initiative,
            jurisdiction=stance.jurisdiction,
            stand=stand,
            starts_on=TODAY + timedelta(days=days),
            now=NOW,
        )
    assert refusal.value.field == field


@pytest.mark.django_db
def test_person_from_outside_is_invited_to_one_initiative():
    initiative, outside = made.InitiativeFactory.create(), JurisdictionFactory.create()
    given = {"by": person_with("coordinator"), "initiative": initiative, "now": NOW}

    actions.invite_to_explore(
        jurisdiction=outside, name="A neighbor", email="neighbor@example.org", language="en", **given
    )

    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.scope) == ("explorer", outside.scope)
    assert [guest.jurisdiction for guest in Guest.objects.all()] == [outside]


@pytest.mark.django_db
def test_member_needs_no_invitation_to_explore():
    member = MembershipFactory.create(starts_on=date(2020, 1, 1)).jurisdiction

    with pytest.raises(Refusal) as refusal:
        actions.invite_to_explore(
            by=person_with("coordinator"),
            initiative=made.InitiativeFactory.create(),
            jurisdiction=member,
            name="A colleague",
            email="colleague@example.org",
            language="en",
            now=NOW,
        )
    assert refusal.value.field == "jurisdiction"
    assert Guest.objects.count() == 0
