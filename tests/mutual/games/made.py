"""Games to try things on: drawn at random, tied, degenerate, with economies of scale."""

import os

import numpy as np
from hypothesis import strategies as st

from mutual.games import CostGame

IS_FULL = os.environ.get("FULL", "") not in {"", "0"}

TVA = CostGame.from_table(
    {
        "navigation": 163_520,
        "flood": 140_826,
        "power": 250_096,
        ("navigation", "flood"): 301_607,
        ("navigation", "power"): 378_821,
        ("flood", "power"): 367_370,
        ("navigation", "flood", "power"): 412_584,
    }
)
# Gains of Lemaire's three companies (1991), as costs below nothing.
LEMAIRE = CostGame("123", -np.array([0, 46_125, 17_437.5, 69_187.5, 5_812.5, 53_812.5, 30_750, 90_000]))


def named(count):
    return [f"city {number}" for number in range(count)]


def heads(count):
    return np.bitwise_count(np.arange(1 << count, dtype=np.uint32)).astype(float)


def drawn_game(generator, count, style):
    """One game of a style: any costs, few different ones, economies of scale, the same for equal sizes."""
    costs = {
        "any": lambda: generator.uniform(1, 100, 1 << count),
        "tied": lambda: generator.integers(1, 6, 1 << count).astype(float),
        "scale": lambda: 10 + _sums(generator.uniform(1, 10, count)) ** 0.7,
        "alike": lambda: np.round(100 * heads(count) ** 0.6),
    }[style]()
    costs[0] = 0
    return CostGame(named(count), costs)


STYLES = ("any", "tied", "scale", "alike")


@st.composite
def games(draw, most=6, least=1):
    """A game with whole costs, small ones often, so that ties are common."""
    count = draw(st.integers(least, most))
    most_cost = draw(st.sampled_from([3, 100, 1_000_000]))
    amounts = st.integers(-most_cost, most_cost)
    costs = draw(st.lists(amounts, min_size=2**count - 1, max_size=2**count - 1))
    return CostGame(named(count), [0, *costs])


def _sums(amounts):
    total = np.zeros(1)
    for amount in amounts:
        total = np.concatenate([total, total + amount])
    return total
