from datetime import timedelta

import pytest
from django.db import transaction
from tests.factories.jobs import NOW, TASK, JobFactory

from interlocal.foundation.jobs.models import Job, State
from interlocal.foundation.jobs.public import enqueue

pytestmark = pytest.mark.django_db


def test_enqueue_writes_a_job_that_is_due_now():
    job = enqueue(TASK, key="a", payload={"record": "abc", "count": 3}, now=NOW)
    assert Job.objects.get() == job
    assert (job.state, job.due_at, job.payload, job.attempts) == (
        State.QUEUED,
        NOW,
        {"record": "abc", "count": 3},
        0,
    )


def test_a_later_start_waits():
    job = enqueue(TASK, key="a", not_before=NOW + timedelta(hours=1), now=NOW)
    assert (job.state, job.due_at) == (State.WAITING, NOW + timedelta(hours=1))


def test_a_start_that_has_passed_is_due_now():
    job = enqueue(TASK, key="a", not_before=NOW - timedelta(hours=1), now=NOW)
    assert (job.state, job.due_at) == (State.QUEUED, NOW)


@pytest.mark.parametrize("state", ["is_done", "is_failed", "is_waiting", "is_running"])
def test_a_key_that_was_used_gives_the_job_it_has(state):
    known = JobFactory(key="a", **{state: True})
    again = enqueue(TASK, key="a", payload={"other": 1}, now=NOW + timedelta(days=1))
    assert again == known
    assert (again.state, again.payload, again.created_at) == (known.state, {}, NOW)
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_job_goes_with_the_transaction_that_asked_for_it():
    with transaction.atomic():
        enqueue(TASK, key="lost", now=NOW)
        transaction.set_rollback(True)
    with transaction.atomic():
        enqueue(TASK, key="kept", now=NOW)
    assert list(Job.objects.values_list("key", flat=True)) == ["kept"]


def test_a_task_that_does_not_exist_is_refused():
    with pytest.raises(ImportError):
        enqueue("interlocal.foundation.jobs.tasks.nothing", key="a", now=NOW)
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ("ada@example.org", ValueError),
        ("first line\nsecond", ValueError),
        ("x" * 201, ValueError),
        (["ok", "ada@example.org"], ValueError),
        (1.5, TypeError),
        ({"name": "Ada"}, TypeError),
    ],
)
def test_a_payload_holds_ids_alone(value, error):
    with pytest.raises(error):
        enqueue(TASK, key="a", payload={"record": value}, now=NOW)
    assert not Job.objects.exists()
