"""Courses, cohorts with their seats and shares, learners and applications for tests."""

from datetime import UTC, date, datetime, timedelta

import factory
from tests.factories.accounts import UserFactory
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.programs.training import models

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
TODAY = date(2026, 3, 10)
STARTS = datetime(2026, 5, 5, 14, 0, tzinfo=UTC)


class CourseFactory(factory.django.DjangoModelFactory):
    """Six hours of instruction in the public catalogue."""

    class Meta:
        model = models.Course

    title = factory.Sequence(lambda n: f"Leading a shift {n:04}")
    summary = "For new supervisors."
    outcomes = "Plan a shift\nGive feedback that is heard"
    contact_minutes = 360
    made_by = factory.SubFactory(UserFactory)
    created_at = NOW


class CohortFactory(factory.django.DjangoModelFactory):
    """An open cohort without seats, to be released a month after ``NOW``.

    ``seats=6`` makes that many; ``shares={city: 2}`` entitles cities. ``planned`` is not open yet,
    ``released`` was released nine days before ``NOW``.
    """

    class Meta:
        model = models.Cohort
        skip_postgeneration_save = True

    class Params:
        planned = factory.Trait(state=models.CohortState.PLANNED, opened_at=None)
        released = factory.Trait(
            apply_from=TODAY - timedelta(days=40),
            apply_until=TODAY + timedelta(days=10),
            release_on=TODAY - timedelta(days=9),
            released_at=NOW - timedelta(days=9),
        )

    course = factory.SubFactory(CourseFactory)
    title = factory.Sequence(lambda n: f"Cohort {n:04}")
    state = models.CohortState.OPEN
    apply_from = TODAY - timedelta(days=10)
    apply_until = TODAY + timedelta(days=25)
    release_on = TODAY + timedelta(days=30)
    substitute_until = TODAY + timedelta(days=50)
    made_by = factory.SubFactory(UserFactory)
    opened_at = NOW - timedelta(days=10)
    created_at = NOW

    @factory.post_generation
    def seats(self: models.Cohort, create: bool, extracted: int | None, **_kwargs: object) -> None:
        if create and extracted:
            models.Seat.objects.bulk_create(
                [models.Seat(cohort=self, number=place + 1) for place in range(extracted)]
            )

    @factory.post_generation
    def shares(
        self: models.Cohort, create: bool, extracted: dict[object, int] | None, **_kwargs: object
    ) -> None:
        for city, seats in (extracted or {}).items() if create else ():
            models.SeatShare.objects.create(cohort=self, jurisdiction=city, seats=seats)


class SessionFactory(factory.django.DjangoModelFactory):
    """A morning in a room; each session is a week after the one before."""

    class Meta:
        model = models.Session

    cohort = factory.SubFactory(CohortFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = "A day in the room"
    starts_at = factory.LazyAttribute(lambda session: STARTS + timedelta(weeks=(session.number - 1) % 500))
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + timedelta(hours=3))
    contact_minutes = 180
    place = "Council chamber"
    check_in_code = "4711"
    created_at = NOW


class InstructorFactory(factory.django.DjangoModelFactory):
    """Teaches; has no account."""

    class Meta:
        model = models.Instructor

    cohort = factory.SubFactory(CohortFactory)
    name = "Robin Castillo"
    email = factory.Sequence(lambda n: f"instructor{n:05}@example.org")
    created_at = NOW


class LearnerFactory(factory.django.DjangoModelFactory):
    """An employee whose address is confirmed."""

    class Meta:
        model = models.Learner

    name = factory.Sequence(lambda n: f"Learner {n:05}")
    email = factory.Sequence(lambda n: f"learner{n:05}@example.org")
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    job_title = "Crew leader"
    confirmed_at = NOW
    created_at = NOW


class ApplicationFactory(factory.django.DjangoModelFactory):
    """An application that the supervisor agreed to and the city nominated; it is not in the queue yet.

    ``waiting`` stands in the queue; ``seated`` and ``offered`` hold ``seat`` (give a ``Seat``).
    """

    class Meta:
        model = models.Application
        skip_postgeneration_save = True

    class Params:
        waiting = factory.Trait(state=models.ApplicationState.WAITING, waiting_since=NOW)
        seated = factory.Trait(state=models.ApplicationState.SEATED, waiting_since=NOW, seated_at=NOW)
        offered = factory.Trait(
            state=models.ApplicationState.OFFERED,
            waiting_since=NOW,
            offer_ends_at=NOW + timedelta(days=3),
        )

    cohort = factory.SubFactory(CohortFactory)
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    learner = factory.SubFactory(LearnerFactory, jurisdiction=factory.SelfAttribute("..jurisdiction"))
    state = models.ApplicationState.AGREED
    supervisor_name = "Sam Ortega"
    supervisor_email = factory.Sequence(lambda n: f"supervisor{n:05}@example.org")
    supervisor_agreed_at = NOW
    nominated_by = factory.SubFactory(UserFactory)
    nominated_at = NOW
    created_at = NOW

    @factory.post_generation
    def seat(
        self: models.Application, create: bool, extracted: models.Seat | None, **_kwargs: object
    ) -> None:
        if create and extracted is not None:
            extracted.holder = self
            extracted.save(update_fields=["holder"])


class MaterialFactory(factory.django.DjangoModelFactory):
    """A link; ``file=`` makes it a file."""

    class Meta:
        model = models.Material

    course = factory.SubFactory(CourseFactory)
    title = "Workbook"
    link = factory.LazyAttribute(lambda material: "" if material.file else "https://example.org/workbook")
    file = None
    created_at = NOW


class HomeworkFactory(factory.django.DjangoModelFactory):
    """To be done by the first session."""

    class Meta:
        model = models.Homework

    course = factory.SubFactory(CourseFactory)
    title = "A plan for a shift"
    instructions = "Plan one shift of your crew."
    session_number = 1
    created_at = NOW


class AttendanceFactory(factory.django.DjangoModelFactory):
    """Was there throughout."""

    class Meta:
        model = models.Attendance

    session = factory.SubFactory(SessionFactory)
    application = factory.SubFactory(ApplicationFactory, seated=True)
    minutes = factory.SelfAttribute("session.contact_minutes")
    how = models.Presence.PAPER
    created_at = factory.SelfAttribute("session.ends_at")


class CertificateFactory(factory.django.DjangoModelFactory):
    """A row alone: nothing is signed. What tests verify is issued by ``issue_certificates``."""

    class Meta:
        model = models.Certificate

    application = factory.SubFactory(ApplicationFactory, seated=True)
    contact_minutes = 360
    issued_at = NOW
    status_index = factory.Sequence(lambda n: n)
    credential = "synthetic"
    created_at = NOW


class StaffFigureFactory(factory.django.DjangoModelFactory):
    """A hundred employees, of whom ten left."""

    class Meta:
        model = models.StaffFigure

    jurisdiction = factory.SubFactory(JurisdictionFactory)
    year = 2025
    employees = 100
    left = 10
    employees_of_trained = 40
    left_of_trained = 2
    recorded_by = factory.SubFactory(UserFactory)
    created_at = NOW
