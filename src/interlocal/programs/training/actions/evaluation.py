"""Evaluation: people are asked by mail, and what they answer is kept apart from who they are."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.foundation.notices.public import Correspondent, notify
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.public import open_commitment
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.training import rules
from interlocal.programs.training.actions.certificates import correspondent
from interlocal.programs.training.models import Application, Ask, Response, Session, StaffFigure
from interlocal.programs.training.queries.evaluation import ANSWER_WITHIN
from interlocal.programs.training.queries.languages import language_of
from interlocal.programs.training.questionnaires import SCALE, questionnaires

LONGEST_TEXT = 2000
_MOST_ROWS = 2**62


def ask(*, application: Application, form: str, session: Session | None, now: datetime) -> Ask:
    """Ask a learner, or the supervisor, by mail; once. Returns what says that they were asked."""
    known = Ask.objects.filter(application=application, form=form, session=session).first()
    if known is not None:
        return known
    with act(by=None, action="training.ask", now=now, form=form) as asked:
        made = Ask.objects.create(application=application, form=form, session=session, created_at=now)
        asked.subject = made
        to = _asked_person(application, form)
        cohort = application.cohort
        notify(
            to=to,
            kind="training.ask",
            key=f"training.ask:{made.public_id}",
            template="training/mail/ask",
            context={
                "title": questionnaires()[form].titled(to.language),
                "course": cohort.course.title,
                "session": session.title if session else "",
                "learner": application.learner.name,
                "of_learner": questionnaires()[form].who == "supervisor",
            },
            signed_path=evaluation_path(made),
            now=now,
        )
    return made


def evaluation_path(made: Ask) -> str:
    """Return the path of a questionnaire; the signature behind it opens it."""
    return f"/programs/training/evaluate/{made.public_id}/"


def answer(*, asked: Ask, answers: Mapping[str, Any], now: datetime) -> None:
    """Keep answers without the person: neither the row, its order nor the audit says whose they are.

    ``answers`` are by question: a number of 1 to 5, or words. Raises ``Refusal`` where it was answered
    already, or too late, or something was left out.
    """
    cohort = asked.application.cohort
    with act(by=None, action="training.answer", subject=cohort, now=now, form=asked.form):
        locked = Ask.objects.select_for_update(of=("self",)).get(pk=asked.pk)
        if locked.answered_at is not None:
            raise Refusal(_("This was answered already. Thank you."))
        if now > locked.created_at + ANSWER_WITHIN:
            raise Refusal(_("Answers were taken for 30 days. Thank you all the same."))
        month = datetime(now.year, now.month, 1, tzinfo=UTC)
        locked.answered_at = month
        locked.save(update_fields=["answered_at"])
        Response.objects.create(
            pk=secrets.randbelow(_MOST_ROWS) + 1,
            cohort=cohort,
            session_id=locked.session_id,
            jurisdiction_id=asked.application.jurisdiction_id,
            form=locked.form,
            answers={
                "version": questionnaires()[locked.form].version,
                **_checked(locked, cohort.course, answers),
            },
            answered_on=month.date(),
            created_at=month,
        )


def ask_for_figures(*, jurisdiction: Jurisdiction, year: int, now: datetime) -> None:
    """Ask HR of a city, once, for what it counts about ``year``: a commitment with a day."""
    open_commitment(
        by=None,
        title=_("Record how many employees stayed and left in %(year)d") % {"year": year},
        owed_by=jurisdiction,
        key=f"training.figures:{jurisdiction.public_id}:{year}",
        now=now,
        due_on=(now + timedelta(days=60)).date(),
        detail=_(
            "Under Training, Staff figures: employees, and employees of trained supervisors; how many left."
        ),
        source_label=_("Supervisory training: what it brings"),
    )


def record_staff_figure(
    *, by: User, jurisdiction: Jurisdiction, year: int, now: datetime, **counts: int
) -> StaffFigure:
    """Record what HR counted for a year; recorded again, the later one stands.

    ``counts`` are ``employees``, ``left``, ``employees_of_trained`` and ``left_of_trained``. Raises
    ``Refusal`` for counts that cannot be, and for who does not count for this city.
    """
    with act(by=by, action="training.record_staff_figure", now=now, year=year) as recorded:
        recorded.record(**counts)
        rules.check_counting(by, jurisdiction.public_id)
        _check_counts(year, now, **counts)
        figure, _is_new = StaffFigure.objects.update_or_create(
            jurisdiction=jurisdiction,
            year=year,
            defaults={**counts, "recorded_by": by},
            create_defaults={**counts, "recorded_by": by, "created_at": now},
        )
        recorded.subject = figure
    return figure


def _check_counts(
    year: int, now: datetime, *, employees: int, left: int, employees_of_trained: int, left_of_trained: int
) -> None:
    if year >= now.year or year < now.year - 10:
        raise Refusal(_("Record a year that is over, of the last ten."), field="year")
    if employees_of_trained > employees:
        raise Refusal(
            _("Those of trained supervisors are among all employees: not more than all."),
            field="employees_of_trained",
        )
    if left_of_trained > left:
        raise Refusal(_("They are among all who left: not more than all."), field="left_of_trained")


def _asked_person(application: Application, form: str) -> Correspondent:
    if questionnaires()[form].who == "supervisor":
        email = application.supervisor_email
        return Correspondent(name=application.supervisor_name, email=email, language=language_of(email))
    return correspondent(application.learner)


def _checked(asked: Ask, course: Any, answers: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for question in questionnaires()[asked.form].asked_about(course):
        said = answers.get(question.key)
        if question.kind == "text":
            if words := str(said or "").strip()[:LONGEST_TEXT]:
                found[question.key] = words
        elif said in SCALE:
            found[question.key] = said
        else:
            raise Refusal(_("Choose an answer."), field=question.key)
    return found
