"""On every working day: one mail to all who serve the hotline, the same whether or not there is news."""

from django.conf import settings
from django.utils import timezone

from interlocal.foundation.jobs.public import RunningJob
from interlocal.programs.hotline.queries.people import serving
from interlocal.programs.hotline.rules.mails import look_mail

SATURDAY = 5


def ask_all_to_look(job: RunningJob) -> None:
    """Mail everybody who serves the hotline. Nothing is written down, and no report is asked for.

    A job that runs again sends the same Message-ID: mail programs show one.
    """
    today = timezone.localdate(job.now)
    if today.weekday() >= SATURDAY:
        return
    for person in serving():
        look_mail(person, today, settings.INTERLOCAL_BASE_URL).send()
