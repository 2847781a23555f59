"""Due dates against a slow oracle that counts on its fingers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.partnerships.commitments.models import DueKind, DueRule, Step
from interlocal.partnerships.commitments.rules import due_date, weekdays_after, weekdays_before

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
ONE = timedelta(days=1)


@given(DAYS, st.integers(0, 60))
def test_weekdays_are_counted_one_by_one(day, count):
    later = [day + ONE * n for n in range(1, 100)]
    earlier = [day - ONE * n for n in range(1, 100)]
    assert weekdays_after(day, count) == [day, *[one for one in later if one.isoweekday() <= 5]][count]
    assert weekdays_before(day, count) == [day, *[one for one in earlier if one.isoweekday() <= 5]][count]


@given(DAYS, DAYS, DAYS, st.integers(0, 400))
def test_days_after_count_from_the_last_step_or_the_one_named(first, second, started_on, days):
    closed = {"first": first, "second": second}
    after_all = Step("third", "Third", after=("first", "second"), due=DueRule(DueKind.DAYS_AFTER, days))
    after_one = Step(
        "third", "Third", after=("first", "second"), due=DueRule(DueKind.DAYS_AFTER, days, of="first")
    )
    at_start = Step("third", "Third", due=DueRule(DueKind.DAYS_AFTER, days))
    dates = [
        due_date(step, closed=closed, started_on=started_on, target_on=None)
        for step in (after_all, after_one, at_start)
    ]
    assert dates == [max(first, second) + ONE * days, first + ONE * days, started_on + ONE * days]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (DueRule(), None),
        (DueRule(DueKind.FIXED, on=date(2026, 7, 1)), date(2026, 7, 1)),
        (DueRule(DueKind.DAYS_BEFORE, 3), date(2026, 3, 13)),
        (DueRule(DueKind.WEEKDAYS_BEFORE, 3), date(2026, 3, 11)),
        (DueRule(DueKind.WEEKDAYS_AFTER, 1), date(2026, 3, 9)),
    ],
)
def test_each_rule_gives_its_date(due, expected):
    friday, target_on = date(2026, 3, 6), date(2026, 3, 16)
    step = Step("one", "One", due=due)
    assert due_date(step, closed={}, started_on=friday, target_on=target_on) == expected


@pytest.mark.parametrize("kind", [DueKind.DAYS_BEFORE, DueKind.WEEKDAYS_BEFORE])
def test_rule_before_a_target_has_no_date_until_there_is_one(kind):
    step = Step("one", "One", due=DueRule(kind, 3))
    assert due_date(step, closed={}, started_on=date(2026, 3, 6), target_on=None) is None
