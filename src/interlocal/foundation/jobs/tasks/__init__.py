"""What the workers call."""

import logging
import time

from django.db import DatabaseError

from interlocal.foundation.jobs.actions import run_next
from interlocal.foundation.jobs.actions.purge import purge_finished
from interlocal.foundation.jobs.actions.running import RunningJob
from interlocal.foundation.jobs.rules import KEEP_FINISHED
from interlocal.kernel import clock
from interlocal.kernel.outbox import deliver, forget_delivered

_TURN_SECONDS = 1.0
_log = logging.getLogger("interlocal.jobs")


def run_due_jobs() -> None:
    """Take a turn: run due jobs for about a second, or one for as long as it needs."""
    ends = time.monotonic() + _TURN_SECONDS
    try:
        while run_next(clock.now) and time.monotonic() < ends:
            pass
    except DatabaseError:
        # The lease lapses and the job runs again; the message of the error may quote rows.
        _log.exception("database failed")


def deliver_event(job: RunningJob) -> None:
    """Pass an event on."""
    deliver(job.payload["delivery"], now=job.now)


def purge(job: RunningJob) -> None:
    """Forget jobs that ended long ago, and events that everybody has heard."""
    purge_finished(now=job.now)
    forget_delivered(before=job.now - KEEP_FINISHED)
