"""Whether the jobs are done, and what runs by itself has run: for whoever watches the installation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from interlocal.foundation.jobs.models import Job, ScheduleSlot, State
from interlocal.foundation.jobs.queries.listed import overdue_since
from interlocal.foundation.jobs.queries.schedules import wired_schedules
from interlocal.foundation.jobs.rules import Schedule

# A worker that was just started queues what it missed within a minute.
GRACE = timedelta(minutes=10)


@dataclass(frozen=True)
class Queue:
    """How many jobs are ``due``, ``running`` and ``failed``; since when one waits in vain."""

    due: int
    running: int
    failed: int
    overdue_since: datetime | None


def state_of_the_queue(*, now: datetime) -> Queue:
    """Return how the queue stands at ``now``."""
    waiting = Q(state__in=(State.QUEUED, State.WAITING), due_at__lte=now)
    looked_at = (State.QUEUED, State.WAITING, State.RUNNING, State.FAILED)
    found = Job.objects.filter(state__in=looked_at).aggregate(
        due=Count("pk", filter=waiting),
        running=Count("pk", filter=Q(state=State.RUNNING)),
        failed=Count("pk", filter=Q(state=State.FAILED)),
    )
    return Queue(**found, overdue_since=overdue_since(Job.objects.all(), now=now))


def count_unfinished(task: str) -> int:
    """Return how many jobs of ``task`` are still to be done, or to be tried again."""
    unfinished = (State.QUEUED, State.WAITING, State.RUNNING)
    return Job.objects.filter(task=task, state__in=unfinished).count()


def missed_schedules(*, now: datetime, schedules: Iterable[Schedule] | None = None) -> list[str]:
    """Return the names of schedules whose last slot was not queued, or whose job of that slot has failed.

    A schedule that no worker has seen yet is one of them: a worker notes all as soon as it starts.
    """
    wired = wired_schedules() if schedules is None else tuple(schedules)
    queued = dict(ScheduleSlot.objects.values_list("schedule", "slot"))
    keys = {f"{one.name}:{queued[one.name]}": one.name for one in wired if one.name in queued}
    given_up = Job.objects.filter(key__in=keys, state=State.FAILED).values_list("key", flat=True)
    late = {one.name for one in wired if queued.get(one.name, "") < one.slot(now - GRACE)}
    return sorted(late | {keys[key] for key in given_up})
