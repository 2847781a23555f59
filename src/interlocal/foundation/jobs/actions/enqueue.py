"""Queue a job in the transaction of the change that asks for it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.module_loading import import_string

from interlocal.foundation.jobs.models import Job, State
from interlocal.foundation.jobs.rules import check_payload

DELIVER = "interlocal.foundation.jobs.tasks.deliver_event"


def enqueue(
    task: str,
    *,
    key: str,
    payload: Mapping[str, Any] | None = None,
    not_before: datetime | None = None,
    now: datetime,
) -> Job:
    """Queue ``task`` (a dotted path to a function of one ``RunningJob``) once for ``key``; return its job.

    The job is part of the caller's transaction: it is kept or lost with it. A job that has this key already,
    whatever its state, is returned as it is. Raises ``ImportError`` for a task that does not exist,
    ``TypeError`` or ``ValueError`` for a payload that holds more than ids and numbers.
    """
    import_string(task)
    values = dict(payload or {})
    check_payload(values)
    waits = not_before is not None and not_before > now
    job, _is_new = Job.objects.get_or_create(
        key=key,
        defaults={
            "task": task,
            "payload": values,
            "state": State.WAITING if waits else State.QUEUED,
            "not_before": not_before,
            "due_at": not_before if waits else now,
            "created_at": now,
        },
    )
    return job


def dispatch_delivery(key: str, *, now: datetime) -> None:
    """Queue the delivery of one outbox event to one listener."""
    enqueue(DELIVER, key=f"delivery:{key}", payload={"delivery": key}, now=now)
