"""The largest-deficit rule, against an oracle that looks at every city for every seat the slow way."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from tests.conftest import IS_FULL

from interlocal.programs.training.allocation import Assignment, Standing, Waiting, assignments
from interlocal.programs.training.models import Decision
from interlocal.programs.training.queries.seats_words import reason_of

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
COHORTS = 2_000 if IS_FULL else 300


class House:
    """A cohort as plain numbers: who holds what, who waits, and what the rule did about it."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.cities = [f"city-{number}" for number in range(self.draw.randint(1, 9))]
        self.share = {city: self.draw.randint(0, 6) for city in self.cities}
        # One that comes to wait without a share.
        self.share["guest"] = 0
        self.seats = sum(self.share.values()) + self.draw.choice([0, 0, 0, 2, 5])
        self.held: dict[int, str] = {}
        self.waiting: dict[int, Waiting] = {}
        self.is_released = False
        self.next = 0
        self.given: list[Assignment] = []

    def standings(self) -> dict[str, Standing]:
        """Return shares and seats held."""
        return {
            city: Standing(share=share, held=sum(1 for one in self.held.values() if one == city))
            for city, share in self.share.items()
        }

    def apply(self) -> None:
        """Let somebody of some city come to wait."""
        self.next += 1
        self.waiting[self.next] = Waiting(
            application=self.next,
            city=self.draw.choice([*self.cities, *self.cities, "guest"]),
            rank=self.draw.choice([1, 2, 1000, 1000, 1000]),
            since=START + timedelta(minutes=self.draw.randint(0, 40)),
        )

    def leave(self) -> None:
        """Let somebody give up a seat or a place in the queue."""
        anybody = [*self.held, *self.waiting]
        if anybody:
            gone = self.draw.choice(anybody)
            self.held.pop(gone, None)
            self.waiting.pop(gone, None)

    def run(self) -> None:
        """Let the rule run, and check each seat that it gives and that it stops where it should."""
        given = list(
            assignments(
                seats=self.seats,
                standings=self.standings(),
                waiting=list(self.waiting.values()),
                is_released=self.is_released,
            )
        )
        for one in given:
            expected = slow_choice(self)
            assert expected is not None
            assert (one.application, one.city) == (expected.application, expected.city)
            before = self.standings()[one.city]
            assert one.standing == before
            assert one.is_within_share == (before.held < before.share)
            assert unmet_by(self, one.city) == []
            del self.waiting[one.application]
            self.held[one.application] = one.city
        assert slow_choice(self) is None
        self.given += given


def slow_choice(house: House) -> Waiting | None:
    """Return who gets the next seat by the rule as it is written, or ``None`` where nobody may have one."""
    if len(house.held) >= house.seats:
        return None
    best: Waiting | None = None
    for one in house.waiting.values():
        if _may_have(house, one.city) and (best is None or _comes_before(house, one, best)):
            best = one
    return best


def _may_have(house: House, city: str) -> bool:
    held = list(house.held.values())
    if house.is_released or held.count(city) < house.share[city]:
        return True
    kept = sum(max(0, share - held.count(other)) for other, share in house.share.items())
    return house.seats - len(held) > kept


def _comes_before(house: House, one: Waiting, other: Waiting) -> bool:
    if one.city == other.city:
        return (one.rank, one.since, one.application) < (other.rank, other.since, other.application)
    held = list(house.held.values())
    mine, theirs = held.count(one.city), held.count(other.city)
    share, their_share = house.share[one.city], house.share[other.city]
    if share - mine != their_share - theirs:
        return share - mine > their_share - theirs
    if bool(share) != bool(their_share):
        return bool(share)
    if share and mine * their_share != theirs * share:
        return mine * their_share < theirs * share
    first, their_first = _first(house, one.city), _first(house, other.city)
    return (first.since, one.city) < (their_first.since, other.city)


def _first(house: House, city: str) -> Waiting:
    of_city = [one for one in house.waiting.values() if one.city == city]
    return min(of_city, key=lambda one: (one.rank, one.since, one.application))


def unmet_by(house: House, winner: str) -> list[str]:
    """Return the cities that wait within their share while ``winner`` is given a seat beyond its own."""
    held = list(house.held.values())
    if held.count(winner) < house.share[winner]:
        return []
    return [one.city for one in house.waiting.values() if held.count(one.city) < house.share[one.city]]


def empty_while_waiting(house: House) -> int:
    """Return how many seats are empty while somebody waits; until the release, beyond those kept."""
    free = house.seats - len(house.held)
    if not house.is_released:
        held = list(house.held.values())
        free -= sum(max(0, share - held.count(city)) for city, share in house.share.items())
    return min(max(free, 0), len(house.waiting))


def unmet(house: House) -> int:
    """Return how many people wait within their city's share while another city holds more than its own."""
    held = list(house.held.values())
    if not any(held.count(city) > share for city, share in house.share.items()):
        return 0
    return sum(
        min(share - held.count(city), sum(1 for one in house.waiting.values() if one.city == city))
        for city, share in house.share.items()
        if held.count(city) < share
    )


def test_rule_leaves_no_seat_empty_and_no_share_unmet_in_generated_cohorts() -> None:
    """Everybody who wants a seat applies before the release; then seats are freed and given on."""
    empty = unmet_seats = given = 0
    for seed in range(COHORTS):
        house = House(seed)
        for _person in range(house.draw.randint(0, house.seats + 8)):
            house.apply()
            house.run()
        empty += empty_while_waiting(house)
        unmet_seats += unmet(house)
        house.is_released = True
        house.run()
        for _change in range(house.draw.randint(0, 10)):
            house.leave()
            house.run()
            empty += empty_while_waiting(house)
        unmet_seats += unmet(house)
        given += len(house.given)
    assert (empty, unmet_seats) == (0, 0)
    assert given > COHORTS


def test_rule_keeps_up_with_people_who_come_and_go_at_any_time() -> None:
    """After the release late comers may wait, but every seat given is the rule's choice."""
    for seed in range(COHORTS):
        house = House(seed + 1_000_000)
        for _event in range(house.draw.randint(1, 40)):
            house.draw.choice([house.apply, house.apply, house.leave])()
            house.is_released = house.is_released or house.draw.random() < 0.05
            house.run()
            assert empty_while_waiting(house) == 0


def _given(
    standings: dict[str, tuple[int, int]], waiting: Sequence[str], *, seats: int, is_released: bool = True
) -> list[str]:
    people = [
        Waiting(application=place, city=city, rank=1000, since=START + timedelta(hours=place))
        for place, city in enumerate(waiting)
    ]
    stand = {city: Standing(share=share, held=held) for city, (share, held) in standings.items()}
    return [
        one.city for one in assignments(seats=seats, standings=stand, waiting=people, is_released=is_released)
    ]


@pytest.mark.parametrize(
    ("standings", "waiting", "expected"),
    [
        ({"raytown": (4, 2), "grandview": (6, 5)}, ["grandview", "raytown"], ["raytown"]),
        ({"raytown": (4, 2), "grandview": (6, 4)}, ["grandview", "raytown"], ["raytown"]),
        ({"raytown": (4, 2), "grandview": (4, 2)}, ["grandview", "raytown"], ["grandview"]),
        ({"raytown": (0, 0), "grandview": (4, 4)}, ["raytown", "grandview"], ["grandview"]),
    ],
    ids=["largest gap", "smaller part of the share", "waited longer", "no share comes last"],
)
def test_rule_breaks_ties_as_it_says(
    standings: dict[str, tuple[int, int]], waiting: list[str], expected: list[str]
) -> None:
    """One seat is free; the order of the ties decides."""
    seats = sum(held for _share, held in standings.values()) + 1
    assert _given(standings, waiting, seats=seats) == expected


def test_rule_keeps_unfilled_shares_until_the_release() -> None:
    """Of three free seats two are kept for Raytown; the third belongs to no share."""
    standings = {"raytown": (2, 0), "grandview": (1, 1)}
    waiting = ["grandview", "grandview", "grandview"]
    assert _given(standings, waiting, seats=4, is_released=False) == ["grandview"]
    assert _given(standings, waiting, seats=4) == ["grandview"] * 3


def test_rule_never_gives_more_seats_than_there_are() -> None:
    """A cohort that is overfull by decision gives nothing."""
    assert _given({"raytown": (2, 3)}, ["raytown"], seats=2) == []


def test_reason_of_the_worked_example_reads_as_the_documentation_says() -> None:
    """The sentence that ``docs/explanation/training-seats.md`` quotes."""
    contenders = [
        {"city": "r", "share": 4, "held": 1},
        {"city": "g", "share": 6, "held": 7},
        {"city": "b", "share": 3, "held": 4},
    ]
    decision = Decision(kind="offered", figures={"released": True, "contenders": contenders})
    names = {"r": "Raytown", "g": "Grandview", "b": "Belton"}
    assert reason_of(decision, names) == (
        "Raytown held 1 of its 4 seats, the largest gap; Grandview 7 of 6, Belton 4 of 3."
    )
