"""Forget jobs that ended long ago."""

from datetime import datetime

from interlocal.foundation.jobs.models import Job, State
from interlocal.foundation.jobs.rules import KEEP_FINISHED

_AT_A_TIME = 1000


def purge_finished(*, now: datetime) -> int:
    """Delete jobs that were done more than 90 days before ``now``; return how many. Failed ones stay.

    In small transactions, so that nobody waits for a long one.
    """
    old = Job.objects.filter(state=State.DONE, finished_at__lt=now - KEEP_FINISHED)
    count = 0
    while keys := list(old.values_list("pk", flat=True)[:_AT_A_TIME]):
        Job.objects.filter(pk__in=keys).delete()
        count += len(keys)
    return count
