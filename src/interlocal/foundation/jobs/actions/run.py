"""Run what is due: claim a job under a lease, call its task in no transaction, write down how it ended."""

import logging
import secrets
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django_q.conf import Conf
from django_q.exceptions import TimeoutException

from interlocal.foundation.jobs.actions.running import Lease, LeaseError, RunningJob
from interlocal.foundation.jobs.models import Job, State
from interlocal.foundation.jobs.rules import MAX_ATTEMPTS, TaskError, back_off
from interlocal.kernel.maintenance import is_under_maintenance

_log = logging.getLogger("interlocal.jobs")
_SOURCE = Path(__file__).resolve().parents[3]


def run_due(*, now: datetime) -> int:
    """Run every job that is due at ``now``, in this process, until none is left; return how many ran.

    For commands and tests; the workers call ``run_next``.
    """
    count = 0
    while run_next(lambda: now):
        count += 1
    return count


def run_next(clock: Callable[[], datetime]) -> bool:
    """Run the job that has been due longest; return ``False`` when there was none to take."""
    job = None if is_under_maintenance() else _claim(clock())
    if job is None:
        return False
    try:
        with Lease(job):
            import_string(job.task)(RunningJob.of(job, clock()))
    except LeaseError:
        _log.warning("lease lost", extra={"fields": _named(job)})
    except TimeoutException:
        _end_late_try(job, clock())
    except Exception as error:  # noqa: BLE001 - whatever a task raises is a failed try
        _log.warning("try failed", exc_info=True, extra={"fields": _named(job)})
        _end_failed_try(job, error, clock())
    else:
        _end(job, state=State.DONE, due_at=None, finished_at=clock(), last_error="")
    return True


def _claim(now: datetime) -> Job | None:
    due = Job.objects.filter(due_at__lte=now)
    while due.exists():  # looking takes no lock, so idle workers disturb nobody
        with transaction.atomic():
            job = due.select_for_update(skip_locked=True).order_by("due_at", "pk").first()
            if job is None:
                return None
            if job.attempts < MAX_ATTEMPTS:
                return _lease(job, now)
            job.state, job.due_at, job.finished_at = State.FAILED, None, now
            job.last_error = "The worker died each time it ran this."
            job.save(update_fields=["state", "due_at", "finished_at", "last_error"])
    return None


def _lease(job: Job, now: datetime) -> Job:
    job.state = State.RUNNING
    job.runner = secrets.token_hex(8)
    job.attempts += 1
    job.due_at = now + settings.INTERLOCAL_JOB_LEASE
    job.started_at = now
    job.save(update_fields=["state", "runner", "attempts", "due_at", "started_at"])
    return job


def _end(job: Job, **values: object) -> None:
    if not Job.objects.filter(pk=job.pk, runner=job.runner, state=State.RUNNING).update(runner="", **values):
        _log.warning("lease lost", extra={"fields": _named(job)})


def _end_failed_try(job: Job, error: Exception, now: datetime) -> None:
    is_over = job.attempts >= MAX_ATTEMPTS or (isinstance(error, TaskError) and not error.try_again)
    if is_over:
        _end(job, state=State.FAILED, due_at=None, finished_at=now, last_error=_described(error))
        return
    due_at = now + back_off(job.key, job.attempts)
    _end(job, state=State.WAITING, due_at=due_at, last_error=_described(error))


def _end_late_try(job: Job, now: datetime) -> None:
    """A job that got further in its time is run again at once; one that did not is a failed try."""
    before = job.progress_done
    job.refresh_from_db(fields=["progress_done"])
    if job.progress_done > before:
        _end(job, state=State.QUEUED, due_at=now, attempts=job.attempts - 1)
    else:
        minutes = Conf.TIMEOUT // 60
        _end_failed_try(job, TaskError(f"No progress in {minutes} minutes."), now)


def _described(error: Exception) -> str:
    """Say what went wrong and where, without the message: it can quote what people wrote."""
    if isinstance(error, TaskError):
        return str(error)[:500]
    reason = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
    places = [
        f"{Path(frame.filename).relative_to(_SOURCE)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(_SOURCE) and not frame.filename.startswith(__file__)
    ]
    return f"{type(error).__name__}{reason}{f' at {places[-1]}' if places else ''}"[:500]


def _named(job: Job) -> dict[str, object]:
    return {"job": job.public_id, "task": job.task, "attempt": job.attempts}
