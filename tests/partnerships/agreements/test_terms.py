"""Terms and windows against a walk through the calendar, day by day, that knows no arithmetic of months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.partnerships.agreements.terms import (
    Anchor,
    Unit,
    Window,
    deadline,
    earliest_last_day,
    last_day_of_term,
    months_from,
)

DAYS = st.dates(date(1990, 1, 1), date(2070, 12, 31))
COUNTS = st.integers(1, 48)
ONE = timedelta(days=1)


def walked(day, count):
    """Walk to the ``count``-th month on or back, then to the last day of it that is not past the number."""
    step = ONE if count > 0 else -ONE
    months_left, at = abs(count), day
    while months_left:
        following = at + step
        months_left -= following.month != at.month
        at = following
    while at.day != 1:
        at -= ONE
    while at.day < day.day and (at + ONE).month == at.month:
        at += ONE
    return at


@given(DAYS, COUNTS, st.booleans())
def test_months_are_those_of_a_walk_through_the_calendar(day, count, is_back):
    count = -count if is_back else count
    assert months_from(day, count) == walked(day, count)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2026, 4, 30), -2, date(2026, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 7, 1), 0, date(2026, 7, 1)),
        (date(2025, 12, 31), 14, date(2027, 2, 28)),
        (date(2028, 2, 29), -12, date(2027, 2, 28)),
    ],
)
def test_end_of_a_month_follows_the_rule(day, count, expected):
    assert months_from(day, count) == expected


@given(DAYS, COUNTS)
def test_going_back_never_arrives_late_and_at_most_three_days_early(day, count):
    back = months_from(months_from(day, count), -count)
    assert timedelta(0) <= day - back <= timedelta(days=3)


@given(DAYS, COUNTS, COUNTS)
def test_more_months_end_later(day, fewer, more):
    assert (months_from(day, fewer) < months_from(day, fewer + more)) is True


def test_term_ends_the_day_before_the_same_day():
    assert last_day_of_term(date(2024, 7, 1), 24) == date(2026, 6, 30)
    assert last_day_of_term(date(2024, 3, 1), 12) == date(2025, 2, 28)
    with pytest.raises(ValueError, match="at least one month"):
        last_day_of_term(date(2024, 7, 1), 0)


@given(DAYS, st.integers(1, 400))
def test_days_before_the_end_do_not_count_the_last_day(ends_on, count):
    day = ends_on
    for _step in range(count):
        day -= ONE
    assert deadline(Window(Anchor.BEFORE_END, count, Unit.DAYS), ends_on) == day


def test_deadline_of_each_kind_of_window():
    june = date(2027, 6, 30)
    assert deadline(Window(Anchor.BEFORE_END, 30, Unit.DAYS), june) == date(2027, 5, 31)
    assert deadline(Window(Anchor.BEFORE_END, 4, Unit.MONTHS), june) == date(2027, 2, 28)
    assert deadline(Window(Anchor.ON_DATE, on=date(2027, 1, 15)), None) == date(2027, 1, 15)
    assert deadline(Window(Anchor.ANY_TIME, 60), june) is None
    assert deadline(Window(Anchor.BEFORE_END, 30), None) is None


@given(DAYS, COUNTS, st.integers(-60, 60))
def test_notice_reaches_the_end_of_the_term_exactly_until_its_last_day(ends_on, count, offset):
    window = Window(Anchor.BEFORE_END, count, Unit.MONTHS)
    given_on = walked(ends_on, -count) + timedelta(days=offset)
    reached = earliest_last_day(window, given_on=given_on, ends_on=ends_on)
    assert reached == (ends_on if offset <= 0 else None)


def test_notice_at_any_time_takes_effect_later():
    window = Window(Anchor.ANY_TIME, 6, Unit.MONTHS)
    assert earliest_last_day(window, given_on=date(2026, 8, 31), ends_on=None) == date(2027, 2, 28)
