"""Seats: who gets one, what an offer is, what is given up."""

from datetime import timedelta
from typing import Any

import pytest
from tests.factories.jurisdictions import JurisdictionFactory
from tests.factories.training import NOW, ApplicationFactory, CohortFactory

from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training.actions import seats
from interlocal.programs.training.models import Application, ApplicationState, Cohort, Decision, Seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def cities() -> list[Any]:
    """Return two cities."""
    return [JurisdictionFactory(name="Grandview"), JurisdictionFactory(name="Raytown")]


@pytest.fixture
def cohort(cities: list[Any]) -> Cohort:
    """Return a cohort of three seats: one of Grandview, two of Raytown."""
    return CohortFactory(seats=3, shares={cities[0]: 1, cities[1]: 2})


def _enter(cohort: Cohort, city: Any, days: int = 0) -> Application:
    application = ApplicationFactory(cohort=cohort, jurisdiction=city)
    return seats.enter_queue(by=None, application=application, now=NOW + timedelta(days=days))


def _states(*applications: Application) -> list[str]:
    return [Application.objects.get(pk=one.pk).state for one in applications]


def test_enter_queue_within_the_share_seats_at_once(cohort: Cohort, cities: list[Any]) -> None:
    """The city's own seat needs no offer; the next of the city waits, for others' shares are kept."""
    first, second = _enter(cohort, cities[0]), _enter(cohort, cities[0])
    assert _states(first, second) == ["seated", "waiting"]
    assert list(Seat.objects.filter(holder__isnull=False).values_list("holder", flat=True)) == [first.pk]
    decision = Decision.objects.get()
    assert (decision.kind, decision.seat_number) == ("seated", 1)
    assert decision.figures == {
        "released": False,
        "contenders": [{"city": cities[0].public_id, "share": 1, "held": 0}],
    }


def test_release_offers_unused_seats_and_says_why(cohort: Cohort, cities: list[Any]) -> None:
    """On its day what a city does not use is offered to whoever waits."""
    first, second = _enter(cohort, cities[0]), _enter(cohort, cities[0])
    day = NOW + timedelta(days=30)
    assert seats.bring_seats_up_to_date(by=None, cohort=cohort, now=NOW) == 0
    assert seats.bring_seats_up_to_date(by=None, cohort=cohort, now=day) == 2
    assert _states(first, second) == ["seated", "offered"]
    released = Decision.objects.get(kind="released")
    assert released.figures == {
        "free": 2,
        "unused": [{"city": cities[1].public_id, "share": 2, "held": 0}],
    }
    second.refresh_from_db()
    assert second.offer_ends_at == day + timedelta(days=3)


def test_offer_that_ended_cannot_be_accepted_and_goes_on(cohort: Cohort, cities: list[Any]) -> None:
    """The seat goes to the next who waits."""
    people = [_enter(cohort, cities[0], days=place) for place in range(4)]
    day = NOW + timedelta(days=30)
    seats.bring_seats_up_to_date(by=None, cohort=cohort, now=day)
    assert _states(*people) == ["seated", "offered", "offered", "waiting"]
    seats.accept_offer(by=None, application=people[1], now=day + timedelta(days=1))
    later = day + timedelta(days=3)
    with pytest.raises(Refusal, match="has ended"):
        seats.accept_offer(by=None, application=people[2], now=later)
    assert seats.bring_seats_up_to_date(by=None, cohort=cohort, now=later) == 2
    assert _states(*people) == ["seated", "seated", "declined", "offered"]


def test_give_up_seat_offers_it_to_the_own_city_first(cohort: Cohort, cities: list[Any]) -> None:
    """A freed seat of the share goes to the city's next person."""
    people = [_enter(cohort, cities[1], days=place) for place in range(3)]
    assert _states(*people) == ["seated", "seated", "waiting"]
    seats.give_up_seat(by=None, application=people[0], reason="Moved away", now=NOW + timedelta(days=4))
    assert _states(*people) == ["withdrawn", "seated", "offered"]
    assert [one.kind for one in Decision.objects.all()] == ["seated", "seated", "withdrew", "offered"]


def test_refuse_offer_passes_the_seat_on(cohort: Cohort, cities: list[Any]) -> None:
    """Nobody waits: the seat is free."""
    people = [_enter(cohort, cities[1], days=place) for place in range(3)]
    seats.give_up_seat(by=None, application=people[0], reason="", now=NOW + timedelta(days=4))
    seats.refuse_offer(by=None, application=people[2], reason="On leave", now=NOW + timedelta(days=5))
    assert _states(*people) == ["withdrawn", "seated", "declined"]
    assert Seat.objects.filter(holder=None).count() == 2
    with pytest.raises(Refusal, match="no offer"):
        seats.refuse_offer(by=None, application=people[2], reason="", now=NOW + timedelta(days=5))


def test_substitute_takes_the_seat_within_the_city(cohort: Cohort, cities: list[Any]) -> None:
    """The seat changes hands at once; another city's learner is refused."""
    first = _enter(cohort, cities[1])
    number = first.seat.number
    stranger = ApplicationFactory(cohort=cohort, jurisdiction=cities[0])
    with pytest.raises(Refusal, match="same city"):
        seats.substitute(by=None, application=first, replacement=stranger, now=NOW)
    second = ApplicationFactory(cohort=cohort, jurisdiction=cities[1])
    seats.substitute(by=None, application=first, replacement=second, now=NOW)
    assert _states(first, second) == ["withdrawn", "seated"]
    assert Seat.objects.get(number=number).holder_id == second.pk
    assert Application.objects.get(pk=second.pk).substitutes_id == first.pk
    late = NOW + timedelta(days=51)
    third = ApplicationFactory(cohort=cohort, jurisdiction=cities[1], state=ApplicationState.AGREED)
    with pytest.raises(Refusal, match="last day"):
        seats.substitute(by=None, application=second, replacement=third, now=late)
