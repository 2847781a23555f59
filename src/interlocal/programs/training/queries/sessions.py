"""Sessions, and who was there."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Attendance,
    Cohort,
    Session,
)
from interlocal.programs.training.queries.lessons import lesson_minutes


@dataclass(frozen=True)
class Came:
    """A session as one learner sees it: their attendance, and a make-up session that stands in for it."""

    session: Session
    attendance: Attendance | None


def sessions_held(cohort: Cohort) -> QuerySet[Session]:
    """Return the sessions of the cohort that are not cancelled, without make-up sessions."""
    return cohort.sessions.filter(cancelled_at=None, makes_up=None)


def sessions_for(application: Application) -> list[Came]:
    """Return every session of the cohort with the learner's attendance; cancelled ones too.

    A make-up session is listed where the learner was there, or missed the session it stands in for.
    """
    present = {one.session_id: one for one in application.attendance.all()}
    rows = list(application.cohort.sessions.select_related("makes_up"))
    return [
        Came(one, present.get(one.pk))
        for one in rows
        if one.makes_up_id is None or one.pk in present or one.makes_up_id not in present
    ]


def minutes_of(application: Application) -> int:
    """Return the contact minutes at which the learner was present, and those of lessons done."""
    present = minutes_in(application.attendance.select_related("session")).get(application.pk, 0)
    return present + lesson_minutes([application.pk]).get(application.pk, 0)


def minutes_in(rows: Iterable[Attendance]) -> dict[int, int]:
    """Return contact minutes by application (primary key); ``rows`` come with their session.

    A session and those that make it up count once: with the longest presence at any of them.
    """
    best: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for row in rows:
        missed = row.session.makes_up_id or row.session_id
        kept = best[row.application_id]
        kept[missed] = max(kept.get(missed, 0), row.minutes)
    return {application: sum(each.values()) for application, each in best.items()}


def seated_in(cohort: Cohort) -> QuerySet[Application]:
    """Return who has a seat, by name."""
    rows = cohort.applications.filter(state=ApplicationState.SEATED)
    return rows.select_related("learner", "jurisdiction").order_by("learner__name", "pk")


def session_named(public_id: str) -> Session | None:
    """Return a session with its cohort and course."""
    return _sessions().filter(public_id=public_id).first()


def session_in(cohort: Cohort, public_id: str) -> Session | None:
    """Return a session of the cohort."""
    return _sessions().filter(cohort=cohort, public_id=public_id).first()


def _sessions() -> QuerySet[Session]:
    return Session.objects.select_related("cohort__course", "makes_up")


def seat_at(session: Session, email: str) -> Application | None:
    """Return the application by which the learner with this address has a seat in the session's cohort."""
    return seated_in(session.cohort).filter(learner__email=email.strip().lower()).first()


def sessions_now(email: str, now: datetime) -> list[tuple[Session, Application]]:
    """Return the sessions to which the learner with this address could check in on this day."""
    seats = Application.objects.filter(
        learner__email=email.strip().lower(), state=ApplicationState.SEATED
    ).select_related("learner")
    by_cohort = {one.cohort_id: one for one in seats}
    near = _sessions().filter(
        cohort__in=by_cohort, starts_at__lte=now + timedelta(days=1), ends_at__gte=now - timedelta(days=1)
    )
    return [(one, by_cohort[one.cohort_id]) for one in near]


def sessions_today(application: Application, now: datetime) -> list[Session]:
    """Return the sessions on the day at ``now``, where the cohort meets, to which a learner can check in.

    Nothing without a seat; left out are those at which the learner is on record, and those that are off.
    """
    if application.state != ApplicationState.SEATED:
        return []
    zone = ZoneInfo(application.cohort.time_zone)
    begins = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = _sessions().filter(cohort=application.cohort_id, cancelled_at=None)
    rows = rows.filter(starts_at__lt=begins + timedelta(days=1), ends_at__gte=begins)
    return list(rows.exclude(attendance__application=application).order_by("starts_at", "pk"))


@dataclass(frozen=True)
class Line:
    """One line of a roster: who has a seat, and their attendance at the session."""

    application: Application
    attendance: Attendance | None


def roster(session: Session) -> list[Line]:
    """Return the roster of a session, by name."""
    held = {one.application_id: one for one in session.attendance.all()}
    return [Line(one, held.get(one.pk)) for one in seated_in(session.cohort)]


@dataclass(frozen=True)
class Record:
    """A learner's attendance over all sessions, in their order, and what it adds up to."""

    application: Application
    cells: tuple[Attendance | None, ...]
    minutes: int
    percent: int


def attendance_of(cohort: Cohort, sessions: Sequence[Session]) -> list[Record]:
    """Return the attendance of each who has a seat; percent are of the course's contact minutes.

    Minutes of online lessons that were done count with those of sessions.
    """
    rows = list(Attendance.objects.filter(session__cohort=cohort).select_related("session"))
    held = {(one.application_id, one.session_id): one for one in rows}
    people = list(seated_in(cohort))
    minutes = Counter(minutes_in(rows)) + Counter(lesson_minutes([one.pk for one in people]))
    whole = cohort.course.contact_minutes
    return [
        Record(
            one,
            tuple(held.get((one.pk, session.pk)) for session in sessions),
            minutes[one.pk],
            100 * minutes[one.pk] // whole,
        )
        for one in people
    ]
