"""A course, a cohort that takes applications, and one that waits to be closed out: all of it made up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programkit.public import SampleRequest
from interlocal.programs.training.allocation import Standing, Waiting, assignments
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Attendance,
    Cohort,
    CohortState,
    CostKind,
    CostLine,
    Course,
    Decision,
    DecisionKind,
    Homework,
    Instructor,
    Learner,
    Presence,
    Seat,
    SeatShare,
    Session,
)

CENTRAL = ZoneInfo("America/Chicago")
SHARES = (6, 4, 8, 7, 5)  # seats of each city, in the order of their names
APPLIED = (4, 3, 10, 8, 5)
FINISHED = (3, 2, 4, 3, 2)
TOPICS = (
    "From colleague to supervisor",
    "Feedback that is heard",
    "Fair documentation",
    "Conflict in the crew",
    "Planning a budget year",
    "Across city lines",
)
STAGES = (ApplicationState.ASKED, ApplicationState.AGREED)
BUDGET = (("Instructor", 540_000), ("Rooms and meals", 126_000), ("Material", 45_000))
SPENT = (
    ("Instructor", 540_000),
    ("Rooms and meals", 118_350),
    ("Material", 41_275),
    ("State grant", -150_000),
)


@dataclass(frozen=True)
class _Story:
    """Who tells it, when, and the cities in the order of their names."""

    request: SampleRequest
    course: Course
    cities: Sequence[Jurisdiction]
    numbers: "count[int]"


def tell_story(request: SampleRequest) -> None:
    """Make the course and its two cohorts for the cities of ``request``; its ``rows`` say nothing here."""
    cities = list(Jurisdiction.objects.filter(public_id__in=request.jurisdictions).order_by("name"))[:5]
    story = _Story(request, _course(request), cities, count(1))
    _finished_cohort(story)
    _open_cohort(story)


def _course(request: SampleRequest) -> Course:
    course = Course.objects.create(
        title="Supervision across city lines (synthetic)",
        summary="Six days for people who lead others for the first time.",
        outcomes="Lead a first conversation\nGive feedback that is heard\nDocument fairly\nPlan a budget",
        audience="Supervisors in their first two years",
        contact_minutes=6 * 360,
        valid_months=36,
        made_by=request.by,
        created_at=request.now - timedelta(days=400),
    )
    for number, title in ((2, "A conversation that I led"), (5, "A budget for my crew")):
        Homework.objects.create(
            course=course,
            title=title,
            instructions="One page: what you did, what happened, what you would do again.",
            session_number=number,
            is_required=number == 5,
            created_at=course.created_at,
        )
    return course


def _cohort(story: _Story, title: str, first_day: datetime, seats: Sequence[int]) -> Cohort:
    day = first_day.date()
    cohort = Cohort.objects.create(
        course=story.course,
        title=title,
        state=CohortState.OPEN,
        apply_from=day - timedelta(days=70),
        apply_until=day - timedelta(days=28),
        release_on=day - timedelta(days=26),
        substitute_until=day - timedelta(days=3),
        made_by=story.request.by,
        opened_at=first_day - timedelta(days=70),
        created_at=first_day - timedelta(days=75),
    )
    shares = zip(story.cities, seats, strict=False)
    SeatShare.objects.bulk_create(
        [SeatShare(cohort=cohort, jurisdiction=city, seats=share) for city, share in shares]
    )
    _hold_sessions(story, cohort, first_day)
    many = sum(seats[: len(story.cities)])
    Seat.objects.bulk_create([Seat(cohort=cohort, number=number + 1) for number in range(many)])
    Instructor.objects.create(
        cohort=cohort,
        name="Instructor (synthetic)",
        email="instructor@example.org",
        organization="Training institute (synthetic)",
        created_at=cohort.created_at,
    )
    for title_of_line, cents in BUDGET:
        _cost(story, cohort, CostKind.BUDGET, title_of_line, cents)
    return cohort


def _hold_sessions(story: _Story, cohort: Cohort, first_day: datetime) -> None:
    for number, topic in enumerate(TOPICS):
        starts = first_day + timedelta(days=14 * number)
        Session.objects.create(
            cohort=cohort,
            number=number + 1,
            title=topic,
            starts_at=starts,
            ends_at=starts + timedelta(hours=7),
            contact_minutes=360,
            place=f"City hall of {story.cities[number % len(story.cities)].name}",
            check_in_code=f"{4711 + 613 * number % 5000}",
            created_at=cohort.created_at,
        )


def _cost(story: _Story, cohort: Cohort, kind: CostKind, title: str, cents: int) -> None:
    CostLine.objects.create(
        cohort=cohort,
        kind=kind,
        title=title,
        cents=cents,
        source="Synthetic",
        recorded_by=story.request.by,
        created_at=cohort.created_at,
    )


def _first_day(story: _Story, days: int) -> datetime:
    day = story.request.now.astimezone(CENTRAL).date() + timedelta(days=days)
    return datetime.combine(day - timedelta(days=day.weekday()), time(9), CENTRAL) + timedelta(days=1)


def _applies(
    story: _Story, cohort: Cohort, city: Jurisdiction, at: datetime, state: ApplicationState
) -> Application:
    number = next(story.numbers)
    learner = Learner.objects.create(
        name=f"Learner {number:02} (synthetic)",
        email=f"story-learner-{number:02}@example.org",
        jurisdiction=city,
        job_title=("Crew leader", "Shift supervisor", "Office lead")[number % 3],
        confirmed_at=at,
        created_at=at,
    )
    has_agreed, is_named = state != ApplicationState.ASKED, state == ApplicationState.WAITING
    return Application.objects.create(
        cohort=cohort,
        learner=learner,
        jurisdiction=city,
        state=state,
        supervisor_name="Supervisor (synthetic)",
        supervisor_email="supervisor@example.org",
        reason="I have led a crew since spring.",
        supervisor_agreed_at=at + timedelta(days=1) if has_agreed else None,
        nominated_by=story.request.by if is_named else None,
        nominated_at=at + timedelta(days=2) if is_named else None,
        waiting_since=at + timedelta(days=2) if is_named else None,
        created_at=at,
    )


def _give_seats(story: _Story, cohort: Cohort, waiting: Sequence[Application]) -> None:
    """Give seats to those who wait by the rule, as if each had come when the others had."""
    people = {one.pk: one for one in waiting}
    shares = {share.jurisdiction.public_id: share.seats for share in cohort.shares.all()}
    seats = list(cohort.seats.order_by("number"))
    queue = [
        Waiting(application=one.pk, city=one.jurisdiction.public_id, rank=one.rank, since=one.created_at)
        for one in waiting
    ]
    given = assignments(
        seats=len(seats),
        standings={city: Standing(share=share, held=0) for city, share in shares.items()},
        waiting=queue,
        is_released=False,
    )
    for assignment, seat in zip(given, seats, strict=False):
        application = people[assignment.application]
        application.state = ApplicationState.SEATED
        application.seated_at = application.waiting_since
        application.save(update_fields=["state", "seated_at"])
        seat.holder = application
        seat.save(update_fields=["holder"])
        Decision.objects.create(
            cohort=cohort,
            application=application,
            jurisdiction=application.jurisdiction,
            kind=DecisionKind.SEATED,
            seat_number=seat.number,
            figures={
                "released": False,
                "contenders": [
                    {"city": city, "share": standing.share, "held": standing.held}
                    for city, standing in assignment.contenders
                ],
            },
            by=story.request.by,
            created_at=application.seated_at or story.request.now,
        )


def _open_cohort(story: _Story) -> None:
    cohort = _cohort(story, "Next spring (synthetic)", _first_day(story, 47), SHARES)
    waiting = []
    for place, city in enumerate(story.cities):
        for number in range(APPLIED[place]):
            at = cohort.created_at + timedelta(days=5 + number, hours=place)
            waiting.append(_applies(story, cohort, city, at, ApplicationState.WAITING))
        _applies(story, cohort, city, story.request.now - timedelta(days=1), STAGES[place % 2])
    _give_seats(story, cohort, waiting)


def _finished_cohort(story: _Story) -> None:
    cohort = _cohort(story, "Last fall (synthetic)", _first_day(story, -100), FINISHED)
    waiting = []
    for place, city in enumerate(story.cities):
        for number in range(FINISHED[place]):
            at = cohort.created_at + timedelta(days=5 + number, hours=place)
            waiting.append(_applies(story, cohort, city, at, ApplicationState.WAITING))
    _give_seats(story, cohort, waiting)
    for place, application in enumerate(waiting):
        for session in cohort.sessions.all():
            # One came to half of it, one never: the page of closing out asks about both.
            if place == 1 or (place == 4 and session.number > 3):
                continue
            Attendance.objects.create(
                session=session,
                application=application,
                minutes=session.contact_minutes,
                how=Presence.PAPER,
                recorded_by=story.request.by,
                created_at=session.ends_at,
            )
    for title, cents in SPENT:
        _cost(story, cohort, CostKind.ACTUAL, title, cents)
