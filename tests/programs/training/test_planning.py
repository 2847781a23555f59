"""Copying a cohort, moving a session twice, calling a cohort off."""

from datetime import date, timedelta

import pytest
from tests.factories.jurisdictions import JurisdictionFactory
from tests.factories.training import (
    NOW,
    STARTS,
    ApplicationFactory,
    CohortFactory,
    InstructorFactory,
    SessionFactory,
)

from interlocal.programs.training.actions import planning, seats
from interlocal.programs.training.rules import years_later

pytestmark = pytest.mark.django_db


def test_copy_moves_every_day_to_the_same_weekday_and_keeps_the_hour() -> None:
    """A year later; a session keeps its time on the clock, and shares and instructors come along."""
    city = JurisdictionFactory()
    cohort = CohortFactory(seats=3, shares={city: 2})
    SessionFactory(cohort=cohort, number=1)
    InstructorFactory(cohort=cohort)
    made = planning.copy_cohort(by=None, cohort=cohort, title="Next", now=NOW)
    days = (made.apply_from - cohort.apply_from).days
    assert (days, made.state) == (364, "planned")
    assert made.release_on - cohort.release_on == timedelta(days=364)
    assert made.sessions.get().starts_at == STARTS + timedelta(days=364)
    assert (made.seats.count(), made.shares.get().seats, made.instructors.count()) == (3, 2, 1)


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2026, 1, 1), date(2025, 12, 31)])
def test_years_later_is_the_nearest_day_of_the_same_weekday(day: date) -> None:
    for years in (1, 2, 5):
        later = years_later(day, years)
        anniversary = date(day.year + years, 1, 1) + timedelta(days=day.timetuple().tm_yday - 1)
        assert later.weekday() == day.weekday()
        assert abs((later - anniversary).days) <= 4


def test_session_that_moves_twice_rises_twice_in_calendars() -> None:
    session = SessionFactory(cohort=CohortFactory(seats=1), number=1)
    for place in (1, 2):
        facts = {
            "title": session.title,
            "starts_at": STARTS + timedelta(days=place),
            "ends_at": STARTS + timedelta(days=place, hours=3),
            "contact_minutes": 180,
            "place": session.place,
            "link": "",
            "makes_up": None,
        }
        session = planning.move_session(
            by=None, session=session, facts=facts, now=NOW + timedelta(hours=place)
        )
    assert (session.calendar_sequence, session.moved_at) == (2, NOW + timedelta(hours=2))
    assert session.starts_at == STARTS + timedelta(days=2)


def test_cohort_that_is_called_off_ends_its_applications_and_sessions() -> None:
    city = JurisdictionFactory()
    cohort = CohortFactory(seats=1, shares={city: 1})
    SessionFactory(cohort=cohort, number=1)
    application = ApplicationFactory(cohort=cohort, jurisdiction=city)
    seats.enter_queue(by=None, application=application, now=NOW)
    planning.cancel_cohort(by=None, cohort=cohort, reason="No room", now=NOW)
    cohort.refresh_from_db()
    application.refresh_from_db()
    assert (cohort.state, application.state, application.end_reason) == ("cancelled", "withdrawn", "No room")
    assert cohort.sessions.get().cancel_reason == "No room"
    assert cohort.seats.get().holder_id is None
