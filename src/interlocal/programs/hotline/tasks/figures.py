"""Once a year: the figures of the last one."""

from django.utils import timezone

from interlocal.foundation.jobs.public import RunningJob
from interlocal.programs.hotline.actions.figures import publish_year
from interlocal.programs.hotline.queries.figures import due_year


def publish_figures(job: RunningJob) -> None:
    """Publish the last year's figures from February on; other days do nothing."""
    today = timezone.localdate(job.now)
    if (year := due_year(today)) is not None:
        publish_year(year=year, on=today, now=job.now)
