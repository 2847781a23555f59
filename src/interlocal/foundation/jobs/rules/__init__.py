"""Who may see jobs, what a payload may hold, when a failed job is tried again, when a schedule runs."""

from interlocal.foundation.jobs.rules.payloads import check_payload
from interlocal.foundation.jobs.rules.permission import Permission
from interlocal.foundation.jobs.rules.retries import (
    KEEP_FINISHED,
    LONGEST_WAIT,
    MAX_ATTEMPTS,
    TaskError,
    back_off,
)
from interlocal.foundation.jobs.rules.schedule import Schedule

__all__ = [
    "KEEP_FINISHED",
    "LONGEST_WAIT",
    "MAX_ATTEMPTS",
    "Permission",
    "Schedule",
    "TaskError",
    "back_off",
    "check_payload",
]
