"""Erlang's formulas beside published figures, and beside slow ones."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mutual.queues import made

from mutual.queues import QueueError, erlang_b, erlang_c, offered_load, waiting

LOADS = st.floats(0.001, 60).map(lambda load: round(load, 3))


@pytest.mark.parametrize(("servers", "load"), [(5, 1.3608), (10, 4.4612), (20, 12.031), (100, 84.064)])
def test_erlang_b_is_the_published_table_at_one_per_cent(servers, load):
    digits = len(str(load).split(".")[1])
    assert round(offered_load(servers, 0.01), digits) == load
    assert erlang_b(load, servers) == pytest.approx(0.01, abs=5e-6)


def test_waits_of_fifty_agents_are_those_of_garnett_mandelbaum_and_reiman():
    waiting_ones = waiting(48 * 60, 60, 50)
    assert round(float(waiting_ones.mean_wait), 2) == 20.83
    leaving = waiting(48 * 60, 60, 50, patience=120)
    assert round(float(leaving.mean_wait), 2) == 3.71
    assert round(100 * float(leaving.abandonment), 2) == 3.09
    assert round(100 * float(leaving.occupancy), 1) == 93.0


@given(load=LOADS, servers=st.integers(0, 80))
def test_erlang_b_and_c_are_their_sums(load, servers):
    assert erlang_b(load, servers) == pytest.approx(float(made.lost(load, servers)), rel=1e-12, abs=1e-300)
    assert erlang_c(load, servers) == pytest.approx(float(made.waits(load, servers)), rel=1e-11, abs=1e-300)


@given(servers=st.integers(1, 200), blocking=st.floats(1e-6, 0.9))
def test_the_offered_load_loses_what_was_asked(servers, blocking):
    assert erlang_b(offered_load(servers, blocking), servers) == pytest.approx(blocking, rel=1e-11)


@given(
    load=st.floats(0.05, 40),
    servers=st.integers(1, 45),
    handling=st.floats(20, 600),
    patience=st.floats(5, 1_000),
    within=st.floats(0, 60),
)
def test_waits_of_callers_who_hang_up_are_those_of_the_chain(load, servers, handling, patience, within):
    rate, service, leaving = load / handling, 1 / handling, 1 / patience
    most = servers + int(max(0.0, rate - servers * service) / leaving + 12 * math.sqrt(rate / leaving)) + 60
    chances = made.states(rate, service, servers, leaving, most)
    queue = math.fsum(chance * max(0, k - servers) for k, chance in enumerate(chances))
    found = waiting(3600 * rate, handling, servers, patience=patience, within=within)
    assert float(found.wait_probability) == pytest.approx(math.fsum(chances[servers:]), rel=1e-9, abs=1e-15)
    assert float(found.mean_wait) == pytest.approx(queue / rate, rel=1e-9, abs=1e-13)
    assert float(found.abandonment) == pytest.approx(leaving * queue / rate, rel=1e-9, abs=1e-13)
    in_time = made.answered(rate, service, servers, leaving, within, most)
    assert float(found.service_level) == pytest.approx(in_time, abs=1e-9)


@pytest.mark.parametrize("load", [900.0, 999.0, 1_500.0, 5_000.0])
@pytest.mark.parametrize("patience", [None, 3.0, 120.0, 3_600.0])
def test_thousands_of_servers_stay_within_bounds(load, patience):
    found = waiting(load * 20, 180, [1, 500, 1_000, 5_000], patience=patience, within=20)
    for values in (found.wait_probability, found.service_level, found.abandonment, found.occupancy):
        assert ((values >= 0) & (values <= 1 + 1e-12)).all()
    assert (np.diff(found.wait_probability) <= 0).all()
    assert (np.diff(found.service_level) >= -1e-12).all()


def test_a_heavy_overload_is_a_flow():
    """Far past what servers can do, who is served is what they can do, and the rest hangs up."""
    found = waiting(20_000, 180, 500, patience=90)
    assert float(found.abandonment) == pytest.approx(1 - 500 / 1_000, rel=1e-9)
    assert float(found.occupancy) == pytest.approx(1, rel=1e-9)


def test_patience_without_end_is_erlang_c():
    without = waiting(300, 120, [11, 12, 15], within=20)
    with_ = waiting(300, 120, [11, 12, 15], patience=604_800, within=20)
    for name in ("wait_probability", "mean_wait", "service_level"):
        assert getattr(with_, name) == pytest.approx(getattr(without, name), rel=5e-3)


def test_nobody_calls_and_nobody_waits():
    for patience in (None, 60):
        found = waiting(0, 120, [0, 3], patience=patience, within=10)
        assert found.wait_probability.tolist() == [0, 0]
        assert found.service_level.tolist() == [1, 1]
        assert found.occupancy.tolist() == [0, 0]


def test_too_few_servers_never_catch_up():
    found = waiting(300, 120, 10, within=20)
    assert (float(found.mean_wait), float(found.service_level), float(found.occupancy)) == (math.inf, 0, 1)


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ((-1, 120, 3), "rate must be finite numbers of 0 or more, not -1."),
        ((10, 0, 3), "handling must be finite numbers of more than 0, not 0."),
        ((10, [120, float("nan")], 3), "handling must be finite numbers of more than 0, not nan (entry 1)."),
        ((10, 120, 2.5), "servers must be whole numbers."),
        ((10, [120, 1e300], 3), "handling must be at most 1e+15, not 1e+300 (entry 1)."),
        (("many", 120, 3), "rate must be numbers."),
        (([10**400], 120, 3), "rate must be at most 1e+15."),
        (([1, 2], [1, 2, 3], 3), "Arrays of shapes (2,), (3,), () do not go together."),
    ],
)
def test_figures_that_make_no_queue_are_refused(given_, message):
    with pytest.raises(QueueError) as refused:
        waiting(*given_)
    assert str(refused.value) == message
