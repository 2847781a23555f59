"""Work of the night."""

from interlocal.foundation.jobs.public import RunningJob
from interlocal.foundation.lists import actions


def forget_old_lists(job: RunningJob) -> None:
    """Delete lists that nobody saved, and the cells of old saved ones."""
    actions.forget_old_lists(now=job.now)
