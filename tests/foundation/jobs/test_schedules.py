from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.jobs import TASK

from interlocal.foundation.jobs.actions import queue_due_schedules
from interlocal.foundation.jobs.models import Job
from interlocal.foundation.jobs.public import Schedule
from interlocal.foundation.jobs.queries import wired_schedules

MORNING = Schedule("morning", TASK, at=time(6, 30))
MONDAYS = Schedule("mondays", TASK, at=time(6, 30), weekday=0)
OFTEN = Schedule("often", TASK, every=timedelta(minutes=5))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def keys() -> list[str]:
    return list(Job.objects.order_by("pk").values_list("key", flat=True))


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        (utc(2026, 3, 10, 11, 29, 59), "2026-03-09"),  # 06:29:59 in Kansas City, in summer time
        (utc(2026, 3, 10, 11, 30), "2026-03-10"),
        (utc(2026, 3, 11, 4, 59), "2026-03-10"),  # 23:59 there, the next day in UTC
        (utc(2026, 1, 10, 12, 29), "2026-01-09"),  # winter time
        (utc(2026, 1, 10, 12, 30), "2026-01-10"),
    ],
)
def test_a_daily_slot_begins_at_its_hour_in_the_partnership(now, slot):
    assert MORNING.slot(now) == slot


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        (utc(2026, 3, 9, 11, 29), "2026-03-02"),  # Monday, a minute early
        (utc(2026, 3, 9, 11, 30), "2026-03-09"),
        (utc(2026, 3, 15, 23, 0), "2026-03-09"),  # Sunday
        (utc(2026, 3, 16, 11, 30), "2026-03-16"),
    ],
)
def test_a_weekly_slot_begins_on_its_day(now, slot):
    assert MONDAYS.slot(now) == slot


def test_an_hour_that_spring_skips_counts_after_the_gap():
    at_half_past_two = Schedule("night", TASK, at=time(2, 30))
    # On March 8, 2026 the clock goes from 02:00 to 03:00 at 08:00 UTC.
    assert at_half_past_two.slot(utc(2026, 3, 8, 8, 29)) == "2026-03-07"
    assert at_half_past_two.slot(utc(2026, 3, 8, 8, 30)) == "2026-03-08"


def test_an_hour_that_comes_twice_in_autumn_counts_once():
    at_half_past_one = Schedule("night", TASK, at=time(1, 30))
    # On November 1, 2026 01:30 comes at 06:30 and at 07:30 UTC.
    slots = [at_half_past_one.slot(utc(2026, 11, 1, 6, 29) + timedelta(minutes=n)) for n in range(120)]
    assert slots == ["2026-10-31"] + ["2026-11-01"] * 119


@given(
    start=st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    steps=st.lists(st.integers(0, 100_000), max_size=20),
    at=st.times(),
)
def test_slots_never_go_back(start, steps, at):
    moments = [start]
    for step in steps:
        moments.append(moments[-1] + timedelta(seconds=step))
    for schedule in (
        OFTEN,
        Schedule("daily", TASK, at=at.replace(tzinfo=None)),
        Schedule("weekly", TASK, at=at.replace(tzinfo=None), weekday=3),
    ):
        slots = [schedule.slot(moment) for moment in moments]
        assert slots == sorted(slots)


@given(year=st.integers(2020, 2035), at=st.times())
def test_every_day_of_a_year_has_one_slot(year, at):
    daily = Schedule("daily", TASK, at=at.replace(tzinfo=None))
    hours = [utc(year, 1, 3) + timedelta(hours=n) for n in range(24 * 360)]
    assert len({daily.slot(hour) for hour in hours}) in {360, 361}


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"every": timedelta(minutes=5), "at": time(6, 30)},
        {"every": timedelta(minutes=5), "weekday": 1},
        {"every": timedelta(seconds=59)},
    ],
)
def test_a_schedule_that_says_nothing_sensible_is_refused(values):
    with pytest.raises(ValueError, match=r"^Schedule odd runs"):
        Schedule("odd", TASK, **values)


@pytest.mark.django_db
def test_a_slot_is_queued_once_however_often_it_is_asked_for():
    queue_due_schedules([OFTEN], now=utc(2026, 3, 10, 15, 0, 1))
    queue_due_schedules([OFTEN], now=utc(2026, 3, 10, 15, 4, 59))
    queue_due_schedules([OFTEN], now=utc(2026, 3, 10, 15, 5))
    assert keys() == ["often:2026-03-10T15:00:00Z", "often:2026-03-10T15:05:00Z"]


@pytest.mark.django_db
def test_missed_slots_run_once():
    queue_due_schedules([OFTEN, MORNING], now=utc(2026, 3, 10, 15, 0))
    queue_due_schedules([OFTEN, MORNING], now=utc(2026, 3, 17, 15, 0))
    assert keys() == ["often:2026-03-10T15:00:00Z", "often:2026-03-17T15:00:00Z", "morning:2026-03-17"]


@pytest.mark.django_db
def test_a_new_daily_schedule_waits_for_its_hour():
    assert queue_due_schedules([MORNING, MONDAYS], now=utc(2026, 3, 10, 15, 0)) == 0
    assert queue_due_schedules([MORNING, MONDAYS], now=utc(2026, 3, 11, 11, 29)) == 0
    assert queue_due_schedules([MORNING, MONDAYS], now=utc(2026, 3, 11, 11, 30)) == 1
    assert keys() == ["morning:2026-03-11"]


@pytest.mark.django_db
def test_a_clock_set_back_queues_nothing_again():
    queue_due_schedules([OFTEN], now=utc(2026, 3, 10, 15, 0))
    assert queue_due_schedules([OFTEN], now=utc(2026, 3, 10, 14, 0)) == 0


@pytest.mark.django_db
def test_a_tick_with_nothing_due_is_one_query(django_assert_num_queries):
    queue_due_schedules([OFTEN, MORNING], now=utc(2026, 3, 10, 15, 0))
    with django_assert_num_queries(1):
        queue_due_schedules([OFTEN, MORNING], now=utc(2026, 3, 10, 15, 1))


def test_the_wired_schedules_name_tasks_that_exist_and_are_named_apart():
    from django.utils.module_loading import import_string

    schedules = wired_schedules()
    assert all(callable(import_string(schedule.task)) for schedule in schedules)
    assert len({schedule.name for schedule in schedules}) == len(schedules)
