"""Work of the night."""

from interlocal.foundation.jobs.public import RunningJob
from interlocal.partnerships.instruments import actions


def forget_old_drafts(job: RunningJob) -> None:
    """Drop what was brought and never finished."""
    actions.forget_old_drafts(now=job.now)
