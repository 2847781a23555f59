"""Figures in doubt that move together, draw by draw.

R. L. Iman and W. J. Conover, "A distribution-free approach to inducing rank correlation among input
variables", Communications in Statistics: Simulation and Computation 11 (1982): the draws of each figure stay
what they are, and are put in another order. Here within blocks of so many draws, so that a draw is the same
however the draws are cut into chunks and however many there are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil, floor, pi, sin, sqrt

import numpy as np

from mutual.finance.distributions import Amounts, FinanceError, normal_at

BLOCK = 1000
MOST = 50  # figures; more would be as many as a block can hold apart
_NOISE = 1e-9

Streams = Callable[[int, str, int, int], Amounts]


@dataclass(frozen=True)
class Correlation:
    """Two figures in doubt and their rank correlation (C. Spearman), between -1 and 1."""

    one: str
    other: str
    rank: float
    source: str = ""


class NotTogether(FinanceError):
    """Such correlations cannot hold together; ``pair`` is the place of the one that is said to be wrong."""

    def __init__(self, message: str, pair: int) -> None:
        super().__init__(message)
        self.pair = pair


def names_of(correlations: Sequence[Correlation]) -> tuple[str, ...]:
    """Return the figures that are named, in the order in which they first are."""
    return tuple(dict.fromkeys(name for each in correlations for name in (each.one, each.other)))


def normal_matrix(correlations: Sequence[Correlation]) -> Amounts:
    """Return the correlations of normal scores whose ranks are correlated as wanted; 0 where nothing is said.

    ``2 sin(pi r / 6)`` for a rank correlation ``r``: K. Pearson, "On further methods of determining
    correlation" (1907).
    """
    places = {name: place for place, name in enumerate(names_of(correlations))}
    found = np.eye(len(places))
    for each in correlations:
        one, other = places[each.one], places[each.other]
        found[one, other] = found[other, one] = 2 * sin(pi * each.rank / 6)
    return found


def check_together(correlations: Sequence[Correlation]) -> None:
    """Refuse correlations that no figures could have: a matrix that is not positive semidefinite.

    Raises ``NotTogether`` naming the pair that needs the least change, and between which bounds it would go
    with the others, or where no pair mends it alone the one most at odds; ``FinanceError`` for too many
    figures.
    """
    names, matrix = names_of(correlations), normal_matrix(correlations)
    if len(names) > MOST:
        raise FinanceError(f"{len(names)} figures are correlated; {MOST} are the most.")
    if not names or _least(matrix) >= -_NOISE:
        return
    mending: list[tuple[float, int, tuple[float, float]]] = []
    for place, each in enumerate(correlations):
        bounds = _bounds(matrix, names.index(each.one), names.index(each.other))
        if bounds is not None:
            change = max(bounds[0] - each.rank, each.rank - bounds[1])
            mending.append((round(change, 9), -place, bounds))
    if mending:
        _, last, (low, high) = min(mending)  # of equal changes that of the pair which is named last
        place = -last
        rest = f"it must lie between {ceil(low * 1000) / 1000:g} and {floor(high * 1000) / 1000:g}."
    else:
        vector = np.linalg.eigh(matrix)[1][:, 0]
        pulls = [
            matrix[one, other] * vector[one] * vector[other]
            for one, other in ((names.index(each.one), names.index(each.other)) for each in correlations)
        ]
        place, rest = int(np.argmin(pulls)), "and no change of one pair alone would mend them."
    one, other, rank = (getattr(correlations[place], name) for name in ("one", "other", "rank"))
    raise NotTogether(
        f"{one!r} and {other!r} cannot have rank correlation {rank:g} beside the others (0 where none is "
        f"given): {rest}",
        place,
    )


def _least(matrix: Amounts) -> float:
    return float(np.linalg.eigvalsh(matrix)[0]) if len(matrix) else 1.0


def _bounds(matrix: Amounts, one: int, other: int) -> tuple[float, float] | None:
    """Return between which rank correlations a pair goes with all the others, if anywhere."""
    for left_out in (one, other):
        if _least(np.delete(np.delete(matrix, left_out, 0), left_out, 1)) < -_NOISE:
            return None
    rest = [place for place in range(len(matrix)) if place not in {one, other}]
    inverse = np.linalg.pinv(matrix[np.ix_(rest, rest)], hermitian=True)
    left, right = matrix[one, rest], matrix[other, rest]
    middle = float(left @ inverse @ right)
    half = sqrt(max(0.0, 1 - float(left @ inverse @ left)) * max(0.0, 1 - float(right @ inverse @ right)))
    low, high = (float(np.arcsin(np.clip(end, -1, 1) / 2)) * 6 / pi for end in (middle - half, middle + half))
    return low, high


def reordered(levels: Amounts, correlations: Sequence[Correlation]) -> Amounts:
    """Return levels of shape ``(draws, figures)``, each column put in another order.

    The columns are the figures of ``names_of`` and independent. Their ranks are correlated as wanted but for
    what a finite number of draws leaves.
    """
    ranks = levels.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    scores = _scores(len(levels))[ranks]
    own = np.linalg.cholesky(np.corrcoef(scores, rowvar=False))
    wanted = np.linalg.solve(own, scores.T).T @ _root(normal_matrix(correlations)).T
    order = wanted.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    return np.take_along_axis(np.sort(levels, axis=0), order, axis=0)


@cache
def _scores(count: int) -> Amounts:
    return normal_at(np.arange(1, count + 1) / (count + 1))


def _root(matrix: Amounts) -> Amounts:
    """Return the lower triangle that times its transpose is the matrix, which may be singular."""
    slack = 10 * _NOISE
    root = np.linalg.cholesky((1 - slack) * matrix + slack * np.eye(len(matrix)))
    return np.asarray(root, dtype=np.float64)


def together(
    seed: int, correlations: tuple[Correlation, ...], first: int, count: int, streams: Streams
) -> dict[str, Amounts]:
    """Return levels of every figure that is named, from draw ``first`` on, each of shape ``(count,)``.

    ``streams`` gives those that each figure has by itself. The figure that is named first keeps them.
    """
    names = names_of(correlations)
    blocks = [
        _block(seed, correlations, number, streams)
        for number in range(first // BLOCK, (first + count - 1) // BLOCK + 1)
    ]
    whole = (
        np.concatenate(blocks)[first % BLOCK : first % BLOCK + count] if count else np.empty((0, len(names)))
    )
    return {name: np.ascontiguousarray(whole[:, place]) for place, name in enumerate(names)}


@lru_cache(maxsize=4)
def _block(seed: int, correlations: tuple[Correlation, ...], number: int, streams: Streams) -> Amounts:
    own = [streams(seed, name, number * BLOCK, BLOCK) for name in names_of(correlations)]
    found = reordered(np.stack(own, axis=1), correlations)
    found.flags.writeable = False
    return found
