"""What runs by itself after a course: reminders before certificates expire, questionnaires due."""

from interlocal.foundation.jobs.public import RunningJob
from interlocal.programs.training.actions.certificates import REMINDED_DAYS_BEFORE, remind_of_expiry
from interlocal.programs.training.actions.evaluation import ask, ask_for_figures
from interlocal.programs.training.queries.certificates import expiry_reminders
from interlocal.programs.training.queries.evaluation import due_questions
from interlocal.programs.training.queries.figures import cities_to_count


def remind_of_certificates(job: RunningJob) -> None:
    """Remind learners and training contacts of certificates that end within 90 and 30 days; once each."""
    due = expiry_reminders(job.now.date(), REMINDED_DAYS_BEFORE)
    for done, (certificate, days) in enumerate(due, start=1):
        remind_of_expiry(certificate=certificate, days=days, now=job.now)
        job.progress(done, len(due))


def ask_questions(job: RunningJob) -> None:
    """Ask learners and supervisors what is due: after a session, at the end, and 90 days later; once each."""
    due = list(due_questions(job.now))
    for done, one in enumerate(due, start=1):
        ask(application=one.application, form=one.form, session=one.session, now=job.now)
        job.progress(done, len(due))


def ask_hr(job: RunningJob) -> None:
    """Ask HR of each city that trained somebody, once a year, how many employees stayed and left."""
    year = job.now.year - 1
    for city in cities_to_count(year):
        ask_for_figures(jurisdiction=city, year=year, now=job.now)
