"""Who completed a cohort: minutes of instruction attended, make-up sessions counted, homework accepted."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Attendance,
    Cohort,
    HandIn,
    Homework,
    Session,
)
from interlocal.programs.training.queries.lessons import lesson_minutes, lessons_of


@dataclass(frozen=True, kw_only=True)
class Completion:
    """How far a learner is: minutes, and what is still missing.

    ``without_record`` are sessions that were held and for which nobody wrote down whether the learner was
    there; ``homework`` is required and not accepted yet.
    """

    application: Application
    minutes: int
    required_minutes: int
    least_percent: int
    without_record: tuple[Session, ...]
    homework: tuple[Homework, ...]

    @property
    def percent(self) -> int:
        """The share of the contact minutes attended, rounded down."""
        return 100 * self.minutes // self.required_minutes if self.required_minutes else 0

    @property
    def attended_enough(self) -> bool:
        """Are the minutes at least what the cohort asks for?"""
        enough = self.least_percent * self.required_minutes
        return self.required_minutes > 0 and 100 * self.minutes >= enough

    @property
    def completes(self) -> bool:
        """Is a certificate due, or was it issued? Homework of a later day changes nothing of that."""
        if self.application.completed_at is not None:
            return True
        return self.attended_enough and not self.homework and not self.application.is_no_show

    @property
    def never_came(self) -> bool:
        """Did the learner attend nothing at all?"""
        return self.minutes == 0


@dataclass(frozen=True)
class _Plan:
    """The sessions that count, and for each session the one that it counts for."""

    counted: Mapping[int, Session]
    counts_for: Mapping[int, int]


def completions(cohort: Cohort, *, now: datetime) -> list[Completion]:
    """Return how far everybody is who has a seat in ``cohort``, by city and name.

    A make-up session counts for the session it stands in for, together up to that session's own contact
    minutes. A session that was cancelled counts only where another makes it up. An online lesson counts its
    minutes for whoever has done it.
    """
    sessions = list(cohort.sessions.all())
    plan = _plan(sessions)
    minutes, recorded = _attended(cohort, plan)
    needed = list(Homework.objects.filter(course=cohort.course_id, is_required=True))
    accepted = set(
        HandIn.objects.filter(application__cohort=cohort, accepted_at__isnull=False).values_list(
            "application_id", "homework_id"
        )
    )
    held = [one for one in sessions if one.pk in plan.counted and _is_over(one, sessions, now)]
    lessons = sum(one.contact_minutes for one in lessons_of(cohort))
    required = sum(one.contact_minutes for one in plan.counted.values()) + lessons
    people = seated(cohort)
    if lessons:
        for key, count in lesson_minutes([one.pk for one in people]).items():
            minutes[key] += count
    return [
        Completion(
            application=one,
            minutes=minutes[one.pk],
            required_minutes=required,
            least_percent=cohort.least_percent,
            without_record=tuple(s for s in held if (one.pk, s.pk) not in recorded),
            homework=tuple(work for work in needed if (one.pk, work.pk) not in accepted),
        )
        for one in people
    ]


def completion_of(application: Application, *, now: datetime) -> Completion:
    """Return how far one learner is; raises ``LookupError`` for one without a seat."""
    for one in completions(application.cohort, now=now):
        if one.application.pk == application.pk:
            return one
    raise LookupError(application.public_id)


def seated(cohort: Cohort) -> list[Application]:
    """Return who has a seat in ``cohort``, by city and name."""
    rows = cohort.applications.filter(state=ApplicationState.SEATED)
    return list(
        rows.select_related("learner", "jurisdiction", "certificate", "cohort__course").order_by(
            "jurisdiction__name", "learner__name", "pk"
        )
    )


def _plan(sessions: list[Session]) -> _Plan:
    by_key = {one.pk: one for one in sessions}

    def origin(session: Session) -> Session:
        seen = {session.pk}
        while session.makes_up_id in by_key and session.makes_up_id not in seen:
            session = by_key[session.makes_up_id]
            seen.add(session.pk)
        return session

    on = [one for one in sessions if one.cancelled_at is None]
    counts_for = {one.pk: origin(one).pk for one in on}
    return _Plan({key: by_key[key] for key in dict.fromkeys(counts_for.values())}, counts_for)


def _attended(cohort: Cohort, plan: _Plan) -> tuple[dict[int, int], set[tuple[int, int]]]:
    """Return the minutes of each application, and for which sessions each has a record."""
    credit: dict[tuple[int, int], int] = defaultdict(int)
    rows = Attendance.objects.filter(session__cohort=cohort)
    for application, session, minutes in rows.values_list("application_id", "session_id", "minutes"):
        if (counted := plan.counts_for.get(session)) is not None:
            credit[application, counted] += minutes
    total: dict[int, int] = defaultdict(int)
    for (application, session), minutes in credit.items():
        total[application] += min(minutes, plan.counted[session].contact_minutes)
    return total, set(credit)


def _is_over(session: Session, sessions: list[Session], now: datetime) -> bool:
    """Was it held: itself, or where it was cancelled, what makes it up?"""
    if session.cancelled_at is None:
        return session.ends_at <= now
    return any(
        one.makes_up_id == session.pk and one.cancelled_at is None and one.ends_at <= now for one in sessions
    )
