"""What runs by itself."""

from interlocal.foundation.jobs.public import RunningJob
from interlocal.partnerships.commitments import rules
from interlocal.partnerships.commitments.actions import release_lapsed_owners, remind
from interlocal.partnerships.commitments.queries import due_reminders


def send_reminders(job: RunningJob) -> None:
    """Remind the owners of what is due in a week, due today, or overdue; once a day, each reminder once."""
    due = list(due_reminders(rules.day_of(job.now)))
    for done, commitment in enumerate(due, start=1):
        remind(commitment=commitment, now=job.now)
        job.progress(done, len(due))


def release_lapsed(job: RunningJob) -> None:
    """Take off people what they own where every role of theirs has run out."""
    release_lapsed_owners(now=job.now)
