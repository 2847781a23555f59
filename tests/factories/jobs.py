"""Jobs in every state, and tasks for tests."""

from datetime import UTC, datetime, timedelta

import factory

from interlocal.foundation.jobs.models import Job, State

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
TASK = "tests.factories.jobs.succeed"


class JobFactory(factory.django.DjangoModelFactory):
    """A job that is due at ``NOW``."""

    class Meta:
        model = Job

    class Params:
        is_done = factory.Trait(
            state=State.DONE, due_at=None, attempts=1, finished_at=NOW + timedelta(minutes=1)
        )
        is_failed = factory.Trait(
            state=State.FAILED,
            due_at=None,
            attempts=16,
            last_error="ValueError at desk/tasks.py:12",
            finished_at=NOW + timedelta(days=2),
        )
        is_waiting = factory.Trait(state=State.WAITING, attempts=2, due_at=NOW + timedelta(minutes=2))
        is_running = factory.Trait(
            state=State.RUNNING,
            runner="0123456789abcdef",
            attempts=1,
            due_at=NOW + timedelta(minutes=1),
            started_at=NOW,
        )

    key = factory.Sequence(lambda n: f"tests:{n}")
    task = TASK
    created_at = NOW
    due_at = NOW


def succeed(job) -> None:
    """Do nothing, successfully."""
