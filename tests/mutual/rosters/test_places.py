"""Places of teams, beside every place that there is."""

from itertools import combinations_with_replacement

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import IS_FULL

from mutual.rosters import RosterError, Travel, mclp, mexclp

OFTEN = settings(max_examples=500 if IS_FULL else 40, deadline=None)


@st.composite
def travels(draw):
    generator = np.random.default_rng(draw(st.integers(0, 10_000)))
    points, posts = draw(st.integers(1, 8)), draw(st.integers(1, 5))
    return Travel(
        tuple(f"point {n}" for n in range(points)),
        tuple(f"city {n % 3}" for n in range(points)),
        generator.integers(0, 20, points).astype(float),
        tuple(f"post {n}" for n in range(posts)),
        generator.integers(1, 20, (points, posts)).astype(float),
    )


def expected(travel, chosen, within, busy):
    """What places cover, point by point: the weight of each, by city."""
    by_city = {city: [0.0, 0.0] for city in travel.cities}
    for point, city in enumerate(travel.cities):
        all_busy, reached = 1.0, False
        for post in chosen:
            if travel.minutes[point, post] <= within:
                all_busy *= busy
                reached = True
        by_city[city][0] += travel.weights[point] * (1 - all_busy if reached else 0)
        by_city[city][1] += travel.weights[point]
    return by_city


def best_of_all(travel, teams, within, busy, most, floor):
    best = None
    for count in range(teams + 1):
        for chosen in combinations_with_replacement(range(len(travel.posts)), count):
            if any(chosen.count(post) > most for post in chosen):
                continue
            by_city = expected(travel, chosen, within, busy)
            if all(got >= floor * all_of - 1e-9 for got, all_of in by_city.values()):
                covered = sum(got for got, _ in by_city.values())
                best = covered if best is None else max(best, covered)
    return best


@OFTEN
@given(
    travel=travels(),
    teams=st.integers(1, 4),
    within=st.sampled_from([5.0, 10.0]),
    busy=st.sampled_from([0.0, 0.2, 0.6]),
    most=st.integers(1, 3),
    floor=st.sampled_from([0.0, 0.0, 0.3]),
)
def test_no_places_cover_more_than_those_found(travel, teams, within, busy, most, floor):
    best = best_of_all(travel, teams, within, busy, most, floor)

    def search():
        return mexclp(travel, teams=teams, within=within, busy=busy, most=most, floor=floor)

    if best is None:
        with pytest.raises(RosterError, match="The most that each can have is"):
            search()
        return
    found = search()
    assert found.covered == pytest.approx(best, abs=1e-5)
    assert found.bound == pytest.approx(best, abs=1e-4)
    assert found.is_proven
    assert sum(found.teams.values()) <= teams
    chosen = [travel.posts.index(post) for post, count in found.teams.items() for _ in range(count)]
    by_city = expected(travel, chosen, within, busy)
    for city, (got, all_of) in by_city.items():
        assert found.by_city[city] == pytest.approx(got / all_of if all_of else 1.0)


def test_teams_that_are_always_free_cover_what_lies_in_reach():
    travel = Travel(
        ("a", "b", "c"),
        ("A", "B", "C"),
        np.array([5.0, 3.0, 1.0]),
        ("p", "q"),
        np.array([[4, 20], [20, 4], [20, 4.0]]),
    )
    found = mclp(travel, teams=1, within=5)
    assert (found.teams, found.covered, found.by_city) == ({"p": 1}, 5.0, {"A": 1.0, "B": 0.0, "C": 0.0})
    assert mclp(travel, teams=1, within=20).share == 1.0


def test_busy_teams_are_put_where_most_is_and_a_second_one_is_worth_less():
    travel = Travel(("a", "b"), ("A", "B"), np.array([10.0, 3.0]), ("p", "q"), np.array([[4, 20], [20, 4.0]]))
    found = mexclp(travel, teams=2, within=5, busy=0.5)
    assert (found.teams, found.covered) == ({"p": 2}, 7.5)  # 5 and 2.5, beside 5 and 1.5
    shared = mexclp(travel, teams=2, within=5, busy=0.5, floor=0.5)
    assert (shared.teams, shared.covered) == ({"p": 1, "q": 1}, 6.5)


def test_a_floor_that_cannot_be_kept_says_what_can():
    travel = Travel(("a", "b"), ("A", "B"), np.array([10.0, 3.0]), ("p", "q"), np.array([[4, 20], [20, 4.0]]))
    with pytest.raises(RosterError, match=r"The most that each can have is 0\.0 %"):
        mclp(travel, teams=1, within=5, floor=0.5)


def test_minutes_by_road_follow_the_great_circle():
    travel = Travel.by_road({"here": ("A", 1.0, 39.0, -94.0)}, {"there": (40.0, -94.0)}, speed=60, detour=1.0)
    assert travel.minutes[0, 0] == pytest.approx(111.19, abs=0.01)  # a degree of a circle of 6,371 km


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"teams": 0}, "There must be 1 to 500 teams, not 0."),
        ({"busy": 1.0}, "Teams are busy a part of the time from 0 to below 1, not 1."),
        ({"within": -1.0}, "0 minutes or more, not -1."),
        ({"floor": 2.0}, "lies between 0 and 1, not 2."),
    ],
)
def test_what_is_no_question_is_refused(changes, says):
    travel = Travel(("a",), ("A",), np.array([1.0]), ("p",), np.array([[4.0]]))
    with pytest.raises(RosterError, match=says):
        mexclp(travel, **{"teams": 1, "within": 5.0, "busy": 0.1, **changes})
