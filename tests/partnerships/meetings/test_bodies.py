"""Bodies, seats and series: what is valid, and on which days meetings fall."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.meetings import BodyMemberFactory, MeetingSeriesFactory

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.meetings import actions, rules
from interlocal.partnerships.meetings.models import Meeting, MeetingSeries, Repeats


@pytest.mark.django_db
def test_nobody_sits_twice_at_a_time(body, now):
    seat = BodyMemberFactory.create(body=body)
    facts = {"name": seat.name.upper(), "starts_on": date(2026, 1, 1)}
    with pytest.raises(Refusal, match="already sits"):
        actions.seat_member(by=None, body=body, facts=facts, now=now)


@pytest.mark.django_db
def test_substitute_has_the_members_vote_and_leaves_with_the_member(body, now):
    principal = BodyMemberFactory.create(body=body, weight=7)
    facts = {"name": "Sam Stone", "starts_on": date(2026, 1, 1)}
    substitute = actions.name_substitute(by=None, principal=principal, facts=facts, now=now)
    assert (substitute.jurisdiction, substitute.weight) == (principal.jurisdiction, 7)
    actions.end_seat(by=None, seat=principal, ends_on=date(2026, 4, 1), now=now)
    substitute.refresh_from_db()
    assert substitute.ends_on == date(2026, 4, 1)
    with pytest.raises(Refusal, match="cannot have a substitute"):
        actions.name_substitute(by=None, principal=substitute, facts=facts, now=now)


@pytest.mark.django_db
def test_share_is_replaced_by_the_one_set_later(body, now):
    for numerator in (1, 2):
        facts = {"numerator": numerator, "denominator": 3, "is_strict": False, "basis": "seats"}
        actions.set_threshold(by=None, body=body, motion_kind="", facts=facts, now=now)
    assert [(row.numerator, row.denominator) for row in body.thresholds.all()] == [(2, 3)]


@given(
    first_on=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    repeats=st.sampled_from(Repeats.values),
    every=st.integers(1, 5),
    ordinal=st.sampled_from([1, 2, 3, 4, -1]),
    length=st.integers(0, 900),
)
def test_series_falls_on_the_days_that_icalendar_says(first_on, repeats, every, ordinal, length):
    """The oracle is dateutil's reading of RFC 5545, which somebody else wrote."""
    series = MeetingSeries(first_on=first_on, repeats=repeats, every=every, ordinal=ordinal)
    until = first_on + timedelta(days=length)
    rule = {
        Repeats.WEEKLY: {"freq": rrule.WEEKLY},
        Repeats.MONTHLY_BY_DAY: {"freq": rrule.MONTHLY, "bymonthday": first_on.day},
        Repeats.MONTHLY_BY_WEEKDAY: {
            "freq": rrule.MONTHLY,
            "byweekday": rrule.weekday(first_on.weekday(), ordinal),
        },
    }[repeats]
    dates = rrule.rrule(
        dtstart=datetime.combine(first_on, time(9)),
        until=datetime.combine(until, time(9)),
        interval=every,
        **rule,
    )
    assert list(rules.days_of(series, until)) == [moment.date() for moment in dates]


@pytest.mark.django_db
def test_series_keeps_its_hour_when_the_clocks_change_and_is_planned_once(body, now):
    series = MeetingSeriesFactory.create(body=body)
    for _again in range(2):
        actions.plan_series(by=None, series=series, until=date(2026, 11, 30), now=now)
    starts = list(Meeting.objects.filter(series=series).values_list("starts_at", flat=True))
    # 9:00 is 14:00 UTC in summer and 15:00 in winter; the meetings of January to March are past.
    assert (starts[0], starts[-1]) == (
        datetime(2026, 3, 19, 14, tzinfo=UTC),
        datetime(2026, 11, 19, 15, tzinfo=UTC),
    )
    assert len(starts) == 9
