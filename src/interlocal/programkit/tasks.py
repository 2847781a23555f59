"""Work of the night."""

from interlocal.foundation.jobs.public import RunningJob
from interlocal.programkit.actions import apply_retention


def delete_what_is_past_keeping(job: RunningJob) -> None:
    """Apply every program's retention rules."""
    apply_retention(now=job.now)
