"""Courses through the years: cohorts from application to certificate, with attendance and evaluation."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from interlocal.foundation.accounts.models import User
from interlocal.programs.training.actions.certificates import issue_certificates
from interlocal.programs.training.models import (
    Application,
    Attendance,
    Cohort,
    CohortShare,
    CostLine,
    Course,
    Decision,
    HandIn,
    Homework,
    Instructor,
    Learner,
    Response,
    Seat,
    SeatShare,
    Session,
    StaffFigure,
)
from years.span import COHORTS, SEATS, SESSIONS, Span, write

COURSES, SHARING = 8, 10  # courses in the catalogue; cities that share a cohort's seats
OPEN = 2  # cohorts that still take applications
AHEAD = 40  # days until their first session
REACTION = {"version": 1, "useful": 4, "clear": 5, "took_part": 4, "better": "More time for questions."}


def add_training(span: Span, by: User) -> None:
    courses = [_course(span, number, by) for number in range(COURSES)]
    for number, day in enumerate(span.days(COHORTS)):
        cohort = _held(span, number, day, courses[number % COURSES])
        _certify(cohort)
    for number in range(OPEN):
        _open(span, number, courses[number])
    write(
        StaffFigure(
            jurisdiction=city,
            year=span.begun.year + year,
            employees=200,
            left=20,
            employees_of_trained=60,
            left_of_trained=3,
            recorded_by=span.people[city.pk][3],
            created_at=span.now,
        )
        for city in span.cities
        for year in range(span.years)
    )


def _course(span: Span, number: int, by: User) -> Course:
    course = Course.objects.create(
        title=f"Course {number + 1} for supervisors (synthetic)",
        summary="For new supervisors.",
        outcomes="Plan a shift\nGive feedback that is heard",
        contact_minutes=SESSIONS * 180,
        valid_months=36,
        made_by=by,
        created_at=span.moment(span.begun),
    )
    Homework.objects.create(
        course=course,
        title="A plan for a shift",
        instructions="Plan one shift of your crew.",
        session_number=1,
        created_at=course.created_at,
    )
    return course


def _cohort(span: Span, title: str, course: Course, first: date, **more: Any) -> Cohort:
    cohort = Cohort.objects.create(
        course=course,
        title=title,
        apply_from=first - timedelta(days=60),
        apply_until=first - timedelta(days=20),
        release_on=first - timedelta(days=18),
        substitute_until=first - timedelta(days=2),
        made_by=course.made_by,
        opened_at=span.moment(first - timedelta(days=60)),
        created_at=span.moment(first - timedelta(days=65)),
        **more,
    )
    write(
        Session(
            cohort=cohort,
            number=place + 1,
            title=f"Morning {place + 1}",
            starts_at=span.moment(first + timedelta(days=7 * place)),
            ends_at=span.moment(first + timedelta(days=7 * place), 12),
            contact_minutes=180,
            place="Council chamber",
            check_in_code="4711",
            created_at=cohort.created_at,
        )
        for place in range(SESSIONS)
    )
    cities = span.some(span.cities, SHARING)
    share = SEATS // len(cities)
    write(SeatShare(cohort=cohort, jurisdiction=city, seats=share) for city in cities)
    Instructor.objects.create(
        cohort=cohort,
        name="Synthetic instructor",
        email="instructor@example.org",
        created_at=cohort.created_at,
    )
    write(
        CostLine(
            cohort=cohort,
            kind=kind,
            title="Instructor and rooms",
            cents=540_000,
            source="Synthetic",
            recorded_by=course.made_by,
            created_at=cohort.created_at,
        )
        for kind in ("budget", "actual")
    )
    return cohort


def _apply(span: Span, cohort: Cohort, many: int, **more: Any) -> list[Application]:
    cities = [share.jurisdiction for share in cohort.shares.select_related("jurisdiction")]
    at = cohort.created_at + timedelta(days=10)
    learners = write(
        Learner(
            name=f"Synthetic learner {cohort.pk:03}-{number:02}",
            email=f"learner{number:02}.{cohort.public_id}@example.org",
            jurisdiction=cities[number % len(cities)],
            job_title="Crew leader",
            confirmed_at=at,
            created_at=at,
        )
        for number in range(many)
    )
    return write(
        Application(
            cohort=cohort,
            learner=learner,
            jurisdiction=learner.jurisdiction,
            supervisor_name="Synthetic supervisor",
            supervisor_email="supervisor@example.org",
            supervisor_agreed_at=at,
            nominated_by=span.people[learner.jurisdiction_id][0],
            nominated_at=at,
            waiting_since=at,
            created_at=at,
            **more,
        )
        for learner in learners
    )


def _held(span: Span, number: int, day: date, course: Course) -> Cohort:
    is_over = day + timedelta(days=7 * SESSIONS) < span.today
    end: dict[str, Any] = {}
    if is_over:
        end = {"state": "closed", "closed_at": span.moment(day + timedelta(days=60))}
    cohort = _cohort(span, f"Cohort {number + 1:03} (synthetic)", course, day, **{"state": "open", **end})
    done_at = span.moment(day + timedelta(days=7 * SESSIONS)) if is_over else None
    people = _apply(span, cohort, SEATS, state="seated", seated_at=cohort.opened_at, completed_at=done_at)
    write(Seat(cohort=cohort, number=place + 1, holder=one) for place, one in enumerate(people))
    write(
        Decision(
            cohort=cohort,
            application=one,
            jurisdiction=one.jurisdiction,
            kind="seated",
            seat_number=place + 1,
            figures={"released": False, "contenders": []},
            by=course.made_by,
            created_at=one.created_at,
        )
        for place, one in enumerate(people)
    )
    _attend(span, cohort, people)
    return cohort


def _attend(span: Span, cohort: Cohort, people: Sequence[Application]) -> None:
    sessions = [one for one in cohort.sessions.all() if one.ends_at < span.now]
    write(
        Attendance(
            session=session,
            application=one,
            minutes=180,
            how="paper",
            created_at=session.ends_at,
        )
        for session in sessions
        for one in people
        if span.chance.random() < 0.97
    )
    write(
        Response(
            cohort=cohort,
            session=session,
            jurisdiction=one.jurisdiction,
            form="reaction",
            answers=REACTION,
            answered_on=session.ends_at.date(),
            created_at=session.ends_at,
        )
        for session in sessions
        for one in people[::3]
    )
    if sessions:
        (homework,) = cohort.course.homework.all()
        write(
            HandIn(
                homework=homework,
                application=one,
                text="My plan for the shift.",
                handed_in_at=sessions[0].ends_at,
                accepted_at=sessions[0].ends_at,
                created_at=sessions[0].ends_at,
            )
            for one in people
        )


def _certify(cohort: Cohort) -> None:
    if cohort.closed_at is None:
        return
    issue_certificates(by=None, cohort=cohort, now=cohort.closed_at)
    write(
        CohortShare(
            cohort=cohort,
            jurisdiction=share.jurisdiction,
            seats_used=share.seats,
            cents=54_000,
            created_at=cohort.closed_at,
        )
        for share in cohort.shares.select_related("jurisdiction")
    )


def _open(span: Span, number: int, course: Course) -> None:
    first = span.today + timedelta(days=AHEAD + 7 * number)
    cohort = _cohort(span, f"Next cohort {number + 1} (synthetic)", course, first, state="open")
    write(Seat(cohort=cohort, number=place + 1) for place in range(SEATS))
    _apply(span, cohort, SEATS + 10, state="waiting")
