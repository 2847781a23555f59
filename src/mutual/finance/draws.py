"""Draws that anybody can repeat: each figure in doubt has its own stream of levels, read at any place.

The streams are counters put through Philox (J. Salmon, M. Moraes, R. Dror and D. Shaw, "Parallel random
numbers: as easy as 1, 2, 3", 2011). Draw 7,000 of a figure is the same however the draws are cut into chunks,
on however many processes they run, and whichever other figures are in doubt. All options and all groups of
cities of one draw read the same levels: common random numbers, so that what differs between two options is
the options.
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2b

import numpy as np

from mutual.finance.correlation import Correlation, together
from mutual.finance.distributions import Amounts, Distribution, FinanceError

_A_BLOCK = 4  # numbers of one count of Philox
MOST_DRAWS = 10_000_000


def levels(seed: int, name: str, first: int, count: int) -> Amounts:
    """Return levels ``first`` to ``first + count - 1`` of the stream of a figure, shape ``(count,)``.

    Each lies strictly between 0 and 1. Raises ``FinanceError`` for a seed or a place below 0.
    """
    if seed < 0 or first < 0 or count < 0:
        raise FinanceError("The seed and the places of draws are whole numbers of 0 or more.")
    key = int.from_bytes(blake2b(f"{seed}/{name}".encode(), digest_size=16).digest(), "little")
    skipped = first % _A_BLOCK
    stream = np.random.Philox(key=key, counter=first // _A_BLOCK)
    raw = stream.random_raw(skipped + count)[skipped:]
    # The middle of one of 2**53 equal steps: never 0, never 1.
    found: Amounts = ((raw >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53
    return found


def drawn(
    doubts: Mapping[str, Distribution],
    *,
    seed: int,
    first: int,
    count: int,
    correlations: tuple[Correlation, ...] = (),
) -> dict[str, Amounts]:
    """Return ``count`` draws of every figure from draw ``first`` on, each of shape ``(count,)``.

    Figures with ``correlations`` keep the levels of their streams, block by block in another order.
    """
    moved = together(seed, correlations, first, count, levels) if correlations else {}
    own = {name: levels(seed, name, first, count) for name in doubts if name not in moved}
    return at_levels(doubts, own | moved)


def at_levels(doubts: Mapping[str, Distribution], levels_of: Mapping[str, Amounts]) -> dict[str, Amounts]:
    """Return every figure at given levels."""
    return {name: doubt.at(np.asarray(levels_of[name])) for name, doubt in doubts.items()}


def central(doubts: Mapping[str, Distribution]) -> dict[str, Amounts]:
    """Return every figure at its median, shape ``(1,)``: as often above as below."""
    return {name: doubt.at(np.array([0.5])) for name, doubt in doubts.items()}


def chunks(draws: int, size: int) -> Iterable[tuple[int, int]]:
    """Yield the first draw and the number of draws of every chunk."""
    for first in range(0, draws, size):
        yield first, min(size, draws - first)
