"""django-q's broker over the jobs table: it carries no messages, it only asks whether anything is due.

So nothing can be lost between the two: a job is in the table, committed with the change that asked for it,
or it is not. Retries, later starts and lapsed leases are all just rows that have come due.
"""

import logging
import time

from django.db import DatabaseError, close_old_connections
from django_q.brokers import Broker
from django_q.conf import Conf
from django_q.humanhash import uuid
from django_q.signing import SignedPackage

from interlocal.foundation.jobs.actions import heed_clock, queue_due_schedules
from interlocal.foundation.jobs.models import Job
from interlocal.foundation.jobs.queries import wired_schedules
from interlocal.kernel import clock
from interlocal.kernel.maintenance import is_under_maintenance

RUN = "interlocal.foundation.jobs.tasks.run_due_jobs"
_TICK_SECONDS = 15.0
_BETWEEN_CALLS_SECONDS = 0.02
_log = logging.getLogger("interlocal.jobs")


class JobsTable(Broker):  # type: ignore[misc]
    """Calls a worker whenever a job is due, and queues schedules whose slot has come."""

    def __init__(self, list_key: str | None = None) -> None:
        super().__init__(list_key)
        self._ticked: float | None = None

    def __setstate__(self, state: tuple[str, str | None]) -> None:
        super().__setstate__(state)
        self._ticked = None

    @staticmethod
    def get_cache() -> None:
        """Keep no statistics: in the database's cache they would be two writes a second."""

    def ping(self) -> bool:
        """The database is there, or every page says so."""
        return True

    def info(self) -> str:
        """Name the broker."""
        return "Jobs table"

    def queue_size(self) -> int:
        """Return how many jobs are due."""
        return Job.objects.filter(due_at__lte=clock.now()).count()

    def dequeue(self) -> list[tuple[int, str]] | None:
        """Return one call for a worker when a job is due; otherwise rest for a moment and return nothing."""
        close_old_connections()
        if is_under_maintenance():
            time.sleep(Conf.POLL)
            return None
        self._tick()
        if Job.objects.filter(due_at__lte=clock.now()).exists():
            time.sleep(_BETWEEN_CALLS_SECONDS)  # while a worker takes what the last call was for
            return [(0, _call())]
        time.sleep(Conf.POLL)
        return None

    def _tick(self) -> None:
        moment = time.monotonic()
        if self._ticked is not None and moment - self._ticked < _TICK_SECONDS:
            return
        self._ticked = moment
        try:
            if heed_clock(wired_schedules(), now=clock.now()):
                _log.warning("clock was set back")
            queue_due_schedules(wired_schedules(), now=clock.now())
        except DatabaseError:
            _log.exception("schedules not queued")


def _call() -> str:
    name, key = uuid()
    package: str = SignedPackage.dumps(
        {"id": key, "name": name, "func": RUN, "args": (), "kwargs": {}, "started": clock.now()}
    )
    return package
