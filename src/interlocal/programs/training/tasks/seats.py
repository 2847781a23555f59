"""Offers that ended, and shares on the day of their release."""

from interlocal.foundation.jobs.public import RunningJob
from interlocal.programs.training.actions.seats import bring_seats_up_to_date
from interlocal.programs.training.models import Cohort, CohortState


def bring_all_up_to_date(job: RunningJob) -> None:
    """Lapse offers that ended and release shares whose day has come, in every open cohort."""
    cohorts = list(Cohort.objects.filter(state=CohortState.OPEN).order_by("pk"))
    for done, cohort in enumerate(cohorts, start=1):
        bring_seats_up_to_date(by=None, cohort=cohort, now=job.now)
        job.progress(done, len(cohorts))
