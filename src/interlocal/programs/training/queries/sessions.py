"""Sessions, and who was there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Attendance,
    Cohort,
    Session,
)


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
    """Return the contact minutes at which the learner was present, as ``minutes_in`` counts them."""
    return minutes_in(application.attendance.select_related("session")).get(application.pk, 0)


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
