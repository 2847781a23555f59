"""What a task sees of its job while it runs, and the lease that keeps others from running it too."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from interlocal.foundation.jobs.models import Effect, Job, State
from interlocal.kernel import clock

_PROGRESS_EVERY_SECONDS = 0.5


class LeaseError(Exception):
    """Another runner has taken the job over, because this one was not heard from in time."""


@dataclass
class RunningJob:
    """A job as its task sees it.

    ``now`` is the moment this try began. A task may run more than once (its worker can be killed after the
    work and before the done-mark), so each lasting effect stands in ``once`` or carries a key of its own.
    """

    key: str
    payload: Mapping[str, Any]
    now: datetime
    attempt: int
    job_id: int
    runner: str
    _reported: float = field(default=0.0, init=False)

    @classmethod
    def of(cls, job: Job, now: datetime) -> Self:
        """Return what the task of ``job`` sees."""
        return cls(job.key, job.payload, now, job.attempts, job.pk, job.runner)

    @contextmanager
    def once(self, name: str) -> Iterator[bool]:
        """Open a transaction for the effect called ``name``; give ``False`` when it has happened already.

        The mark that it happened commits with the effect, so it happens once however often the job runs.
        """
        with transaction.atomic():
            _effect, is_first = Effect.objects.get_or_create(
                job_id=self.job_id, name=name, defaults={"done_at": self.now}
            )
            yield is_first

    def progress(self, done: int, total: int, label: str = "") -> None:
        """Say how far the work is, as often as you like. Raises ``LeaseError`` to stop a stale runner."""
        moment = time.monotonic()
        if done < total and self._reported and moment - self._reported < _PROGRESS_EVERY_SECONDS:
            return
        self._reported = moment
        held = Job.objects.filter(pk=self.job_id, runner=self.runner, state=State.RUNNING)
        if not held.update(progress_done=done, progress_total=total, progress_label=label):
            raise LeaseError


class Lease:
    """Renews a job's lease from a thread of its own for as long as the task runs, however busy it is."""

    def __init__(self, job: Job) -> None:
        self._held = Job.objects.filter(pk=job.pk, runner=job.runner, state=State.RUNNING)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._renew, name="lease", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _renew(self) -> None:
        try:
            while not self._over.wait(settings.INTERLOCAL_JOB_LEASE.total_seconds() / 4):
                self._renew_once()
        finally:
            connection.close()

    def _renew_once(self) -> None:
        try:
            self._held.update(due_at=clock.now() + settings.INTERLOCAL_JOB_LEASE)
        except DatabaseError:
            connection.close()  # the next beat tries again with a new connection
