"""Simulation beside exact results, and beside what follows from what happens to single calls."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import IS_FULL

from mutual.queues import (
    Break,
    Center,
    Demand,
    Outage,
    QueueError,
    Rank,
    batch_means,
    erlang_c,
    estimate,
    fifo_waits,
    priority_waits,
    recorded_calls,
    simulate,
    waiting,
)
from mutual.queues.simulation.centers import network_of
from mutual.queues.simulation.following import follow

SETTINGS = 200 if IS_FULL else 6
CONFIDENCE = 0.99
FLAT = np.ones(168)


def most_misses(count):
    """How many of so many intervals of 99 % may miss before that is one in a million."""
    chance, tail = Fraction(1, 100), Fraction(1)
    for misses in range(count + 1):
        tail -= math.comb(count, misses) * chance**misses * (1 - chance) ** (count - misses)
        if tail < Fraction(1, 1_000_000):
            return misses
    return count


def drawn_settings(seed, count=SETTINGS):
    generator = np.random.default_rng(seed)
    for number in range(count):
        servers = int(generator.integers(1, 13))
        handling = float(generator.uniform(30, 300))
        # The busier, the longer it takes until a queue has forgotten how it began.
        load = servers * float(generator.uniform(0.2, 0.85))
        yield number, servers, handling, 3_600 * load / handling, generator


def simulated(rate, handling, servers, seed, **demand):
    weeks = max(1, math.ceil(15_000 / (rate * 168)))
    return simulate(
        Demand(["Raytown"], [rate * FLAT], handling, **demand),
        [Center("center", servers, ["Raytown"])],
        weeks=weeks,
        replications=20,
        seed=seed,
        within=(10.0, 30.0),
        confidence=CONFIDENCE,
    )


def counted(pairs):
    """Compare (estimate, exact) pairs: none far off, and no more outside than chance allows."""
    pairs = list(pairs)
    missed = [(one, exact) for one, exact in pairs if not one.low <= exact <= one.high]
    assert len(missed) <= most_misses(len(pairs)), missed
    for one, exact in pairs:
        assert abs(one.value - exact) <= 4 * one.half_width + 1e-3


def compared(found, exact):
    """The measures of a simulation beside the formula's, for waits within 10 and 30 seconds."""
    first, second = exact
    yield found.overall.wait_probability, float(first.wait_probability)
    yield found.overall.mean_wait, float(first.mean_wait)
    yield found.overall.service[10.0], float(first.service_level)
    yield found.overall.service[30.0], float(second.service_level)
    yield found.occupancy["center"], float(first.occupancy)


def test_simulation_holds_erlang_c_in_its_intervals():
    counted(
        pair
        for number, servers, handling, rate, _ in drawn_settings(1)
        for pair in compared(
            simulated(rate, handling, servers, number),
            [waiting(rate, handling, servers, within=within) for within in (10, 30)],
        )
    )


def test_simulation_holds_erlang_a_in_its_intervals():
    pairs = []
    for number, servers, handling, rate, generator in drawn_settings(2):
        patience, busier = float(generator.uniform(20, 400)), rate * float(generator.uniform(0.8, 1.6))
        found = simulated(busier, handling, servers, number, patience=patience)
        exact = [waiting(busier, handling, servers, patience=patience, within=within) for within in (10, 30)]
        pairs += [*compared(found, exact), (found.overall.abandonment, float(exact[0].abandonment))]
    counted(pairs)


def test_simulation_holds_priority_queues_in_its_intervals():
    pairs = []
    for number, servers, handling, rate, generator in drawn_settings(3):
        shares = generator.dirichlet(np.ones(3))
        ranks = [Rank(name, share) for name, share in zip("abc", shares, strict=True)]
        found = simulated(rate, handling, servers, number, ranks=ranks)
        exact = priority_waits(rate * shares, handling, servers)
        pairs += [(found.ranks[name].mean_wait, wait) for name, wait in zip("abc", exact, strict=True)]
    counted(pairs)


@given(
    rates=st.lists(st.floats(0.1, 50), min_size=1, max_size=4),
    handling=st.floats(10, 300),
    servers=st.integers(1, 20),
)
def test_priorities_share_the_wait_that_there_is(rates, handling, servers):
    """Kleinrock's conservation law: weighted by calls, waits are those without priorities."""
    load = sum(rates) * handling / 3_600
    if load > 0.98 * servers:
        return
    waits = priority_waits(rates, handling, servers)
    assert (np.diff(waits) >= -1e-12).all()
    plain = erlang_c(load, servers) * handling / (servers - load)
    assert (waits * rates).sum() / sum(rates) == pytest.approx(plain, rel=1e-9, abs=1e-300)


def test_the_less_urgent_wait_without_end_where_servers_cannot_keep_up():
    waits = priority_waits([10, 100], 120, 2)
    assert (waits[0] < 120, waits[1]) == (True, math.inf)


CALLS = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 20), st.integers(0, 2), st.integers(1, 30)),
    min_size=1,
    max_size=40,
)


def by_hand(calls, servers, *, patient):
    """Second by second: who comes joins the queue, who is free takes the first of it."""
    waits, free, queue = [None] * len(calls), [0] * servers, []
    for second in range(2_000):
        for number in [number for number in queue if patient is False and gives_up(calls[number]) <= second]:
            queue.remove(number)
            waits[number] = -1
        queue += [number for number, call in enumerate(calls) if call[0] == second]
        queue.sort(key=lambda number: (calls[number][2], number))
        for place in range(servers):
            while free[place] <= second and queue:
                number = queue.pop(0)
                waits[number], free[place] = second - calls[number][0], second + calls[number][1]
    return waits


def gives_up(call):
    return call[0] + call[3]


def recorded(calls, *, ranks, patient):
    time, handling, rank, patience = zip(*calls, strict=True)
    return recorded_calls(
        ["Raytown"],
        time=time,
        city=["Raytown"] * len(calls),
        handling=handling,
        rank=rank if ranks else 0,
        patience=math.inf if patient else [each + 0.5 for each in patience],
    )


@given(calls=CALLS, servers=st.integers(1, 4))
def test_waits_are_those_that_each_second_gives(calls, servers):
    calls = sorted((time, handling, 0, patience) for time, handling, _, patience in calls)
    expected = by_hand(calls, servers, patient=True)
    assert fifo_waits([one[0] for one in calls], [one[1] for one in calls], servers).tolist() == expected
    # Two centers with nothing to do with one another are followed from event to event.
    network = network_of(["Raytown"], [Center("here", servers, ["Raytown"]), Center("there", 1, [])])
    assert follow(recorded(calls, ranks=False, patient=True), network).wait.tolist() == expected


@given(calls=CALLS, servers=st.integers(1, 3))
def test_nobody_is_answered_after_hanging_up(calls, servers):
    calls = sorted(calls)
    network = network_of(["Raytown"], [Center("here", servers, ["Raytown"])])
    found = follow(recorded(calls, ranks=True, patient=False), network)
    borne = np.array([call[3] + 0.5 for call in calls])
    assert not found.is_stranded.any()
    assert (found.wait[found.has_left] == borne[found.has_left]).all()
    assert (found.wait[~found.has_left] <= borne[~found.has_left]).all()
    starts = sorted(found.calls.time[~found.has_left] + found.wait[~found.has_left])
    begun = [(start, 1) for start in starts]
    ended = [
        (time + wait + takes, -1)
        for time, wait, takes, left in zip(
            found.calls.time, found.wait, found.calls.handling, found.has_left, strict=True
        )
        if not left
    ]
    busy = np.cumsum([change for _, change in sorted(begun + ended)])
    assert busy.max(initial=0) <= servers


def followed(centers, *, time, city=None, handling=60, rank=0, patience=math.inf, outages=()):
    city = city or ["a"] * len(time)
    names = sorted(set(city))
    calls = recorded_calls(names, time=time, city=city, handling=handling, rank=rank, patience=patience)
    return follow(calls, network_of(names, centers, outages))


def test_the_urgent_go_first_and_interrupt_nobody():
    found = followed([Center("here", 1, ["a"])], time=[0, 1, 2, 3], rank=[1, 1, 1, 0])
    assert found.wait.tolist() == [0, 119, 178, 57]


def test_staff_goes_off_duty_after_the_call_in_hand():
    row = [2, *[1] * 167]
    found = followed([Center("here", row, ["a"])], time=[3_590, 3_595, 3_605, 3_610], handling=30)
    assert found.wait.tolist() == [0, 0, 20, 45]


def test_a_break_is_kept_and_what_waits_is_taken_after_it():
    center = Center("here", 1, ["a"], breaks=[Break(0.25, 0.5)])
    assert followed([center], time=[899, 901], handling=10).wait.tolist() == [0, 899]


def test_calls_overflow_after_their_time_to_who_is_free():
    centers = [Center("here", 1, ["a"], overflow=[("there", 20)]), Center("there", 1, ["b"])]
    found = followed(centers, time=[0, 1, 2, 5], city=["a", "a", "a", "b"])
    assert found.center.tolist() == [0, 0, 1, 1]
    assert found.wait.tolist() == [0, 59, 63, 0]
    at_once = [Center("here", 1, ["a"], overflow=[("there", 0)]), Center("there", 1, ["b"])]
    found = followed(at_once, time=[0, 1, 2], city=["a", "a", "b"])
    assert (found.center.tolist(), found.wait.tolist()) == ([0, 1, 1], [0, 0, 59])


def test_a_center_that_fails_is_absorbed_and_comes_back():
    centers = [Center("here", 1, ["a"], absorbed_by=["there"]), Center("there", 1, ["b"])]
    outage = [Outage("here", 0.01, 0.1)]  # from second 36 to 360
    found = followed(
        centers, time=[0, 10, 100, 400], city=["a", "a", "a", "b"], handling=[60, 5, 5, 5], outages=outage
    )
    # The first is cut off and calls again; the second moves on and is taken there at once.
    assert found.cut.tolist() == [1, 0, 0, 0]
    assert found.center.tolist() == [1, 1, 1, 1]
    assert found.wait.tolist() == [5, 26, 1, 0]
    back = followed(centers, time=[361, 362], city=["a", "b"], outages=outage)
    assert back.center.tolist() == [0, 1]


def test_a_center_that_fails_alone_keeps_its_callers_waiting():
    found = followed(
        [Center("here", 1, ["a"])], time=[0, 100], handling=10, outages=[Outage("here", 0.01, 0.1)]
    )
    assert found.wait.tolist() == [0, 260]


def test_who_is_never_answered_is_stranded():
    found = followed([Center("here", 0, ["a"])], time=[0, 100])
    assert (found.is_stranded.tolist(), found.wait.tolist()) == ([True, True], [math.inf, math.inf])


def test_the_same_seed_gives_the_same_figures():
    def once(seed):
        demand = Demand(["a"], [20 * FLAT], 120, patience=60)
        return simulate(demand, [Center("here", 1, ["a"])], weeks=1, replications=3, seed=seed).overall

    assert once(5) == once(5)
    assert once(5) != once(6)


def test_drawn_calls_follow_the_hour_of_week():
    rates = np.zeros((2, 168))
    rates[0, 10], rates[1, 167] = 50, 20
    calls = Demand(["a", "b"], rates, [60, 90], spread=0.5).drawn(np.random.default_rng(1), 100)
    hours = (calls.time // 3_600).astype(int) % 168
    assert set(zip(calls.city.tolist(), hours.tolist(), strict=True)) == {(0, 10), (1, 167)}
    assert (np.diff(calls.time) >= 0).all()
    for city, (mean, count) in enumerate([(60, 5_000), (90, 2_000)]):
        takes = calls.handling[calls.city == city]
        assert len(takes) == pytest.approx(count, rel=0.1)
        assert takes.mean() == pytest.approx(mean, rel=0.05)
        assert takes.std() / takes.mean() == pytest.approx(0.5, rel=0.1)


def test_recorded_calls_are_followed_once_with_batches():
    time = np.arange(0, 40 * 3_600, 60.0)
    calls = recorded_calls(["a"], time=time, city=["a"] * len(time), handling=30)
    found = simulate(calls, [Center("here", 1, ["a"])], warm_up=4)
    assert found.calls == len(time) - 240
    assert found.overall.mean_wait.value == 0
    assert found.occupancy["here"].value == 0.5
    assert found.method == "means of 30 batches of calls one after the other"
    assert found.answered_by == {"a": {"here": 168 * 60.0}}


def test_pooled_calls_wait_less_than_apart():
    demand = Demand(["a", "b"], np.outer([30, 30], FLAT), 100)
    apart = simulate(demand, [Center("a", 2, ["a"]), Center("b", 2, ["b"])], weeks=2, replications=4)
    together = simulate(demand, [Center("both", 4, ["a", "b"])], weeks=2, replications=4)
    assert together.overall.mean_wait.high < apart.overall.mean_wait.low


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=30))
def test_intervals_lie_around_the_mean(samples):
    found = estimate(samples)
    assert found.value == pytest.approx(np.mean(samples), abs=1e-9)
    assert found.low <= found.value <= found.high


def test_intervals_are_student_s():
    found = estimate([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    assert found.half_width == pytest.approx(2.262157 * 3.0276504 / math.sqrt(10), rel=1e-6)
    assert estimate([3.0]).half_width == math.inf
    assert batch_means(np.arange(10.0), 3).tolist() == [1, 4, 7]


@pytest.mark.parametrize(
    ("centers", "message"),
    [
        ([], "A simulation needs a center with somebody on duty."),
        ([Center("x", 1, [])], "No center serves a: name it under one of them."),
        ([Center("x", 1, ["a"]), Center("x", 1, [])], "Two centers are called 'x'."),
        ([Center("x", 1, ["a"]), Center("y", 1, ["a"])], "The calls of a come to both x and y."),
        ([Center("x", 1, ["a"], overflow=[("z", 3)])], "x overflows to 'z', which is no center: there is x."),
        ([Center("x", 1, ["a"], absorbed_by=["x"])], "x is absorbed by itself."),
        ([Center("x", 1, ["a", "q"])], "x serves 'q', which is none of the cities: a."),
        (
            [Center("x", 1, ["a"], breaks=[Break(3, 4, 2)])],
            "More are on break at x than on duty (hour 3.00 of the week).",
        ),
        ([Center("x", [1.5], ["a"])], "The staff of x must be whole numbers."),
    ],
)
def test_centers_that_make_no_sense_are_refused(centers, message):
    with pytest.raises(QueueError) as refused:
        simulate(Demand(["a"], [FLAT], 60), centers)
    assert str(refused.value) == message


def test_more_calls_than_memory_holds_are_refused():
    with pytest.raises(QueueError) as refused:
        simulate(Demand(["a"], [100 * FLAT], 60), [Center("x", 5, ["a"])], weeks=100, replications=1_000)
    assert str(refused.value) == (
        "1,696,800,000 calls in 1,000 replications of 101 weeks are more than the 50,000,000 that are "
        "followed at once: ask for fewer of either."
    )


def test_arrivals_that_run_backwards_are_refused():
    with pytest.raises(QueueError, match="run backwards at entry 2"):
        fifo_waits([1, 3, 2], [1, 1, 1], 1)
