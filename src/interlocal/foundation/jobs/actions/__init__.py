"""What is done to jobs."""

from interlocal.foundation.jobs.actions.clock import heed_clock
from interlocal.foundation.jobs.actions.enqueue import dispatch_delivery, enqueue
from interlocal.foundation.jobs.actions.purge import purge_finished
from interlocal.foundation.jobs.actions.retry import retry_job
from interlocal.foundation.jobs.actions.run import run_due, run_next
from interlocal.foundation.jobs.actions.running import RunningJob
from interlocal.foundation.jobs.actions.schedule import queue_due_schedules

__all__ = [
    "RunningJob",
    "dispatch_delivery",
    "enqueue",
    "heed_clock",
    "purge_finished",
    "queue_due_schedules",
    "retry_job",
    "run_due",
    "run_next",
]
