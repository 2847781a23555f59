"""How many must be on duty: the fewest that do, and no fewer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutual.queues import NENA_STA_020, QueueError, Unstaffable, staff_required, waiting

SETTINGS = {
    "rate": st.just(0.0) | st.floats(0.001, 2_000),
    "handling": st.floats(10, 600),
    "patience": st.none() | st.floats(5, 2_000),
    "most_occupied": st.none() | st.floats(0.3, 1),
    "least": st.integers(0, 6),
    "targets": st.lists(st.tuples(st.floats(0.05, 0.999), st.floats(0, 90)), min_size=1, max_size=3),
}


def meets(staff, rate, handling, patience, most_occupied, targets):
    found = [waiting(rate, handling, staff, patience=patience, within=within) for _, within in targets]
    is_idle_enough = most_occupied is None or found[0].occupancy <= most_occupied + 1e-12
    is_kept_up = patience is not None or rate * handling < 3600 * staff or rate == 0
    in_time = all(one.service_level >= share - 1e-9 for one, (share, _) in zip(found, targets, strict=True))
    return bool(is_idle_enough and is_kept_up and in_time)


def fails(staff, rate, handling, patience, most_occupied, targets):
    """Do so many miss something by more than rounding?"""
    found = [waiting(rate, handling, staff, patience=patience, within=within) for _, within in targets]
    if patience is None and rate * handling >= 3600 * staff:
        return True
    if most_occupied is not None and found[0].occupancy > most_occupied - 1e-12:
        return True
    return any(one.service_level < share + 1e-9 for one, (share, _) in zip(found, targets, strict=True))


@given(**SETTINGS)
def test_staff_required_is_the_fewest_that_meet_every_target(
    rate, handling, patience, most_occupied, least, targets
):
    found = staff_required(
        rate, handling, targets=targets, patience=patience, most_occupied=most_occupied, least=least
    )
    assert found >= least
    if rate > 0:
        assert meets(found, rate, handling, patience, most_occupied, targets)
    if found > least:
        assert fails(found - 1, rate, handling, patience, most_occupied, targets)


def test_many_intervals_are_the_same_as_one_by_one():
    generator = np.random.default_rng(3)
    rates, times = generator.uniform(0, 500, (7, 24)), generator.uniform(60, 240, 24)
    for patience in (None, 90.0):
        found = staff_required(rates, times, patience=patience)
        assert found.shape == (7, 24)
        assert found.tolist() == [
            [staff_required(rate, time, patience=patience) for rate, time in zip(row, times, strict=True)]
            for row in rates
        ]


def test_very_many_intervals_are_the_same_as_few():
    rates = np.random.default_rng(4).uniform(0, 50, 2**18 + 3)
    found = staff_required(rates, 120)
    assert (found[:1_000] == staff_required(rates[:1_000], 120)).all()
    assert (found[-1_000:] == staff_required(rates[-1_000:], 120)).all()


def test_the_default_is_the_standard_for_911():
    assert NENA_STA_020 == ((0.90, 15), (0.95, 20))
    assert staff_required(60, 120) == staff_required(60, 120, targets=[(0.9, 15), (0.95, 20)]) == 5


def test_no_calls_need_the_least_that_are_always_there():
    assert staff_required([0, 0.01], 120, least=2).tolist() == [2, 2]


def test_a_target_that_the_positions_cannot_meet_is_refused_with_what_they_reach():
    with pytest.raises(Unstaffable) as refused:
        staff_required([1, 300], 120, most=11)
    assert refused.value.place == 1
    assert str(refused.value) == (
        "300.0 calls an hour of 120 s ask for more than the 11 positions that there may be to answer "
        "90 % within 15 s and 95 % within 20 s; 11 reach 39.8 % within 15 s and 42.3 % within 20 s. "
        "Allow more positions, lower the target, or pool with somebody."
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            {"targets": [(1, 15)]},
            (
                "A target of 100 % within 15 s cannot be met: calls come at random, and no number of "
                "positions answers every one in time. Give a share below 1, such as 0.999."
            ),
        ),
        ({"targets": []}, "Staffing needs a target, such as 90 % within 15 s: (0.9, 15)."),
        ({"targets": [0.9]}, "A target is a share and seconds, such as (0.9, 15), not 0.9."),
        ({"most_occupied": 1.2}, "The occupancy cap must be more than 0 and at most 1, not 1.2."),
        ({"patience": 0}, "The patience must be more than 0, not 0."),
        (
            {"patience": 1e6},
            "A patience of 1,000,000 s is more than a week: leave it out for callers who wait.",
        ),
        ({"least": 1.5}, "least must be a whole number, not 1.5."),
    ],
)
def test_terms_that_make_no_sense_are_refused(words, message):
    with pytest.raises(QueueError) as refused:
        staff_required(60, 120, **words)
    assert str(refused.value) == message
