from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.kernel.money import dollars, dollars_and_cents, split

WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=24).filter(any)
FRACTIONS = st.lists(st.fractions(0, 1000), min_size=1, max_size=8).filter(any)


@given(total=st.integers(-(10**12), 10**12), weights=WEIGHTS | FRACTIONS)
def test_split_loses_no_cent(total: int, weights: list[int]) -> None:
    assert sum(split(total, weights)) == total


@given(total=st.integers(0, 10**12), weights=WEIGHTS | FRACTIONS)
def test_split_gives_each_its_quota(total: int, weights: list[int]) -> None:
    whole = sum(Fraction(weight) for weight in weights)
    for part, weight in zip(split(total, weights), weights, strict=True):
        assert abs(part - total * Fraction(weight) / whole) < 1


@given(
    total=st.integers(0, 10**6),
    weights=st.lists(st.integers(0, 50), min_size=1, max_size=6).filter(any),
)
def test_split_agrees_with_cent_by_cent_oracle(total: int, weights: list[int]) -> None:
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    remainders = [
        (Fraction(total * weight, whole) - part, -i)
        for i, (weight, part) in enumerate(zip(weights, parts, strict=True))
    ]
    while sum(parts) < total:
        best = max(range(len(parts)), key=lambda i: remainders[i])
        parts[best] += 1
        remainders[best] = (Fraction(-1), -best)
    assert split(total, weights) == tuple(parts)


@given(total=st.integers(0, 10**9), weights=WEIGHTS)
def test_split_of_a_credit_mirrors_that_of_a_charge(total: int, weights: list[int]) -> None:
    assert split(-total, weights) == tuple(-part for part in split(total, weights))


@given(total=st.integers(0, 10**9), weights=WEIGHTS)
def test_split_gives_nothing_to_weight_zero(total: int, weights: list[int]) -> None:
    assert all(part == 0 for part, weight in zip(split(total, weights), weights, strict=True) if weight == 0)


def test_split_breaks_ties_in_favour_of_the_earlier() -> None:
    assert split(100, [1, 1, 1]) == (34, 33, 33)


def test_split_takes_decimals_exactly() -> None:
    assert split(1_00, [Decimal("0.1"), Decimal("0.2")]) == (33, 67)


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_split_refuses_weights_without_meaning(weights: list[int]) -> None:
    with pytest.raises(ValueError, match=r"weight|nobody"):
        split(100, weights)


@pytest.mark.parametrize(
    ("cents", "whole", "exact"),
    [
        (0, "$0", "$0.00"),
        (4_120_000, "$41,200", "$41,200.00"),
        (149, "$1", "$1.49"),
        (150, "$2", "$1.50"),
        (-123_456_789, "-$1,234,568", "-$1,234,567.89"),
        (5, "$0", "$0.05"),
    ],
)
def test_money_is_written_as_people_write_it(cents: int, whole: str, exact: str) -> None:
    assert (dollars(cents), dollars_and_cents(cents)) == (whole, exact)
