"""What runs by itself after a course: reminders before certificates expire, questionnaires due."""

from interlocal.foundation.jobs.public import RunningJob
from interlocal.programs.training.actions.certificates import REMINDED_DAYS_BEFORE, remind_of_expiry
from interlocal.programs.training.queries.certificates import expiry_reminders


def remind_of_certificates(job: RunningJob) -> None:
    """Remind learners and training contacts of certificates that end within 90 and 30 days; once each."""
    due = expiry_reminders(job.now.date(), REMINDED_DAYS_BEFORE)
    for done, (certificate, days) in enumerate(due, start=1):
        remind_of_expiry(certificate=certificate, days=days, now=job.now)
        job.progress(done, len(due))
