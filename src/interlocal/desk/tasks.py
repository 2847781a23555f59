"""The weekly mail."""

from django.utils import timezone, translation

from interlocal.desk import queries
from interlocal.foundation.jobs.public import RunningJob
from interlocal.foundation.notices.public import notify

MONDAY = 0


def send_weekly_mails(job: RunningJob) -> None:
    """On Mondays, tell everybody what needs them and what their city owes; a person is told once a week."""
    today = timezone.localdate(job.now)
    if today.weekday() != MONDAY:
        return
    readers = list(queries.readers_of_the_week())
    for done, user in enumerate(readers, start=1):
        with translation.override(user.language):
            week = queries.week_of(user, today=today)
        if week:
            notify(
                to=user,
                kind="desk.weekly",
                key=f"desk.weekly:{today.isoformat()}:{user.public_id}",
                now=job.now,
                template="desk/mail/weekly",
                context={"needs": list(week.needs), "sentences": list(week.sentences)},
                path="/home/",
            )
        job.progress(done, len(readers))
