"""Tell learners what became of their seat."""

from datetime import datetime

from interlocal.foundation.notices.public import Correspondent, notify
from interlocal.programs.training.models import Application


def tell_offer(*, application: Application, now: datetime) -> None:
    """Tell a learner that a seat is held for them, and until when."""
    _tell(application, "offered", now)


def tell_seat(*, application: Application, now: datetime) -> None:
    """Tell a learner that they have a seat."""
    _tell(application, "seated", now)


def tell_lost(*, application: Application, now: datetime) -> None:
    """Tell a learner that they hold no seat and no offer any more."""
    _tell(application, "lost", now)


def _tell(application: Application, word: str, now: datetime) -> None:
    learner, cohort = application.learner, application.cohort
    ends = application.offer_ends_at
    notify(
        to=Correspondent(name=learner.name, email=learner.email, language=learner.language),
        kind=f"training.{word}",
        key=f"training.{word}:{application.public_id}",
        template=f"training/mail/{word}",
        context={
            "course": cohort.course.title,
            "cohort": cohort.title,
            "ends_at": ends.isoformat() if ends else "",
        },
        now=now,
    )
