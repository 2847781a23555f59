"""Who was there: checked in by QR or code, ticked from a roster, read from a log; and who did not come."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training import rules
from interlocal.programs.training.actions.calendars import bring_calendars_up_to_date
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Attendance,
    Cohort,
    CohortState,
    Decision,
    DecisionKind,
    Presence,
    Session,
)


def check_in(
    *, session: Session, application: Application, code: str, how: Presence, now: datetime
) -> tuple[Attendance, bool]:
    """A learner checks in; return the attendance, and whether it is new: the first time counts.

    Raises ``Refusal`` for a wrong code, another cohort's session, too early and too late.
    """
    if not rules.is_code_of(session, code):
        raise Refusal(_("This is not the code of the session. Look at it again."), field="code")
    with act(by=None, action="training.check_in", subject=session, now=now) as checking:
        application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
        if application.cohort_id != session.cohort_id or application.state != ApplicationState.SEATED:
            raise Refusal(_("This is a session of a cohort in which you have no seat."))
        there = Attendance.objects.filter(session=session, application=application).first()
        if there is not None:
            return there, False
        rules.check_check_in(session, now)
        there = Attendance.objects.create(
            session=session,
            application=application,
            minutes=rules.minutes_from(session, now),
            how=how,
            created_at=now,
        )
        checking.record(application=application.public_id, minutes=there.minutes, how=how.value)
        _tell_make_ups(session, now)
    return there, True


def record_attendance(
    *,
    by: User | None,
    named: str = "",
    session: Session,
    minutes: Mapping[Application, int | None],
    how: Presence,
    now: datetime,
) -> int:
    """Record the contact minutes of learners at a session; ``None`` says that they were not there.

    ``named`` is an instructor without an account. What is on record with the same minutes is left as it is.
    Returns how many rows changed. Raises ``Refusal`` for whoever does not run training, for a session that
    has not begun, and for more minutes than it has.
    """
    rules.check_running(by)
    rules.check_began(session, now)
    with act(by=by, action="training.record_attendance", subject=session, now=now) as recording:
        cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=session.cohort_id)
        if cohort.state != CohortState.OPEN:
            raise Refusal(_("The cohort is closed out: its attendance stays as it is."))
        held = {one.application_id: one for one in Attendance.objects.filter(session=session)}
        changed: dict[str, int | None] = {}
        for application, count in minutes.items():
            if application.cohort_id != cohort.pk or application.state != ApplicationState.SEATED:
                raise Refusal(_("Only who has a seat in this cohort was there."))
            if count is not None:
                rules.check_minutes(session, count)
            known = held.get(application.pk)
            if (known.minutes if known else None) != count:
                _write(session, application, known, count, how, by, named, now)
                changed[application.public_id] = count
        recording.record(named=named, how=how.value, minutes=changed)
        if changed:
            _tell_make_ups(session, now)
    return len(changed)


def record_no_show(*, by: User, application: Application, reason: str, now: datetime) -> None:
    """Record that somebody with a seat never came: the seat counts as used, and everybody sees why.

    Raises ``Refusal`` before a session has ended, and for somebody who was at one.
    """
    rules.check_running(by)
    with act(by=by, action="training.record_no_show", subject=application, now=now, reason=reason):
        rows = Application.objects.select_for_update(of=("self",)).select_related("cohort")
        application = rows.get(pk=application.pk)
        _check_no_show(application, now)
        application.is_no_show = True
        application.save(update_fields=["is_no_show"])
        Decision.objects.create(
            cohort=application.cohort,
            application=application,
            jurisdiction_id=application.jurisdiction_id,
            kind=DecisionKind.NO_SHOW,
            reason=reason,
            by=by,
            created_at=now,
        )


def take_back_no_show(*, by: User, application: Application, now: datetime) -> None:
    """Take back that somebody did not come."""
    rules.check_running(by)
    with act(by=by, action="training.take_back_no_show", subject=application, now=now):
        Application.objects.filter(pk=application.pk).update(is_no_show=False)


def _check_no_show(application: Application, now: datetime) -> None:
    if application.state != ApplicationState.SEATED or application.is_no_show:
        raise Refusal(_("Only who has a seat and was not recorded yet can be recorded as not having come."))
    if not application.cohort.sessions.filter(ends_at__lte=now, cancelled_at=None).exists():
        raise Refusal(_("No session has ended yet: nobody has missed one."))
    if application.attendance.exists():
        raise Refusal(_("They were at a session: correct the attendance first if that is wrong."))


def _write(
    session: Session,
    application: Application,
    known: Attendance | None,
    minutes: int | None,
    how: Presence,
    by: User | None,
    named: str,
    now: datetime,
) -> None:
    if minutes is None:
        Attendance.objects.filter(session=session, application=application).delete()
        return
    row = known or Attendance(session=session, application=application, created_at=now)
    row.minutes, row.how, row.recorded_by, row.recorded_as = minutes, how, by, named
    row.save()
    Application.objects.filter(pk=application.pk, is_no_show=True).update(is_no_show=False)


def _tell_make_ups(session: Session, now: datetime) -> None:
    """Who missed a session is invited to the one that makes it up, and who came is not."""
    if session.made_up_by.filter(cancelled_at=None, ends_at__gt=now).exists():
        bring_calendars_up_to_date(cohort=session.cohort, now=now)
