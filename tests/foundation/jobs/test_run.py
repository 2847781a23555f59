"""How a job runs and ends. The clock is whatever the test says; nothing sleeps."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django_q.exceptions import TimeoutException
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.jobs import NOW, JobFactory

from interlocal.foundation.jobs.actions import run_next
from interlocal.foundation.jobs.actions.running import LeaseError, RunningJob
from interlocal.foundation.jobs.models import Effect, Job, State
from interlocal.foundation.jobs.public import TaskError, enqueue, run_due
from interlocal.foundation.jobs.rules import MAX_ATTEMPTS, back_off

pytestmark = pytest.mark.django_db
HERE = "tests.foundation.jobs.test_run"
seen: list[RunningJob] = []


@pytest.fixture(autouse=True)
def _nothing_seen():
    seen.clear()


def note(job):
    seen.append(job)


def look_for_a_transaction(job):
    assert not connection.in_atomic_block
    with job.once("effect"):
        assert connection.in_atomic_block
    seen.append(job)


def fail(job):
    seen.append(job)
    raise ValueError("Ada Lovelace <ada@example.org> is not on the list")


def refuse(job):
    raise TaskError("The mail server refused the recipient (550).", try_again=False)


def lose_the_connection(job):
    raise ConnectionRefusedError(111, "Connection refused")


def get_further_and_run_out_of_time(job):
    job.progress(job.attempt * 10 + len(seen), 100)
    seen.append(job)
    raise TimeoutException("Task exceeded maximum timeout value (600 seconds)")


def run_out_of_time(job):
    raise TimeoutException("Task exceeded maximum timeout value (600 seconds)")


def have_two_effects(job):
    with job.once("first") as is_first:
        if is_first:
            JobFactory(key=f"effect:first:{job.key}", is_done=True)
    if job.attempt == 1:
        raise ValueError
    with job.once("second") as is_first:
        if is_first:
            JobFactory(key=f"effect:second:{job.key}", is_done=True)


def fail_within_an_effect(job):
    with job.once("only"):
        JobFactory(key=f"effect:{job.key}", is_done=True)
        raise ValueError


def queue_another(job):
    enqueue(f"{HERE}.note", key="another", now=job.now)


def test_a_due_job_runs_once_and_is_done():
    job = JobFactory(task=f"{HERE}.note", payload={"record": "abc"})
    assert run_due(now=NOW) == 1
    assert run_due(now=NOW + timedelta(days=365)) == 0
    job.refresh_from_db()
    assert [(each.key, each.payload, each.now, each.attempt) for each in seen] == [
        (job.key, {"record": "abc"}, NOW, 1)
    ]
    assert (job.state, job.due_at, job.finished_at, job.runner) == (State.DONE, None, NOW, "")


@pytest.mark.django_db(transaction=True)
def test_a_task_runs_in_no_transaction():
    JobFactory(task=f"{HERE}.look_for_a_transaction")
    run_due(now=NOW)
    assert len(seen) == 1


def test_jobs_run_in_the_order_they_came_due():
    for key, minutes in (("late", 1), ("early", 3), ("never", -1)):
        JobFactory(key=key, task=f"{HERE}.note", due_at=NOW - timedelta(minutes=minutes))
    run_due(now=NOW)
    assert [job.key for job in seen] == ["early", "late"]


def test_a_job_queued_by_a_job_runs_in_the_same_round():
    JobFactory(task=f"{HERE}.queue_another")
    assert run_due(now=NOW) == 2
    assert [job.key for job in seen] == ["another"]


def test_a_failed_try_waits_and_keeps_no_personal_data():
    job = JobFactory(task=f"{HERE}.fail")
    run_due(now=NOW)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.last_error) == (State.WAITING, 1, "ValueError")
    assert job.due_at == NOW + back_off(job.key, 1)
    assert run_due(now=job.due_at - timedelta(microseconds=1)) == 0
    assert run_due(now=job.due_at) == 1


def test_an_error_of_the_system_says_its_reason():
    job = JobFactory(task=f"{HERE}.lose_the_connection")
    run_due(now=NOW)
    job.refresh_from_db()
    assert job.last_error == "ConnectionRefusedError: Connection refused"


def test_an_error_in_our_code_says_where(monkeypatch):
    job = JobFactory(task="interlocal.foundation.jobs.tasks.deliver_event")
    run_due(now=NOW)
    job.refresh_from_db()
    error, _at, place = job.last_error.partition(" at ")
    assert (error, place.rpartition(":")[0]) == ("KeyError", "foundation/jobs/tasks/__init__.py")


def test_after_the_last_try_the_job_has_failed():
    job = JobFactory(task=f"{HERE}.fail")
    for _ in range(MAX_ATTEMPTS):
        job.refresh_from_db()
        assert run_due(now=job.due_at) == 1
    job.refresh_from_db()
    assert (job.state, job.attempts, job.due_at) == (State.FAILED, MAX_ATTEMPTS, None)
    assert len(seen) == MAX_ATTEMPTS


def test_a_task_can_say_that_waiting_changes_nothing():
    job = JobFactory(task=f"{HERE}.refuse")
    run_due(now=NOW)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.finished_at) == (State.FAILED, 1, NOW)
    assert job.last_error == "The mail server refused the recipient (550)."


def test_a_task_that_is_gone_is_a_failed_try():
    job = JobFactory(task="interlocal.gone.task")
    run_due(now=NOW)
    job.refresh_from_db()
    assert (job.state, job.last_error) == (State.WAITING, "ModuleNotFoundError")


def test_effects_happen_once_though_the_job_runs_twice():
    job = JobFactory(key="a", task=f"{HERE}.have_two_effects")
    run_due(now=NOW)
    run_due(now=NOW + timedelta(minutes=1))
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.DONE, 2)
    assert sorted(Effect.objects.values_list("name", flat=True)) == ["first", "second"]
    assert Job.objects.filter(key__startswith="effect:").count() == 2


def test_an_effect_that_fails_leaves_no_mark():
    JobFactory(key="a", task=f"{HERE}.fail_within_an_effect")
    run_due(now=NOW)
    assert not Effect.objects.exists()
    assert not Job.objects.filter(key="effect:a").exists()


def test_a_job_whose_runner_died_is_run_again_when_its_lease_lapses():
    job = JobFactory(task=f"{HERE}.note", is_running=True)
    assert run_due(now=job.due_at - timedelta(seconds=1)) == 0
    assert run_due(now=job.due_at) == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.DONE, 2)


def test_a_job_that_kills_its_worker_each_time_has_failed():
    job = JobFactory(task=f"{HERE}.note", is_running=True, attempts=MAX_ATTEMPTS)
    after = JobFactory(task=f"{HERE}.note", due_at=job.due_at)
    assert run_due(now=job.due_at) == 1
    job.refresh_from_db()
    assert (job.state, job.due_at, job.last_error) == (
        State.FAILED,
        None,
        "The worker died each time it ran this.",
    )
    assert [each.key for each in seen] == [after.key]


def test_a_stale_runner_changes_nothing_any_more(monkeypatch):
    job = JobFactory(task=f"{HERE}.note")

    def be_overtaken(running):
        Job.objects.filter(pk=running.job_id).update(runner="f" * 16)
        with pytest.raises(LeaseError):
            running.progress(1, 2)
        raise ValueError

    monkeypatch.setitem(globals(), "note", be_overtaken)
    run_next(lambda: NOW)
    job.refresh_from_db()
    assert (job.state, job.runner, job.progress_done, job.last_error) == (State.RUNNING, "f" * 16, 0, "")


def test_a_job_that_got_further_in_its_time_goes_on_at_once():
    job = JobFactory(task=f"{HERE}.get_further_and_run_out_of_time")
    assert run_next(lambda: NOW)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.due_at, job.progress_done) == (State.QUEUED, 0, NOW, 10)
    assert run_next(lambda: NOW)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.progress_done) == (State.QUEUED, 0, 11)


def test_a_job_that_got_nowhere_in_its_time_has_failed_a_try():
    job = JobFactory(task=f"{HERE}.run_out_of_time")
    run_next(lambda: NOW)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.last_error) == (State.WAITING, 1, "No progress in 10 minutes.")


def test_progress_is_written_at_most_twice_a_second(django_assert_num_queries):
    job = JobFactory(is_running=True)
    running = RunningJob.of(job, NOW)
    with django_assert_num_queries(2):
        for done in range(1, 101):
            running.progress(done, 100, "Reading")
    job.refresh_from_db()
    assert (job.progress_done, job.progress_total, job.progress_label) == (100, 100, "Reading")


def test_looking_for_work_takes_no_lock(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert not run_next(lambda: NOW)


def test_a_turn_outlives_a_database_that_fails(monkeypatch, caplog):
    from interlocal.foundation.jobs import tasks

    def fail(_clock):
        raise DatabaseError("row (Ada Lovelace, ada@example.org)")

    monkeypatch.setattr(tasks, "run_next", fail)
    tasks.run_due_jobs()
    assert [record.getMessage() for record in caplog.records] == ["database failed"]


@given(key=st.text(max_size=50), attempts=st.integers(1, 200))
def test_back_off_doubles_to_six_hours_less_a_fifth(key, attempts):
    most = min(timedelta(seconds=30) * 2 ** min(attempts - 1, 20), timedelta(hours=6))
    assert most * 0.8 <= back_off(key, attempts) <= most
    assert back_off(key, attempts) == back_off(key, attempts)


def test_back_off_spreads_jobs_that_failed_together():
    assert len({back_off(f"job:{number}", 5) for number in range(100)}) > 90


def test_all_tries_together_take_more_than_a_day():
    assert timedelta(days=1) < sum(
        (back_off("a", attempt) for attempt in range(1, MAX_ATTEMPTS)), timedelta()
    )
