"""The clock against an oracle that walks the minutes, and on the cases that clerks argue about."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import IS_FULL

from interlocal.partnerships.law.book import Law
from interlocal.partnerships.law.pack import pack_named
from interlocal.partnerships.meetings.models import Body
from interlocal.partnerships.meetings.notice import (
    ClosedDays,
    LocalRule,
    NeverOpen,
    NoticeRule,
    counted_between,
    explain,
    explain_posting,
    reckon,
)
from interlocal.partnerships.meetings.queries import notice_rule

CENTRAL = ZoneInfo("America/Chicago")
MISSOURI = notice_rule(Law(pack_named("missouri")), Body())
ASKED = (
    "RSMo 610.020.2 asks for at least 24 hours, not counting weekends and holidays when the facility "
    "is closed."
)
INDEPENDENCE = LocalRule(asks="agenda", weekday=1, at=time(12), weeks_before=1, words="Noon, Tuesday before")
ZONES = ("America/Chicago", "America/Phoenix", "America/St_Johns", "America/Havana", "Pacific/Chatham")
MEETINGS = 10_000 if IS_FULL else 300


def at(*parts: int, zone: ZoneInfo = CENTRAL) -> datetime:
    return datetime(*parts, tzinfo=zone)


def slow_latest(starts_at: datetime, hours: int, zone: ZoneInfo, is_open) -> datetime:
    """Walk back one minute of elapsed time after another; a minute counts by the local day it lies in."""
    moment, left = starts_at, hours * 60
    while left:
        moment -= timedelta(minutes=1)
        left -= is_open(moment.astimezone(zone).date())
    return moment


@st.composite
def meetings(draw):
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    first = datetime(2024, 1, 1, tzinfo=UTC)
    near_change = st.sampled_from(
        [datetime(2026, 3, 8, 20, tzinfo=UTC), datetime(2026, 11, 1, 20, tzinfo=UTC)]
    )
    anywhere = st.integers(0, 4 * 366 * 24 * 60).map(lambda minutes: first + timedelta(minutes=minutes))
    close = st.builds(lambda day, off: day + timedelta(minutes=off), near_change, st.integers(-2000, 4000))
    starts_at = draw(st.one_of(anywhere, close))
    weekdays = draw(st.one_of(st.just(frozenset(range(5))), st.frozensets(st.integers(0, 6), min_size=1)))
    local = starts_at.astimezone(zone).date()
    closed = draw(st.dictionaries(st.integers(0, 12), st.just("Holiday"), max_size=5))
    closures = {local - timedelta(days=back): name for back, name in closed.items()}
    hours = draw(st.sampled_from([24, 24, 24, 1, 47, 72]))
    return (
        starts_at,
        NoticeRule(hours=hours, section="S"),
        ClosedDays(zone=zone, open_weekdays=weekdays, closures=closures),
    )


@settings(max_examples=MEETINGS)
@given(meetings(), st.integers(0, 6 * 24 * 60))
def test_latest_moment_and_counted_time_agree_with_walking_the_minutes(meeting, minutes_before):
    starts_at, rule, days = meeting

    def is_open(day: date) -> bool:
        return day.weekday() in days.open_weekdays and day not in days.closures

    found = reckon(starts_at=starts_at, rule=rule, days=days)
    assert found.due_at == slow_latest(starts_at, rule.hours, days.zone, is_open)

    posted_at = starts_at - timedelta(minutes=minutes_before)
    minutes = [posted_at + timedelta(minutes=n) for n in range(minutes_before)]
    counted = sum(is_open(minute.astimezone(days.zone).date()) for minute in minutes)
    assert counted_between(days, posted_at, starts_at) == timedelta(minutes=counted)
    verdict = found.judge(posted_at)
    assert verdict.is_in_time == (counted >= rule.hours * 60) == (not verdict.short_by)


@pytest.mark.parametrize(
    ("starts_at", "due_at"),
    [
        (at(2026, 3, 5, 9), at(2026, 3, 4, 9)),  # Thursday: a day before
        (at(2026, 3, 9, 16, 30), at(2026, 3, 6, 16, 30)),  # Monday: the weekend does not count
        (at(2026, 3, 7, 10), at(2026, 3, 6, 0)),  # a Saturday meeting: all of Friday
        (at(2026, 5, 26, 9), at(2026, 5, 22, 9)),  # Tuesday after Memorial Day
        (at(2026, 1, 2, 9), at(2025, 12, 31, 9)),  # over New Year's Day
    ],
)
def test_weekends_and_holidays_do_not_count(starts_at, due_at):
    days = ClosedDays(
        zone=CENTRAL, closures={date(2026, 5, 25): "Memorial Day", date(2026, 1, 1): "New Year"}
    )
    assert reckon(starts_at=starts_at, rule=MISSOURI, days=days).due_at == due_at


def test_hours_are_elapsed_when_clocks_change_on_an_open_day():
    every_day = ClosedDays(zone=CENTRAL, open_weekdays=frozenset(range(7)))
    spring = reckon(starts_at=at(2026, 3, 8, 9), rule=MISSOURI, days=every_day)
    autumn = reckon(starts_at=at(2026, 11, 1, 9), rule=MISSOURI, days=every_day)
    assert spring.due_at == at(2026, 3, 7, 8)
    assert autumn.due_at == at(2026, 10, 31, 10)


def test_local_rule_makes_it_earlier_and_never_later():
    days = ClosedDays(zone=CENTRAL)
    strict = LocalRule(asks="notice", weekday=1, at=time(12), weeks_before=1, words="Noon, Tuesday before")
    lax = LocalRule(asks="notice", weekday=3, at=time(8), weeks_before=0, words="Same day")
    found = reckon(starts_at=at(2026, 3, 12, 9), rule=MISSOURI, days=days, local=[strict, lax])
    assert found.by_law_at == at(2026, 3, 11, 9)
    assert (found.due_at, found.deciding) == (at(2026, 3, 3, 12), "Noon, Tuesday before")
    assert (
        reckon(starts_at=at(2026, 3, 12, 9), rule=MISSOURI, days=days, local=[lax]).due_at == found.by_law_at
    )


def test_agenda_rule_leaves_the_notice_alone():
    days = ClosedDays(zone=CENTRAL)
    found = reckon(starts_at=at(2026, 3, 16, 18), rule=MISSOURI, days=days, local=[INDEPENDENCE])
    assert found.due_at == found.by_law_at == at(2026, 3, 13, 18)
    assert found.agenda_due_at == at(2026, 3, 10, 12)


def test_verdict_says_how_much_is_short_and_how_late_it_was():
    days = ClosedDays(zone=CENTRAL)
    found = reckon(starts_at=at(2026, 3, 9, 16, 30), rule=MISSOURI, days=days)
    on_saturday = found.judge(at(2026, 3, 7, 10))
    assert (on_saturday.is_in_time, on_saturday.counted) == (False, timedelta(hours=16, minutes=30))
    assert on_saturday.short_by == timedelta(hours=7, minutes=30)
    assert on_saturday.late_by == timedelta(hours=17, minutes=30)
    assert found.judge(found.due_at).is_in_time
    assert not found.judge(found.due_at + timedelta(microseconds=1)).is_in_time
    assert found.judge(at(2026, 3, 9, 17)).is_after_start


def test_explanation_names_the_days_and_the_section():
    days = ClosedDays(zone=CENTRAL, closures={date(2026, 5, 25): "Memorial Day"})
    found = reckon(starts_at=at(2026, 5, 26, 9), rule=MISSOURI, days=days)
    assert explain(found) == (
        "The meeting starts Tue, May 26, 2026, 9:00 a.m. CDT.",
        ASKED,
        "Fri, May 22, 2026: 9:00 a.m. to midnight count, 15 h.",
        (
            "Sat, May 23, 2026; Sun, May 24, 2026 and Mon, May 25, 2026 (Memorial Day) do not count "
            "(RSMo 610.020.2)."
        ),
        "Tue, May 26, 2026: 0:00 to 9:00 a.m. count, 9 h.",
        "So the law's latest moment is Fri, May 22, 2026, 9:00 a.m. CDT.",
        "Counsel has not confirmed how RSMo 610.020.2 is applied here.",
    )
    assert explain_posting(found, at(2026, 5, 23, 8)) == (
        "Posted Sat, May 23, 2026, 8:00 a.m. CDT.",
        (
            "Sat, May 23, 2026; Sun, May 24, 2026 and Mon, May 25, 2026 (Memorial Day) do not count "
            "(RSMo 610.020.2)."
        ),
        "Tue, May 26, 2026: 0:00 to 9:00 a.m. count, 9 h.",
        "9 h count of the 24 hours that RSMo 610.020.2 asks for.",
        "That is 15 h short; the latest moment was Fri, May 22, 2026, 9:00 a.m. CDT.",
    )


def test_explanation_warns_where_no_closed_days_are_recorded():
    found = reckon(starts_at=at(2026, 3, 5, 9), rule=MISSOURI, days=ClosedDays(zone=CENTRAL))
    assert (
        "No closed days are recorded for 2026: enter its holidays, or the clock counts them as open."
        in explain(found)
    )


def test_building_that_never_opens_is_refused():
    days = ClosedDays(zone=CENTRAL, open_weekdays=frozenset())
    with pytest.raises(NeverOpen):
        reckon(starts_at=at(2026, 3, 5, 9), rule=MISSOURI, days=days)
