"""A cohort that was held: five cities, sessions that are over, attendance and homework as asked for."""

from datetime import timedelta

from tests.factories import training as made
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.programs.training import models

AFTER = made.STARTS + timedelta(weeks=4)


def finished_cohort(*, people=3, cities=2, sessions=2, attended=None, **fields):
    """Return a cohort with ``people`` seated, who were present throughout unless ``attended`` says otherwise.

    ``attended`` gives the minutes of each session by the person's number; ``None`` is no record at all.
    """
    cohort = made.CohortFactory.create(seats=people, **fields)
    places = [JurisdictionFactory.create(member=True) for _place in range(cities)]
    held = [
        made.SessionFactory.create(
            cohort=cohort,
            number=number + 1,
            starts_at=made.STARTS + timedelta(weeks=number),
            ends_at=made.STARTS + timedelta(weeks=number, hours=3),
        )
        for number in range(sessions)
    ]
    seats = list(cohort.seats.all())
    for number in range(people):
        seated = made.ApplicationFactory.create(
            cohort=cohort, jurisdiction=places[number % cities], seated=True, seat=seats[number]
        )
        minutes = (attended or {}).get(number, [one.contact_minutes for one in held])
        for session, present in zip(held, minutes, strict=True):
            if present is not None:
                be_present(seated, session, present)
    return cohort


def be_present(application, session, minutes):
    """Record that somebody was there."""
    return models.Attendance.objects.create(
        session=session,
        application=application,
        minutes=minutes,
        how=models.Presence.PAPER,
        created_at=session.ends_at,
    )
