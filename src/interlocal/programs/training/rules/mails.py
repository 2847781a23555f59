"""The keys of mails: what each is about, so that it goes once and a page can ask what became of it."""

from datetime import datetime

from interlocal.programs.training.models import Application, Instructor
from interlocal.programs.training.rules.links import mark_of


def hour_of(now: datetime) -> str:
    """Return what stands in the key of a mail that goes at most once an hour."""
    return f"{now:%Y%m%d%H}"


def supervisor_key(application: Application) -> str:
    """Return the key of the mail that asked the supervisor at the address they have now."""
    return f"training.agree:{application.public_id}:{mark_of(application.supervisor_email)}"


def instructor_key(instructor: Instructor, once: str = "") -> str:
    """Return the key of the mail with an instructor's link at the address they have now."""
    return f"training.teach:{instructor.public_id}:{mark_of(instructor.email)}:{once}"


def learner_key(application: Application, word: str, once: str = "") -> str:
    """Return the key of a mail to the learner at the address they have now."""
    return f"training.{word}:{application.public_id}:{mark_of(application.learner.email)}:{once}"
