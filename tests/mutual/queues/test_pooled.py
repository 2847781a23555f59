"""Pooled staffing: every group staffed and priced, line by line."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutual.games import core_test, shapley
from mutual.queues import (
    LINES,
    QueueError,
    StaffingTerms,
    Unstaffable,
    pooled_staffing,
    staff_required,
)

CITIES = ("Grandview", "Raytown", "Belton")
DAY = np.tile(1 + 0.6 * np.sin((np.arange(24) - 9) / 24 * 2 * np.pi), 7)
RATES = np.outer([4.0, 9.0, 21.0], DAY)
HANDLING = np.array([140.0, 120.0, 150.0])
PRICES = {
    "shrinkage": 0.2,
    "cost_per_fte": {"Grandview": 80_000, "Raytown": 90_000, "Belton": 100_000},
    "cost_per_position": 20_000,
    "fixed": {"Grandview": 50_000, "Raytown": 60_000, "Belton": 70_000},
    "connection": 5_000,
    "hidden": {"Grandview": 20, "Raytown": 30, "Belton": 450},
}


def staffed(**terms):
    return pooled_staffing(CITIES, RATES, HANDLING, StaffingTerms(**(PRICES | terms)))


def test_each_group_is_staffed_for_its_calls_together():
    found = staffed(patience=120, most_occupied=0.8, least=2)
    for mask in range(1, 8):
        members = [place for place in range(3) if mask >> place & 1]
        rate = RATES[members].sum(axis=0)
        handling = (RATES[members] * HANDLING[members, None]).sum(axis=0) / rate
        alone = staff_required(rate, handling, patience=120, most_occupied=0.8, least=2)
        assert found.requirement[mask].tolist() == alone.tolist()
        assert found.load[mask] == pytest.approx(rate * handling / 3600)
        assert found.positions[mask] == max(alone)
        assert found.hours[mask] == sum(alone)
        assert found.fte[mask] == pytest.approx(sum(alone) * 365 / 7 / (2_080 * 0.8))
    assert found.requirement[0].tolist() == [0] * 168
    assert (found.cost[0], found.fte[0], found.positions[0]) == (0, 0, 0)


def test_the_lines_of_a_city_alone_and_of_a_group_are_their_prices():
    found = staffed()
    assert tuple(found.lines) == LINES
    belton = found.mask(["Belton"])
    idle = found.hours[belton] - found.load[belton].sum()
    paid = 450 - idle  # the rest of Belton's hidden duties is done between calls
    assert paid > 0
    hour = 100_000 / (2_080 * 0.8)
    assert {name: line[belton] for name, line in found.lines.items()} == pytest.approx(
        {
            "staff": found.fte[belton] * 100_000,
            "positions": found.positions[belton] * 20_000,
            "centers": 70_000,
            "connections": 0,
            "hidden duties": paid * hour * 365 / 7,
        }
    )
    assert found.hidden_hours[belton] == pytest.approx(paid)
    pair = found.mask(["Grandview", "Raytown"])
    assert {name: line[pair] for name, line in found.lines.items()} == pytest.approx(
        {
            "staff": found.fte[pair] * 90_000,
            "positions": found.positions[pair] * 20_000,
            "centers": 60_000,
            "connections": 10_000,
            "hidden duties": (20 * 80_000 + 30 * 90_000) / (2_080 * 0.8) * 365 / 7,
        }
    )
    assert found.hidden_hours[pair] == 50
    assert found.cost == pytest.approx(sum(found.lines.values()))


def test_the_host_keeps_its_hidden_duties_between_calls():
    without, hosted = staffed(), staffed(host="Grandview")
    pair, other = without.mask(["Grandview", "Raytown"]), without.mask(["Raytown", "Belton"])
    assert hosted.hidden_hours[pair] == without.hidden_hours[pair] - 20
    assert hosted.cost[other] == without.cost[other]
    assert hosted.cost[without.mask(["Raytown"])] == without.cost[without.mask(["Raytown"])]


def test_joint_pay_may_be_the_mean_or_a_figure():
    pair = 0b011
    mean = staffed(joint_cost_per_fte="mean")
    alone = mean.fte[[1, 2]]
    weighted = (alone * [80_000, 90_000]).sum() / alone.sum()
    assert mean.lines["staff"][pair] == pytest.approx(mean.fte[pair] * weighted)
    figure = staffed(joint_cost_per_fte=85_000, joint_fixed=1_000)
    assert figure.lines["staff"][pair] == pytest.approx(figure.fte[pair] * 85_000)
    assert figure.lines["staff"][1] == pytest.approx(figure.fte[1] * 80_000)
    assert (figure.lines["centers"][pair], figure.lines["centers"][1]) == (1_000, 50_000)


def test_hidden_duties_can_turn_a_saving_into_a_loss():
    assert staffed(hidden=0).savings[-1] > 0 > staffed(hidden=300).savings[-1]


def test_the_game_goes_straight_to_who_should_pay_what():
    found = staffed(hidden=0)
    game = found.game()
    assert game.players == CITIES
    assert game.costs.tolist() == found.cost.tolist()
    assert found.costs()["Grandview", "Belton"] == found.cost[0b101]
    assert sum(shapley(game).amounts) == pytest.approx(found.cost[-1])
    assert core_test(game, shapley(game)).is_in_core
    assert found.savings[-1] == pytest.approx(found.cost[[1, 2, 4]].sum() - found.cost[7])


@given(
    rates=st.lists(st.floats(0, 60), min_size=3, max_size=3),
    targets=st.tuples(st.floats(0.5, 0.99), st.floats(0, 60)),
    patience=st.none() | st.floats(10, 600),
)
def test_pooling_never_needs_more_people_than_its_parts(rates, targets, patience):
    """With equal handling times a pool serves no worse than the same people apart (Smith and Whitt 1981)."""
    terms = StaffingTerms(targets=[targets], patience=patience, least=0)
    found = pooled_staffing(CITIES, np.outer(rates, np.ones(168)), 120, terms)
    need = found.requirement[:, 0]
    for mask in range(1, 8):
        for part in range(1, mask):
            if part & mask == part:
                assert need[mask] <= need[part] + need[mask ^ part]


def test_twelve_cities_are_every_group_of_them():
    names = [f"city {number}" for number in range(12)]
    found = pooled_staffing(names, np.tile(RATES, (4, 1)), 120, StaffingTerms(cost_per_fte=1))
    assert found.requirement.shape == (4_096, 168)
    assert (found.requirement[-1] == staff_required(4 * RATES.sum(axis=0), 120)).all()


def test_a_target_that_cannot_be_met_names_the_group_and_the_hour():
    with pytest.raises(Unstaffable) as refused:
        staffed(most=4)
    assert str(refused.value).startswith(
        "Grandview and Belton, Monday 13:00: 38.0 calls an hour of 148 s ask for more than the 4 positions"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            {"hidden": {"Lenexa": 3}},
            (
                "The hidden hours a week names 'Lenexa', which is none of the cities "
                "(Grandview, Raytown, Belton)."
            ),
        ),
        (
            {"fixed": {"Raytown": 3}},
            "The fixed cost of a center lacks 'Grandview': give one figure for all, or one for each city.",
        ),
        ({"host": "Lenexa"}, "The host 'Lenexa' is none of the cities (Grandview, Raytown, Belton)."),
        ({"shrinkage": 1}, "The shrinkage is the share of paid time not on duty; it must be below 1."),
        (
            {"joint_cost_per_fte": "least"},
            'The joint cost per FTE is "highest", "mean" or a figure, not \'least\'.',
        ),
        ({"cost_per_position": -1}, "The cost per position must be 0 or more, not -1."),
    ],
)
def test_terms_that_do_not_fit_are_refused(words, message):
    with pytest.raises(QueueError) as refused:
        staffed(**words)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("cities", "rates", "handling", "message"),
    [
        ([], [], 1, "Pooling needs cities: give a name and the calls of each."),
        (["a", "a"], np.ones((2, 168)), 1, "Two cities are called 'a'."),
        (
            ["a"],
            np.ones((1, 24)),
            1,
            "1 cities need rates of shape (1, 168), an hour of the week each from Monday 00:00, not (1, 24).",
        ),
        (
            ["a"],
            np.ones((1, 168)),
            [1, 2],
            (
                "Handling times are seconds for all, for each of the 1 cities, or by city and hour of week, "
                "not an array of shape (2,)."
            ),
        ),
    ],
)
def test_calls_that_do_not_fit_are_refused(cities, rates, handling, message):
    with pytest.raises(QueueError) as refused:
        pooled_staffing(cities, rates, handling, StaffingTerms())
    assert str(refused.value) == message
