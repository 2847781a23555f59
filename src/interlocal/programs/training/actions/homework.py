"""Homework: handed in by learners, accepted or returned by instructors."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.foundation.files.public import store_upload
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training import rules
from interlocal.programs.training.actions import telling
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Cohort,
    CohortState,
    HandIn,
    Homework,
    Lesson,
)

if TYPE_CHECKING:
    from django.core.files import File

PURPOSE = "training.homework"


def hand_in(
    *, application: Application, homework: Homework, text: str, file: "File[Any] | None", now: datetime
) -> HandIn:
    """Take in homework: ``text``, a ``file`` or both; a later one replaces it until it was accepted.

    Raises ``Refusal`` without a seat, after the cohort was closed out, for homework that was accepted, and
    for a file that is not taken.
    """
    with act(by=None, action="training.hand_in", subject=application, now=now, homework=homework.public_id):
        application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
        if application.state != ApplicationState.SEATED:
            raise Refusal(_("Only who has a seat hands in homework."))
        if application.cohort.state != CohortState.OPEN:
            raise Refusal(_("The cohort is closed: nothing can be handed in any more."))
        if Lesson.objects.filter(homework=homework).exists():
            raise Refusal(_("This homework is an online lesson: it is done by playing it."))
        done = HandIn.objects.filter(homework=homework, application=application).first()
        if done is not None and done.accepted_at is not None:
            raise Refusal(_("This homework was accepted: there is nothing left to do."))
        done = done or HandIn(homework=homework, application=application, created_at=now)
        if file is not None:
            done.file = store_upload(by=None, upload=file, now=now, purpose=PURPOSE, replaces=done.file)
        done.text = text.strip()
        done.handed_in_at = now
        done.returned_at = None
        done.save()
    return done


def accept_homework(*, by: User | None, handed_in: HandIn, note: str, named: str = "", now: datetime) -> None:
    """Accept homework, with a note that the learner reads. ``named`` is an instructor without an account."""
    _judge(by, handed_in, note, named, now, is_accepted=True)


def return_homework(*, by: User | None, handed_in: HandIn, note: str, named: str = "", now: datetime) -> None:
    """Return homework for another try. Raises ``Refusal`` without a note that says what is missing."""
    if not note.strip():
        raise Refusal(_("Say what is missing, so that the learner can mend it."), field="note")
    _judge(by, handed_in, note, named, now, is_accepted=False)


def accept_many(
    *, by: User, cohort: Cohort, tasks: Sequence[tuple[Application, Homework]], now: datetime
) -> int:
    """Accept the homework of several at once; return how many were not accepted yet.

    What was not handed in here was handed in on paper, and is written down as that. Raises ``Refusal`` for
    whoever does not run training, and once the cohort is closed out.
    """
    rules.check_running(by)
    with act(by=by, action="training.accept_many", subject=cohort, now=now, marked=len(tasks)) as accepting:
        cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
        count = 0
        for application, homework in tasks:
            done = HandIn.objects.filter(homework=homework, application=application).first()
            if done is not None and done.accepted_at is not None:
                continue
            if done is None:
                _check_seated(application, cohort)
                done = HandIn.objects.create(
                    homework=homework, application=application, handed_in_at=now, created_at=now
                )
            accept_homework(by=by, handed_in=done, note="", now=now)
            count += 1
        accepting.record(accepted=count)
    return count


def _check_seated(application: Application, cohort: Cohort) -> None:
    if application.cohort_id != cohort.pk or application.state != ApplicationState.SEATED:
        raise Refusal(_("Only who has a seat hands in homework."))


def _judge(
    by: User | None, handed_in: HandIn, note: str, named: str, now: datetime, *, is_accepted: bool
) -> None:
    verb = "accept" if is_accepted else "return"
    with act(by=by, action=f"training.{verb}_homework", subject=handed_in, now=now, named=named):
        rows = HandIn.objects.select_for_update(of=("self",)).select_related(
            "homework",
            "application__learner",
            "application__jurisdiction",
            "application__cohort__course",
        )
        done = rows.get(pk=handed_in.pk)
        if done.application.cohort.state != CohortState.OPEN:
            raise Refusal(_("The cohort is closed out: its homework stays as it is."))
        done.accepted_at = now if is_accepted else None
        done.returned_at = None if is_accepted else now
        done.note = note.strip()
        done.save(update_fields=["accepted_at", "returned_at", "note"])
        telling.tell_homework(handed_in=done, now=now)
