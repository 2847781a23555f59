"""What learners, supervisors, training contacts, mentors and instructors are told by mail.

Each mail's key is made of what it is about, so that it goes once, and so that a page can ask whether a mail
server refused it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from interlocal.foundation.accounts.public import User, people_for, people_with
from interlocal.foundation.notices.public import Correspondent, notify
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.programs.training.models import Application, HandIn, Instructor, Learner, Mentor
from interlocal.programs.training.queries.languages import language_of
from interlocal.programs.training.rules import (
    Permission,
    agree_path,
    confirm_path,
    hour_of,
    instructor_key,
    instructor_path,
    learner_key,
    learner_path,
    mark_of,
    supervisor_key,
)


def tell_confirm(*, application: Application, now: datetime) -> None:
    """Ask the learner to prove the address; at most once an hour, however often somebody types it."""
    _tell_learner(application, "confirm", now, once=hour_of(now), path=confirm_path(application))


def tell_again(*, application: Application, now: datetime) -> None:
    """Tell a learner who applied already where that stands; at most once an hour."""
    _tell_learner(application, "again", now, once=hour_of(now))


def tell_supervisor(*, application: Application, now: datetime, language: str = "") -> None:
    """Ask the supervisor to agree, in one mail with one link; ``language`` saves looking up theirs."""
    email = application.supervisor_email
    notify(
        to=Correspondent(
            name=application.supervisor_name, email=email, language=language or language_of(email)
        ),
        kind="training.agree",
        key=supervisor_key(application),
        template="training/mail/agree",
        context=_context(application),
        signed_path=agree_path(application),
        now=now,
    )


def tell_contacts(*, application: Application, now: datetime) -> None:
    """Tell the city's training contacts that an application waits for their nomination."""
    for person in contacts_of(application, now):
        notify(
            to=person,
            kind="training.nominate",
            key=f"training.nominate:{application.public_id}:{person.public_id}",
            template="training/mail/nominate",
            context=_context(application),
            path=reverse("training:application", args=[application.public_id]),
            now=now,
        )


def tell_agreed(*, application: Application, now: datetime) -> None:
    """Tell the learner that the supervisor agreed."""
    _tell_learner(application, "agreed", now)


def tell_declined(*, application: Application, now: datetime) -> None:
    """Tell the learner that the supervisor or the city declined, and why."""
    _tell_learner(application, "declined", now, reason=application.end_reason)


def tell_nominated(*, application: Application, now: datetime) -> None:
    """Tell a learner who was nominated without applying, with the link to their own page."""
    _tell_learner(application, "nominated", now)


def tell_waiting(*, application: Application, now: datetime) -> None:
    """Tell the learner that they wait for a seat."""
    _tell_learner(application, "waiting", now)


def tell_offer(*, application: Application, now: datetime) -> None:
    """Tell the learner of a seat that is held for them, and until when."""
    ends_at = application.offer_ends_at.isoformat() if application.offer_ends_at else ""
    _tell_learner(
        application,
        "offer",
        now,
        once=ends_at,
        ends_at=ends_at,
        time_zone=application.cohort.time_zone,
    )


def tell_seat(*, application: Application, now: datetime) -> None:
    """Tell the learner that they have a seat. The sessions come to their calendar by mails of their own."""
    at = application.seated_at.isoformat() if application.seated_at else ""
    _tell_learner(application, "seat", now, once=at)


def tell_no_seat(*, application: Application, now: datetime) -> None:
    """Tell the learner that the cohort closed before a seat was free for them."""
    _tell_learner(application, "no_seat", now)


def tell_lost(*, application: Application, now: datetime) -> None:
    """Tell the learner that the offer lapsed or the seat is no longer theirs, and why."""
    _tell_learner(application, "lost", now, once=now.isoformat(), reason=application.end_reason)


def tell_link(*, learner: Learner, now: datetime) -> None:
    """Send a learner the link to their own page; at most once an hour."""
    notify(
        to=_learner(learner),
        kind="training.link",
        key=f"training.link:{learner.public_id}:{learner.link_round}:{hour_of(now)}",
        template="training/mail/link",
        signed_path=learner_path(learner),
        now=now,
    )


def tell_mentor(*, mentor: Mentor, now: datetime) -> None:
    """Tell a mentor whom they accompany, and the learner who accompanies them."""
    application = mentor.application
    words = {"mentor": mentor.name, "mentor_email": mentor.email}
    notify(
        to=_by_address(mentor.name, mentor.email),
        kind="training.mentor",
        key=f"training.mentor:{mentor.public_id}:{mark_of(mentor.email)}",
        template="training/mail/mentor",
        context={**_context(application), **words, "learner_email": application.learner.email},
        now=now,
    )
    _tell_learner(application, "mentored", now, once=mark_of(mentor.email), **words)


def tell_homework(*, handed_in: HandIn, now: datetime) -> None:
    """Tell the learner that homework was accepted or returned, with the instructor's note."""
    _tell_learner(
        handed_in.application,
        "homework",
        now,
        once=f"{handed_in.public_id}:{now.isoformat()}",
        homework=handed_in.homework.title,
        is_accepted=handed_in.accepted_at is not None,
        note=handed_in.note,
    )


def tell_instructor(*, instructor: Instructor, now: datetime, is_again: bool = False) -> None:
    """Send an instructor the link to roster, materials, attendance and homework.

    It goes once; ``is_again`` sends it again, at most once an hour.
    """
    cohort = instructor.cohort
    notify(
        to=_by_address(instructor.name, instructor.email),
        kind="training.teach",
        key=instructor_key(instructor, hour_of(now) if is_again else ""),
        template="training/mail/teach",
        context={"course": cohort.course.title, "cohort": cohort.title},
        signed_path=instructor_path(instructor),
        now=now,
    )


def contacts_of(application: Application, now: datetime) -> Iterable[User]:
    """Return who nominates for the city: those who hold a role there, else whoever may for all cities."""
    scope = jurisdiction_scope(application.jurisdiction.public_id)
    able = people_with(Permission.NOMINATE, scope, on=now.date())
    own = able.filter(pk__in=people_for(scope, on=now.date()).values("pk"))
    return list(own) or list(able)


def _tell_learner(
    application: Application, word: str, now: datetime, *, once: str = "", path: str = "", **words: Any
) -> None:
    notify(
        to=_learner(application.learner),
        kind=f"training.{word}",
        key=learner_key(application, word, once),
        template=f"training/mail/{word}",
        context={**_context(application), **words},
        signed_path=path or learner_path(application.learner),
        now=now,
    )


def _by_address(name: str, email: str) -> Correspondent:
    """Return somebody without an account as one who is written to in the language they chose."""
    return Correspondent(name=name, email=email, language=language_of(email))


def _learner(learner: Learner) -> Correspondent:
    return Correspondent(name=learner.name, email=learner.email, language=learner.language)


def _context(application: Application) -> dict[str, Any]:
    cohort = application.cohort
    return {
        "course": cohort.course.title,
        "cohort": cohort.title,
        "learner": application.learner.name,
        "city": application.jurisdiction.name,
        "supervisor": application.supervisor_name,
    }
