"""Draws that anybody can repeat."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutual.finance import FinanceError, Triangular, Uniform, central, drawn, levels


@given(st.integers(0, 2**63 - 1), st.text(max_size=8), st.integers(0, 40), st.integers(0, 40))
def test_a_part_of_a_stream_is_the_same_wherever_it_is_begun(seed, name, first, count):
    whole = levels(seed, name, 0, 80)
    assert levels(seed, name, first, count).tobytes() == whole[first : first + count].tobytes()
    assert ((whole > 0) & (whole < 1)).all()


def test_streams_stay_what_they_are():
    # Written down once: whoever kept a seed may draw again with a later version.
    assert levels(20_261, "growth of wages", 0, 3).tolist() == [
        0.38750849645236113,
        0.7115082318478769,
        0.4774149845206231,
    ]


def test_streams_of_figures_and_of_seeds_are_apart():
    streams = [levels(seed, name, 0, 4_000) for seed in (0, 1) for name in ("a", "b")]
    for i, one in enumerate(streams):
        assert abs(one.mean() - 0.5) < 0.02
        for other in streams[:i]:
            assert abs(np.corrcoef(one, other)[0, 1]) < 0.06


def test_another_figure_in_doubt_changes_no_draw_of_the_first():
    one = {"wages": Triangular(0.02, 0.03, 0.05)}
    both = {"calls": Uniform(0, 1), **one}
    assert drawn(one, seed=5, first=7, count=9)["wages"].tobytes() == (
        drawn(both, seed=5, first=7, count=9)["wages"].tobytes()
    )


def test_the_central_figure_is_the_median():
    assert central({"calls": Uniform(2, 6)})["calls"].tolist() == [4.0]


@pytest.mark.parametrize(("seed", "first"), [(-1, 0), (0, -4)])
def test_places_below_nothing_are_refused(seed, first):
    with pytest.raises(FinanceError, match="whole numbers of 0 or more"):
        levels(seed, "a", first, 1)
