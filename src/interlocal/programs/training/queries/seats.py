"""Seats of a cohort as people read them: by city, who waits, who holds one, what was decided."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.kernel.permissions import Actor
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Cohort,
    Decision,
    Seat,
    SeatShare,
)
from interlocal.programs.training.rules import Permission


@dataclass(frozen=True, kw_only=True)
class CitySeats:
    """How one city stands in a cohort, in seats and people."""

    jurisdiction: Jurisdiction
    share: int
    seated: int
    offered: int
    waiting: int
    in_hand: int
    has_left: bool

    @property
    def held(self) -> int:
        """Seats taken and offered."""
        return self.seated + self.offered

    @property
    def deficit(self) -> int:
        """Entitled share minus seats held: the next free seat goes to the largest."""
        return self.share - self.held


# An application that the supervisor or the city has in hand.
IN_HAND = (ApplicationState.ASKED, ApplicationState.AGREED)


def seats_by_city(cohort: Cohort) -> list[CitySeats]:
    """Return each city with a share or an application, by name."""
    shares = {
        share.jurisdiction_id: share
        for share in SeatShare.objects.filter(cohort=cohort).select_related("jurisdiction")
    }
    counts: dict[tuple[int, str], int] = {
        (city, state): number
        for city, state, number in Application.objects.filter(cohort=cohort)
        .order_by()
        .values_list("jurisdiction", "state")
        .annotate(number=Count("pk"))
    }
    cities = {share.jurisdiction_id: share.jurisdiction for share in shares.values()}
    others = {city for city, _state in counts} - set(cities)
    cities |= Jurisdiction.objects.in_bulk(others) if others else {}

    def stands(pk: int, city: Jurisdiction) -> CitySeats:
        share = shares.get(pk)
        has_left = share is not None and share.withdrawn_at is not None
        return CitySeats(
            jurisdiction=city,
            share=share.seats if share and not has_left else 0,
            seated=counts.get((pk, ApplicationState.SEATED), 0),
            offered=counts.get((pk, ApplicationState.OFFERED), 0),
            waiting=counts.get((pk, ApplicationState.WAITING), 0),
            in_hand=sum(counts.get((pk, state), 0) for state in IN_HAND),
            has_left=has_left,
        )

    return sorted((stands(pk, city) for pk, city in cities.items()), key=lambda one: one.jurisdiction.name)


def waiting_in(cohort: Cohort) -> QuerySet[Application]:
    """Return who waits for a seat: by city, within it in the city's own order."""
    return (
        Application.objects.filter(cohort=cohort, state=ApplicationState.WAITING)
        .select_related("learner", "jurisdiction")
        .order_by("jurisdiction__name", "rank", "waiting_since", "pk")
    )


def seats_of(cohort: Cohort) -> QuerySet[Seat]:
    """Return the seats by number, with who holds them."""
    return Seat.objects.filter(cohort=cohort).select_related("holder__learner", "holder__jurisdiction")


def decisions_of(cohort: Cohort) -> QuerySet[Decision]:
    """Return what was decided about the seats, newest first."""
    return (
        Decision.objects.filter(cohort=cohort)
        .select_related("application__learner", "jurisdiction", "by")
        .order_by("-created_at", "-pk")
    )


def knows_learners_of(reader: Actor) -> Callable[[str], bool]:
    """Return whether the reader may know the learners of a city, given its public id, by name."""
    nominates = reader.reach(Permission.NOMINATE)
    if reader.may(Permission.RUN) or nominates.everywhere:
        return lambda _city: True
    return lambda city: city in nominates.jurisdictions


def names_of_cities() -> Mapping[str, str]:
    """Return the name of every jurisdiction by its public id."""
    return dict(Jurisdiction.objects.values_list("public_id", "name"))


def application_to_decide(reader: Actor, cohort: Cohort, public_id: str) -> Application:
    """Return an application of the cohort for whoever runs training, or raise ``Http404``."""
    if not reader.may(Permission.RUN):
        raise Http404
    found = Application.objects.select_related("learner", "jurisdiction", "cohort__course")
    return get_object_or_404(found, cohort=cohort, public_id=public_id)
