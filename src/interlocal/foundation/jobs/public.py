"""The door: queue work that is done after the transaction, at least once, with effects that happen once."""

from interlocal.foundation.jobs.actions import RunningJob, dispatch_delivery, enqueue, run_due
from interlocal.foundation.jobs.models import Job
from interlocal.foundation.jobs.queries import Queue, count_unfinished, missed_schedules, state_of_the_queue
from interlocal.foundation.jobs.rules import Permission, Schedule, TaskError

__all__ = [
    "Job",
    "Permission",
    "Queue",
    "RunningJob",
    "Schedule",
    "TaskError",
    "count_unfinished",
    "dispatch_delivery",
    "enqueue",
    "missed_schedules",
    "run_due",
    "state_of_the_queue",
]
