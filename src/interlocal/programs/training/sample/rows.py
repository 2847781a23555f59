"""Synthetic cohorts, for trying out and for the test kit."""

from datetime import datetime, time, timedelta
from itertools import cycle, islice
from zoneinfo import ZoneInfo

from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programkit.public import SampleRequest
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Attendance,
    Cohort,
    CohortState,
    Course,
    Learner,
    Presence,
    Seat,
    SeatShare,
    Session,
)

CENTRAL = ZoneInfo("America/Chicago")


def make_cohorts(request: SampleRequest) -> None:
    """Make ``request.rows`` cohorts of a synthetic course, each with one learner who completed it."""
    course, _is_new = Course.objects.get_or_create(
        title="Leading a shift (synthetic)",
        defaults={
            "summary": "A made-up course for new supervisors.",
            "outcomes": "Plan a shift\nGive feedback that is heard\nDocument fairly",
            "audience": "New supervisors",
            "contact_minutes": 360,
            "valid_months": 24,
            "made_by": request.by,
            "created_at": request.now,
        },
    )
    cities = list(Jurisdiction.objects.filter(public_id__in=request.jurisdictions).order_by("name"))
    first = course.cohorts.count() + 1
    for number, city in enumerate(islice(cycle(cities), request.rows), first):
        _make_cohort(request, course, number, cities, city)


def _make_cohort(
    request: SampleRequest, course: Course, number: int, cities: list[Jurisdiction], city: Jurisdiction
) -> None:
    cohort = _plan(request, course, number, cities)
    session = _session(request, cohort)
    application = _seat(request, cohort, number, city, completed_at=session.ends_at)
    Attendance.objects.create(
        session=session,
        application=application,
        minutes=session.contact_minutes,
        how=Presence.PAPER,
        recorded_by=request.by,
        created_at=session.ends_at,
    )


def _plan(request: SampleRequest, course: Course, number: int, cities: list[Jurisdiction]) -> Cohort:
    day = request.now.date()
    cohort = Cohort.objects.create(
        course=course,
        title=f"Cohort {number} (synthetic)",
        state=CohortState.OPEN,
        apply_from=day - timedelta(days=60),
        apply_until=day - timedelta(days=30),
        release_on=day - timedelta(days=28),
        substitute_until=day - timedelta(days=10),
        made_by=request.by,
        opened_at=request.now - timedelta(days=60),
        created_at=request.now - timedelta(days=61),
    )
    SeatShare.objects.bulk_create([SeatShare(cohort=cohort, jurisdiction=one, seats=2) for one in cities])
    Seat.objects.bulk_create([Seat(cohort=cohort, number=place + 1) for place in range(2 * len(cities))])
    return cohort


def _session(request: SampleRequest, cohort: Cohort) -> Session:
    held = datetime.combine(request.now.date() - timedelta(days=7), time(9), CENTRAL)
    return Session.objects.create(
        cohort=cohort,
        number=1,
        title="A day in the room",
        starts_at=held,
        ends_at=held + timedelta(hours=7),
        contact_minutes=360,
        place="Council chamber (synthetic)",
        check_in_code="4711",
        created_at=cohort.created_at,
    )


def _seat(
    request: SampleRequest, cohort: Cohort, number: int, city: Jurisdiction, *, completed_at: datetime
) -> Application:
    learner = Learner.objects.create(
        name=f"Learner {number} (synthetic)",
        email=f"learner-{number}@example.org",
        jurisdiction=city,
        job_title="Crew leader",
        confirmed_at=cohort.opened_at,
        created_at=cohort.created_at,
    )
    application = Application.objects.create(
        cohort=cohort,
        learner=learner,
        jurisdiction=city,
        state=ApplicationState.SEATED,
        supervisor_name="Supervisor (synthetic)",
        supervisor_email="supervisor@example.org",
        supervisor_agreed_at=cohort.opened_at,
        nominated_by=request.by,
        nominated_at=cohort.opened_at,
        waiting_since=cohort.opened_at,
        seated_at=cohort.opened_at,
        completed_at=completed_at,
        created_at=cohort.created_at,
    )
    Seat.objects.filter(cohort=cohort, number=1).update(holder=application)
    return application
