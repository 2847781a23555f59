"""Present values, growth and break-even: tables of textbooks, and slow loops in fractions."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutual.finance import (
    NEVER,
    FinanceError,
    break_even,
    discount_factors,
    escalation,
    level_amount,
    present_value,
)

RATES = st.integers(-20, 60).map(lambda percent: percent / 100)
FLOWS = st.lists(st.integers(-10_000_000, 10_000_000), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("rate", "years", "factor"),
    # The present value of 1 a year at the end of each year, as printed in the tables of textbooks of finance.
    [(0.05, 10, 7.7217), (0.03, 5, 4.5797), (0.08, 20, 9.8181), (0.12, 7, 4.5638)],
)
def test_annuities_are_those_of_printed_tables(rate, years, factor):
    span = range(2027, 2027 + years)
    factors = discount_factors(rate, span, 2026)
    assert round(float(present_value(np.ones(years), factors)), 4) == factor
    assert level_amount(np.array(factor), factors) == pytest.approx(1, abs=1e-4)


def test_a_single_sum_is_that_of_printed_tables():
    assert round(1_000 * float(discount_factors(0.08, [2031], 2026)[0]), 2) == 680.58


@given(FLOWS, RATES, st.integers(0, 3))
def test_present_value_is_that_of_a_loop_in_fractions(flows, rate, delay):
    years = [2026 + delay + place for place in range(len(flows))]
    exact = sum(
        (
            Fraction(flow) / (1 + Fraction(rate)) ** (year - 2026)
            for flow, year in zip(flows, years, strict=True)
        ),
        Fraction(0),
    )
    found = float(present_value(np.array(flows, dtype=float), discount_factors(rate, years, 2026)))
    assert found == pytest.approx(float(exact), rel=1e-9, abs=1e-9 * sum(map(abs, flows)))


@given(st.lists(RATES, min_size=1, max_size=5), st.integers(0, 3), st.integers(1, 9))
def test_growth_is_that_of_a_loop_and_the_last_rate_goes_on(rates, delay, count):
    years = list(range(2026 + delay, 2026 + delay + count))
    found = escalation([np.array([rate]) for rate in rates], years, 2026)
    for place, year in enumerate(years):
        level = Fraction(1)
        for past in range(year - 2026):
            level *= 1 + Fraction(rates[min(past, len(rates) - 1)])
        assert float(found[place, 0]) == pytest.approx(float(level))


@given(st.lists(st.lists(st.integers(-50, 50), min_size=4, max_size=4), min_size=1, max_size=5), RATES)
def test_break_even_is_the_year_from_which_the_sum_stays_up(rows, rate):
    factors = discount_factors(rate, range(2027, 2031), 2026)
    found = break_even(np.array(rows, dtype=float), factors, axis=1)
    for row, place in zip(rows, found.tolist(), strict=True):
        sums = [
            sum((Fraction(row[k]) / (1 + Fraction(rate)) ** (k + 1) for k in range(end + 1)), Fraction(0))
            for end in range(4)
        ]
        slack = Fraction(1, 10**9) * max(map(abs, sums))
        good = [end for end in range(4) if all(later >= -slack for later in sums[end:])]
        assert place == (good[0] if good else NEVER)


def test_a_grant_that_ends_can_take_a_break_even_back():
    factors = np.ones(5)
    assert break_even(np.array([-10.0, 12, -5, 1, 4]), factors) == 4
    assert break_even(np.array([-10.0, 12, -5, 1, 1]), factors) == NEVER
    assert break_even(np.array([-10.0, 12, 5, 1, 1]), factors) == 1
    assert break_even(np.zeros(3), np.ones(3)) == 0


@pytest.mark.parametrize(
    ("work", "message"),
    [
        (
            lambda: discount_factors(-1, [2027], 2026),
            "A discount rate is a number above -1, such as 0.03 for 3 % a year.",
        ),
        (
            lambda: discount_factors(0.03, [2025], 2026),
            "Money of 2025 cannot be discounted to 2026, which comes later.",
        ),
        (
            lambda: escalation([np.array([float("nan")])], [2027], 2026),
            "A growth rate is a number above -1, such as 0.03 for 3 % a year.",
        ),
    ],
)
def test_rates_that_mean_nothing_are_refused(work, message):
    with pytest.raises(FinanceError) as refused:
        work()
    assert str(refused.value) == message
