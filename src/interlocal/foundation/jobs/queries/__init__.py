"""What can be asked about jobs."""

from interlocal.foundation.jobs.queries.health import (
    Queue,
    count_unfinished,
    missed_schedules,
    state_of_the_queue,
)
from interlocal.foundation.jobs.queries.listed import (
    failed_jobs,
    jobs_for,
    overdue_since,
    running_jobs,
    title_of,
)
from interlocal.foundation.jobs.queries.schedules import wired_schedules

__all__ = [
    "Queue",
    "count_unfinished",
    "failed_jobs",
    "jobs_for",
    "missed_schedules",
    "overdue_since",
    "running_jobs",
    "state_of_the_queue",
    "title_of",
    "wired_schedules",
]
