"""A clock that ran a day ahead and was set right leaves no job and no schedule behind."""

from datetime import time, timedelta

import pytest
from django.core.cache import cache
from tests.factories.jobs import NOW, TASK, JobFactory

from interlocal.foundation.jobs.actions import heed_clock, queue_due_schedules, run_due
from interlocal.foundation.jobs.models import Job, ScheduleSlot, State
from interlocal.foundation.jobs.rules import Schedule

pytestmark = pytest.mark.django_db
AHEAD = NOW + timedelta(days=1)
SECOND = timedelta(seconds=1)
OFTEN = Schedule("often", TASK, every=timedelta(minutes=5))
DAILY = Schedule("daily", TASK, at=time(2))


def test_what_was_queued_ahead_is_due_now():
    job = JobFactory(created_at=AHEAD, due_at=AHEAD)
    assert heed_clock((), now=NOW)
    assert run_due(now=NOW) == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.DONE, 1)


@pytest.mark.parametrize(
    "values",
    [
        {"attempts": 3, "started_at": AHEAD, "due_at": AHEAD + timedelta(hours=1)},
        # The clock jumped while it was tried.
        {"attempts": 3, "started_at": NOW - SECOND, "due_at": AHEAD + SECOND},
        {"attempts": 0, "not_before": AHEAD + timedelta(minutes=1), "created_at": AHEAD, "due_at": AHEAD},
    ],
)
def test_what_was_to_be_tried_ahead_is_tried_now(values):
    job = JobFactory(is_waiting=True, **values)
    assert heed_clock((), now=NOW)
    job.refresh_from_db()
    assert (job.state, job.due_at) == (State.WAITING, NOW)
    assert run_due(now=NOW) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"is_waiting": True, "attempts": 9, "started_at": NOW - SECOND, "due_at": NOW + timedelta(hours=6)},
        {"is_waiting": True, "attempts": 0, "not_before": AHEAD, "due_at": AHEAD},
        {"is_running": True},
        {"is_done": True},
        {"due_at": NOW + timedelta(minutes=2)},  # another machine's clock
    ],
)
def test_what_waits_as_it_should_is_left_alone(values):
    job = JobFactory(**values)
    before = job.due_at
    assert not heed_clock((), now=NOW)
    job.refresh_from_db()
    assert job.due_at == before


def test_a_lease_that_ends_in_the_future_is_cut_and_lapses_unless_it_is_renewed(settings):
    settings.INTERLOCAL_JOB_LEASE = timedelta(seconds=60)
    dead = JobFactory(is_running=True, started_at=AHEAD, due_at=AHEAD + timedelta(seconds=60))
    assert heed_clock((), now=NOW)
    assert run_due(now=NOW + timedelta(seconds=59)) == 0, "its runner may live"
    assert run_due(now=NOW + timedelta(seconds=61)) == 1
    dead.refresh_from_db()
    assert (dead.state, dead.attempts) == (State.DONE, 2)


def test_a_schedule_goes_on_and_what_ran_ahead_runs_again_on_its_day():
    queue_due_schedules((OFTEN, DAILY), now=NOW)
    for now in (AHEAD, AHEAD + timedelta(minutes=5)):
        queue_due_schedules((OFTEN, DAILY), now=now)
        run_due(now=now)
    ran = Job.objects.filter(state=State.DONE).count()
    assert queue_due_schedules((OFTEN, DAILY), now=NOW + timedelta(minutes=5)) == 0, "the defect to mend"
    assert heed_clock((OFTEN, DAILY), now=NOW + timedelta(minutes=5))
    assert ScheduleSlot.objects.get(schedule="daily").slot == DAILY.slot(NOW)
    assert queue_due_schedules((OFTEN, DAILY), now=NOW + timedelta(minutes=10)) == 1
    assert queue_due_schedules((OFTEN, DAILY), now=AHEAD) == 2
    assert run_due(now=AHEAD) == 3
    assert Job.objects.filter(state=State.DONE).count() == ran + 3
    assert not heed_clock((OFTEN, DAILY), now=AHEAD)


def test_counts_of_tries_do_not_last_as_long_as_the_clock_was_wrong():
    JobFactory(created_at=AHEAD, due_at=AHEAD)
    cache.set("limit:tries", 5, 86_400)
    assert heed_clock((), now=NOW)
    assert cache.get("limit:tries") is None


def test_a_look_at_a_right_clock_is_two_queries(django_assert_num_queries):
    queue_due_schedules((OFTEN, DAILY), now=NOW)
    with django_assert_num_queries(2):
        assert not heed_clock((OFTEN, DAILY), now=NOW)
