"""What runs by itself."""

from interlocal.foundation.jobs.public import RunningJob
from interlocal.partnerships.agreements.actions import open_decisions


def ask_for_decisions(job: RunningJob) -> None:
    """Ask the parties to decide on each notice whose last day is near; each party once a notice."""
    open_decisions(by=None, now=job.now)
