"""The rule at work on a cohort's rows: ended offers lapse, shares are released, free seats are given.

All of it runs inside an act of the caller, with the cohort's row locked, so that no two people are ever given
the same seat: on PostgreSQL by the lock, on SQLite because writers take turns.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.training.actions import telling
from interlocal.programs.training.allocation import Assignment, Standing, Waiting, assignments
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Cohort,
    CohortState,
    Decision,
    DecisionKind,
    Seat,
    SeatShare,
)
from interlocal.programs.training.rules.applying import day_in


def locked(cohort: Cohort) -> Cohort:
    """Lock the cohort's row until the end of the transaction, and return it as it stands."""
    return Cohort.objects.select_for_update(of=("self",)).select_related("course").get(pk=cohort.pk)


def is_taking(cohort: Cohort, now: datetime) -> bool:
    """May anybody still come in? While it is open, until the last day for substitutes."""
    return cohort.state == CohortState.OPEN and day_in(cohort, now) <= cohort.substitute_until


def offer_end(cohort: Cohort, now: datetime) -> datetime:
    """Return when an offer made ``now`` ends: after the cohort's days, or when nobody may come in."""
    last = datetime.combine(
        cohort.substitute_until + timedelta(days=1), time(), ZoneInfo(cohort.time_zone)
    ).astimezone(UTC)
    return min(now + timedelta(days=cohort.offer_days), last)


def write_decision(
    *,
    cohort: Cohort,
    kind: DecisionKind,
    by: User | None,
    now: datetime,
    application: Application | None = None,
    jurisdiction: Jurisdiction | None = None,
    seat: int | None = None,
    figures: dict[str, Any] | None = None,
    reason: str = "",
) -> Decision:
    """Write down one decision about the cohort's seats."""
    return Decision.objects.create(
        cohort=cohort,
        kind=kind,
        by=by,
        application=application,
        jurisdiction=application.jurisdiction if application else jurisdiction,
        seat_number=seat,
        figures=figures or {},
        reason=reason,
        created_at=now,
    )


def free_seat_of(application: Application) -> int | None:
    """Free the seat that the application holds; return its number, or ``None`` where it held none."""
    seat = Seat.objects.filter(holder=application).first()
    if seat is None:
        return None
    seat.holder = None
    seat.save(update_fields=["holder"])
    return seat.number


def one_of(application: Application) -> Application:
    """Return the application as it stands, with its learner, city and cohort."""
    return Application.objects.select_related("jurisdiction", "learner", "cohort__course").get(
        pk=application.pk
    )


def end_application(
    application: Application, state: ApplicationState, reason: str, now: datetime
) -> int | None:
    """End an application and free its seat; return the number of that seat."""
    seat = free_seat_of(application)
    application.state = state
    application.ended_at = now
    application.end_reason = " ".join(reason.split())[:300]
    application.offer_ends_at = None
    application.save(update_fields=["state", "ended_at", "end_reason", "offer_ends_at"])
    return seat


def settle(*, cohort: Cohort, by: User | None, now: datetime, entering: Application | None = None) -> int:
    """Bring the seats of a locked cohort up to date; return how many decisions that took.

    ``entering`` is who has just come into the queue: within the city's share they are seated at once,
    for they have just said that they want to come. Who has waited is offered a seat: plans may have changed.
    """
    if cohort.state != CohortState.OPEN:
        return 0
    count = _lapse(cohort, now) + _release(cohort, by, now)
    if not is_taking(cohort, now):
        return count
    return count + _give(cohort, by, now, entering)


def is_due(cohort: Cohort, now: datetime) -> bool:
    """Is anything to be done for the cohort: an offer that ended, or the release?"""
    if cohort.state != CohortState.OPEN:
        return False
    if cohort.released_at is None and day_in(cohort, now) >= cohort.release_on:
        return True
    return _ended_offers(cohort, now).exists()


def standings_of(cohort: Cohort) -> dict[int, Standing]:
    """Return each city's share and seats held, by the primary key of the jurisdiction."""
    held: dict[int, int] = {}
    for city in Seat.objects.filter(cohort=cohort, holder__isnull=False).values_list(
        "holder__jurisdiction_id", flat=True
    ):
        held[city] = held.get(city, 0) + 1
    shares = {
        share.jurisdiction_id: 0 if share.withdrawn_at else share.seats
        for share in SeatShare.objects.filter(cohort=cohort)
    }
    return {city: Standing(share=shares.get(city, 0), held=held.get(city, 0)) for city in {*shares, *held}}


def waiting_of(cohort: Cohort) -> list[Application]:
    """Return who waits for a seat, in their cities' own order."""
    return list(
        Application.objects.filter(cohort=cohort, state=ApplicationState.WAITING)
        .select_related("jurisdiction", "learner", "cohort__course")
        .order_by("rank", "waiting_since", "pk")
    )


def _ended_offers(cohort: Cohort, now: datetime) -> QuerySet[Application]:
    return Application.objects.filter(
        cohort=cohort, state=ApplicationState.OFFERED, offer_ends_at__lte=now
    ).select_related("jurisdiction", "learner", "cohort__course")


def _lapse(cohort: Cohort, now: datetime) -> int:
    ended: Sequence[Application] = list(_ended_offers(cohort, now).order_by("offer_ends_at", "pk"))
    for application in ended:
        seat = end_application(application, ApplicationState.DECLINED, "", now)
        write_decision(
            cohort=cohort, kind=DecisionKind.LAPSED, by=None, now=now, application=application, seat=seat
        )
        telling.tell_lost(application=application, now=now)
    return len(ended)


def _release(cohort: Cohort, by: User | None, now: datetime) -> int:
    if cohort.released_at is not None or day_in(cohort, now) < cohort.release_on:
        return 0
    unused = [
        {"city": city, "share": standing.share, "held": standing.held}
        for city, standing in _named(cohort).items()
        if standing.deficit > 0
    ]
    cohort.released_at = now
    cohort.save(update_fields=["released_at"])
    free = Seat.objects.filter(cohort=cohort, holder=None).count()
    write_decision(
        cohort=cohort, kind=DecisionKind.RELEASED, by=by, now=now, figures={"free": free, "unused": unused}
    )
    return 1


def _named(cohort: Cohort) -> dict[str, Standing]:
    standings = standings_of(cohort)
    public = dict(Jurisdiction.objects.filter(pk__in=standings).values_list("pk", "public_id"))
    return {public[city]: standing for city, standing in sorted(standings.items())}


def _give(cohort: Cohort, by: User | None, now: datetime, entering: Application | None) -> int:
    seats = list(Seat.objects.filter(cohort=cohort).order_by("number"))
    free = [seat for seat in seats if seat.holder_id is None]
    people = {one.pk: one for one in waiting_of(cohort)} if free else {}
    if not people:
        return 0
    waiting = [
        Waiting(
            application=one.pk,
            city=one.jurisdiction.public_id,
            rank=one.rank,
            since=one.waiting_since or one.created_at,
        )
        for one in people.values()
    ]
    given = list(
        assignments(
            seats=len(seats),
            standings=_named(cohort),
            waiting=waiting,
            is_released=cohort.released_at is not None,
        )
    )
    for assignment, seat in zip(given, free, strict=False):
        application = people[assignment.application]
        is_new = entering is not None and application.pk == entering.pk
        _hand_over(cohort, by, now, application, seat, assignment, is_seated=is_new)
    return len(given)


def _hand_over(
    cohort: Cohort,
    by: User | None,
    now: datetime,
    application: Application,
    seat: Seat,
    assignment: Assignment,
    *,
    is_seated: bool,
) -> None:
    seat.holder = application
    seat.save(update_fields=["holder"])
    kind = DecisionKind.OFFERED
    if is_seated and assignment.is_within_share:
        kind = DecisionKind.SEATED
        seat_now(application, now)
    else:
        application.state = ApplicationState.OFFERED
        application.offer_ends_at = offer_end(cohort, now)
        application.save(update_fields=["state", "offer_ends_at"])
    write_decision(
        cohort=cohort,
        kind=kind,
        by=by,
        now=now,
        application=application,
        seat=seat.number,
        figures=figures_of(assignment),
    )
    if kind == DecisionKind.SEATED:
        telling.tell_seat(application=application, now=now)
    else:
        telling.tell_offer(application=application, now=now)


def seat_now(application: Application, now: datetime) -> None:
    """Write down that the application has its seat for good."""
    application.state = ApplicationState.SEATED
    application.seated_at = now
    application.offer_ends_at = None
    application.save(update_fields=["state", "seated_at", "offer_ends_at"])


def figures_of(assignment: Assignment) -> dict[str, Any]:
    """Return what the rule saw, as it is kept with the decision: the cities that waited, first the winner."""
    return {
        "released": assignment.is_released,
        "contenders": [
            {"city": city, "share": standing.share, "held": standing.held}
            for city, standing in assignment.contenders
        ],
    }
