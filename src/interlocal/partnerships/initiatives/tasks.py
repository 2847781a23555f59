"""What runs by itself."""

from interlocal.foundation.jobs.public import RunningJob
from interlocal.partnerships.initiatives import queries, rules
from interlocal.partnerships.initiatives.actions import ask_hours


def ask_for_hours(job: RunningJob) -> None:
    """Ask each manager about the month that has ended, once; days later only those who came to it since."""
    today = rules.day_of(job.now)
    month_on, _last = rules.months_ended(today, 1)
    pairs = queries.to_be_asked(month_on, today)
    for done, (person, jurisdiction) in enumerate(pairs, start=1):
        ask_hours(person=person, jurisdiction=jurisdiction, month_on=month_on, now=job.now)
        job.progress(done, len(pairs))
