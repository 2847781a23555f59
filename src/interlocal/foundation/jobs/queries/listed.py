"""Reads of jobs, for the page about them."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.module_loading import import_string

from interlocal.foundation.jobs.models import Job, State
from interlocal.foundation.jobs.rules import Permission
from interlocal.kernel.permissions import Actor

_OVERDUE = timedelta(minutes=2)


def jobs_for(user: Actor) -> QuerySet[Job]:
    """Return the jobs that ``user`` may see, the newest first: all of them or none."""
    jobs = Job.objects.order_by("-pk")
    return jobs if user.reach(Permission.READ).everywhere else jobs.none()


def running_jobs(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """Return those under way."""
    return jobs.filter(state=State.RUNNING)


def failed_jobs(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """Return those that gave up."""
    return jobs.filter(state=State.FAILED)


def overdue_since(jobs: QuerySet[Job], *, now: datetime) -> datetime | None:
    """Return since when a job waits for a worker in vain; ``None`` while the workers keep up."""
    oldest = jobs.filter(due_at__lt=now - _OVERDUE).order_by("due_at").first()
    return oldest.due_at if oldest else None


def title_of(job: Job) -> str:
    """Return what the job does, in the first line of its task's own description."""
    try:
        described = (import_string(job.task).__doc__ or "").strip().partition("\n")[0].rstrip(".")
    except ImportError:  # the task was removed; its jobs stay readable
        described = ""
    return described or job.task
