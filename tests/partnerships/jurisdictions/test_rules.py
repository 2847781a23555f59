"""Which records are valid: the rules alone, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.periods import Period
from interlocal.partnerships.jurisdictions import rules
from interlocal.partnerships.jurisdictions.models import Membership, Representation
from interlocal.partnerships.jurisdictions.rules import Source

DAY_ZERO = date(2020, 1, 1)
HORIZON = 40

days = st.integers(0, HORIZON - 1).map(lambda n: DAY_ZERO + timedelta(days=n))


@st.composite
def periods(draw):
    starts_on = draw(st.none() | days)
    ends_on = draw(st.none() | days.filter(lambda day: starts_on is None or day >= starts_on))
    return starts_on, ends_on


def days_of(starts_on, ends_on):
    """The days of a period within the horizon, counted one by one; the day before it stands for long ago."""
    every = [DAY_ZERO + timedelta(days=n) for n in range(-1, HORIZON + 1)]
    return {day for day in every if (not starts_on or starts_on <= day) and (not ends_on or day <= ends_on)}


@given(new=periods(), old=periods())
def test_memberships_overlap_exactly_when_they_share_a_day(new, old):
    shares_a_day = bool(days_of(*new) & days_of(*old))
    other = Membership(starts_on=old[0], ends_on=old[1])

    if shares_a_day:
        with pytest.raises(Refusal):
            rules.refuse_overlapping_membership(*new, [other])
    else:
        rules.refuse_overlapping_membership(*new, [other])


def test_second_membership_without_start_asks_for_the_start():
    before = Membership(starts_on=date(2018, 10, 15), ends_on=date(2020, 6, 30))

    with pytest.raises(Refusal) as refusal:
        rules.refuse_overlapping_membership(None, None, [before])

    assert refusal.value.field == "starts_on"
    assert str(refusal.value) == "It belonged before, so this membership needs its start date."


def test_membership_that_runs_must_end_first():
    running = Membership(starts_on=date(2018, 10, 15))

    with pytest.raises(Refusal, match="End that membership first"):
        rules.refuse_overlapping_membership(date(2022, 1, 1), None, [running])


def test_membership_does_not_end_before_it_starts():
    with pytest.raises(Refusal) as refusal:
        rules.refuse_overlapping_membership(date(2022, 1, 2), date(2022, 1, 1), [])

    assert refusal.value.field == "ends_on"


def test_membership_ends_once():
    with pytest.raises(Refusal, match="already ended"):
        rules.refuse_end_of_membership(Membership(ends_on=date(2021, 6, 30)), date(2022, 1, 1))


@pytest.mark.parametrize(
    ("source", "field"),
    [(Source(), "source_title"), (Source(source_title="Minutes", is_synthetic=True), "is_synthetic")],
)
def test_fact_without_one_clear_origin_is_refused(source, field):
    with pytest.raises(Refusal) as refusal:
        rules.refuse_unsourced(source)

    assert refusal.value.field == field


@pytest.mark.parametrize("source", [Source(source_title="Minutes"), Source(is_synthetic=True)])
def test_fact_with_a_source_or_a_mark_is_accepted(source):
    rules.refuse_unsourced(source)


@pytest.mark.parametrize(("month", "day"), [(2, 29), (2, 30), (13, 1), (7, None), (None, 1)])
def test_fiscal_year_starts_on_a_day_that_every_year_has(month, day):
    with pytest.raises(Refusal):
        rules.refuse_impossible_fiscal_year(month, day)


@pytest.mark.parametrize(("month", "day"), [(7, 1), (10, 1), (11, 1), (None, None)])
def test_fiscal_year_of_a_city_is_accepted(month, day):
    rules.refuse_impossible_fiscal_year(month, day)


@pytest.mark.parametrize(("user_id", "name"), [(None, ""), (7, "Clerk of the council")])
def test_representative_is_one_person(user_id, name):
    with pytest.raises(Refusal):
        rules.refuse_unnamed(user_id, name)


def principal(**fields):
    return Representation(starts_on=date(2024, 1, 1), **fields)


def test_substitute_has_no_substitute():
    with pytest.raises(Refusal, match="cannot have a substitute"):
        rules.refuse_substitute_outside(principal(substitute_for_id=1), Period(date(2024, 2, 1)))


def test_substitute_does_not_begin_before_the_principal():
    with pytest.raises(Refusal) as refusal:
        rules.refuse_substitute_outside(principal(), Period(date(2023, 12, 31)))

    assert refusal.value.field == "starts_on"


@pytest.mark.parametrize("ends_on", [None, date(2025, 1, 1)])
def test_substitute_does_not_outlast_the_principal(ends_on):
    with pytest.raises(Refusal) as refusal:
        rules.refuse_substitute_outside(
            principal(ends_on=date(2024, 12, 31)), Period(date(2024, 2, 1), ends_on)
        )

    assert refusal.value.field == "ends_on"


def test_substitute_within_the_principals_time_is_accepted():
    rules.refuse_substitute_outside(
        principal(ends_on=date(2024, 12, 31)), Period(date(2024, 2, 1), date(2024, 12, 31))
    )


@pytest.mark.parametrize("year", [1799, 2027])
def test_figure_is_neither_ancient_nor_of_the_future(year, now):
    with pytest.raises(Refusal):
        rules.refuse_figure_of_the_future(year, now)
