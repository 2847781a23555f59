"""All stages: the least largest complaint, what that determines is held, until every share is determined.

The stages are solved over a list of groups; then every group is read once, those that pass their level join
the list, and the stages are taken up again from the first that was passed. When none passes, the solution of
the list is that of the game.

Source: A. Kopelowitz, "Computation of the kernels of simple games and the nucleolus of n-person games"
(1967); constraint generation after M. Hallefjord, R. Helming and K. Jørnsten, Int. J. Game Theory 24 (1995).
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from mutual.games.nucleolus.listing import (
    ALL_LISTED,
    JOINING,
    Listed,
    first_list,
    joined,
    mark_free,
    place,
)
from mutual.games.nucleolus.scan import PROPORTIONAL, passed_groups
from mutual.games.nucleolus.simplex import Basis, Held, least_complaint
from mutual.games.nucleolus.span import extend, witness

_ROUNDS = 500
_POSITIVE = 1e-9


class Span(NamedTuple):
    """What is held, as a span (see ``span.extend``)."""

    rows: NDArray[np.uint64]
    pivots: NDArray[np.int64]


class Stages(NamedTuple):
    """What is known of each stage, so that one can be taken up again.

    ``binding[j, :bound[j]]`` are the groups (or ``-1 - i``, a bound) whose complaints are tight in every best
    split of stage ``j``; ``began[j]`` says how many groups were held when it began.
    """

    levels: NDArray[np.float64]
    began: NDArray[np.int64]
    columns: NDArray[np.int64]
    witnesses: NDArray[np.uint64]
    binding: NDArray[np.int64]
    bound: NDArray[np.int64]


class Answer(NamedTuple):
    """``levels``, ``binding`` and ``bound`` have one row for each of the ``stages`` in use."""

    solved: bool
    split: NDArray[np.float64]
    stages: int
    levels: NDArray[np.float64]
    binding: NDArray[np.int64]
    bound: NDArray[np.int64]
    scans: int


# What is called from one place is compiled within it. Apart, it would be optimized once more with each of the
# functions above it, which is most of the time that compilation takes.
@njit(cache=True, inline="always")
def _no_stages(n: int) -> Stages:
    return Stages(
        np.zeros(n),
        np.zeros(n + 1, np.int64),
        np.zeros((n, n + 1), np.int64),
        np.zeros((n, n), np.uint64),
        np.zeros((n, n + 1), np.int64),
        np.zeros(n, np.int64),
    )


@njit(cache=True)
def solve(n: int, table: NDArray[np.float64], kind: int, bounded: bool, tolerance: float) -> Answer:
    """Solve one game of ``n >= 1`` players; ``table`` has shape ``(2**n,)``, a cost for each group.

    ``kind`` says what a complaint is measured by (see ``scan``), ``bounded`` that nobody pays more than
    alone, which the caller knows to be possible.
    """
    listed, used = first_list(n, table, kind)
    return _solve_list(n, table, kind, bounded, tolerance, listed, used)


@njit(cache=True, inline="always")
def _solve_list(
    n: int,
    table: NDArray[np.float64],
    kind: int,
    bounded: bool,
    tolerance: float,
    listed: Listed,
    used: int,
) -> Answer:
    full = (1 << n) - 1
    size = n + 1
    bounds = np.empty(n if bounded else 0)
    for i in range(bounds.shape[0]):
        bounds[i] = table[1 << i]
    basis = Basis(np.zeros(size, np.int64), np.zeros((size, size)), np.zeros(size))
    held = Held(np.zeros(size, np.int64), np.zeros(size))
    span = Span(np.zeros((n, n), np.uint64), np.zeros(n, np.int64))
    stages = _no_stages(n)
    held.groups[0], held.amounts[0] = full, table[full]
    for i in range(n):
        basis.columns[1 + i] = place(listed, used, 1 << i)
    stage, scans = int(np.int64(0)), 0  # a bare 0 is a type of its own: all below would be compiled twice
    basis.prices[1] = table[full]  # what one player alone pays
    for _ in range(_ROUNDS):
        stage, used, listed = _solve_stages(
            n, table, kind, bounds, stage, held, span, listed, used, basis, stages, tolerance
        )
        if stage < 0:
            break
        split = np.empty(n)
        for i in range(n):
            split[i] = basis.prices[1 + i]
        if n <= ALL_LISTED:
            return Answer(True, split, stage, stages.levels, stages.binding, stages.bound, scans)
        scans += 1
        passing, amounts, at = passed_groups(
            kind, table, split, stages.levels[:stage], stages.witnesses[:stage], 2.0 * tolerance
        )
        if passing.shape[0] == 0:
            return Answer(True, split, stage, stages.levels, stages.binding, stages.bound, scans)
        for _join in range(min(JOINING, passing.shape[0])):
            k = amounts.argmax()
            amounts[k] = -1.0  # joins once
            listed, used = joined(listed, used, passing[k], table, kind)
            stage = min(stage, at[k])
        for j in range(size):
            basis.columns[j] = stages.columns[stage, j]
    return Answer(False, np.zeros(n), 0, stages.levels, stages.binding, stages.bound, scans)


@njit(cache=True)
def solve_many(
    n: int, tables: NDArray[np.float64], kind: int, bounded: bool, tolerances: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Solve one game a row; return the splits, shape ``(games, n)``, and which were solved."""
    splits, solved = np.empty((tables.shape[0], n)), np.empty(tables.shape[0], np.bool_)
    if not tables.shape[0]:
        return splits, solved
    listed, used = first_list(n, tables[0], kind)
    first = used
    for g in range(tables.shape[0]):
        used = first
        for k in range(first):
            cost = tables[g, listed.groups[k]]
            listed.costs[k] = cost
            if kind == PROPORTIONAL:
                listed.weights[k] = abs(cost)
        answer = _solve_list(n, tables[g], kind, bounded, tolerances[g], listed, used)
        solved[g] = answer.solved
        for i in range(n):
            splits[g, i] = answer.split[i]
    return splits, solved


@njit(cache=True, inline="always")
def _solve_stages(
    n: int,
    table: NDArray[np.float64],
    kind: int,
    bounds: NDArray[np.float64],
    stage: int,
    held: Held,
    span: Span,
    listed: Listed,
    used: int,
    basis: Basis,
    stages: Stages,
    tolerance: float,
) -> tuple[int, int, Listed]:
    """Solve the stages from ``stage`` on; return how many there are, or -1, and the list."""
    count = max(1, stages.began[stage])
    for r in range(n):
        for i in range(n):
            span.rows[r, i] = np.uint64(0)
    for j in range(count):
        extend(span.rows, span.pivots, j, held.groups[j])
    while count < n:
        stages.began[stage] = count
        witness(span.rows, span.pivots, count, stages.witnesses[stage])
        mark_free(n, listed, used, stages.witnesses[stage])
        if not least_complaint(held, count, listed, used, bounds, basis, tolerance):
            return -1, used, listed
        stages.levels[stage] = basis.prices[0]
        for j in range(n + 1):
            stages.columns[stage, j] = basis.columns[j]
        grown = _hold(n, table, count, held, span, listed, basis, stages, stage)
        if grown == count:
            return -1, used, listed
        count = grown
        stage += 1
        if count < n:
            other = _start(n, count, span, listed, used, basis, stages.columns[stage - 1])
            where = place(listed, used, other)
            if where < 0:
                where = used
                listed, used = joined(listed, used, other, table, kind)
            basis.columns[n] = where
    return stage, used, listed


@njit(cache=True, inline="always")
def _hold(
    n: int,
    table: NDArray[np.float64],
    count: int,
    held: Held,
    span: Span,
    listed: Listed,
    basis: Basis,
    stages: Stages,
    stage: int,
) -> int:
    """Hold what the stage determined and return how many groups are held now.

    A column with a positive weight is tight in every best split (complementary slackness).
    """
    bound = 0
    for j in range(basis.columns.shape[0]):
        if j < count or basis.inverse[j, 0] <= _POSITIVE:
            continue
        code = basis.columns[j]
        group = listed.groups[code] if code >= 0 else 1 << (-1 - code)
        stages.binding[stage, bound] = group if code >= 0 else code
        bound += 1
    stages.bound[stage] = bound
    grown = count
    for k in range(bound):
        code = stages.binding[stage, k]
        group = code if code >= 0 else 1 << (-1 - code)
        if grown < n and extend(span.rows, span.pivots, grown, group):
            paid = 0.0
            for i in range(n):
                if (group >> i) & 1:
                    paid += basis.prices[1 + i]
            held.groups[grown] = group
            held.amounts[grown] = table[group] if code < 0 else paid
            grown += 1
    return grown


@njit(cache=True, inline="always")
def _start(
    n: int, count: int, span: Span, listed: Listed, used: int, basis: Basis, last: NDArray[np.int64]
) -> int:
    """Write the first basis of the next stage but for its last column; return the group that stands there.

    The columns with a positive weight and the held groups made up the equation of ``t``, so holding them
    costs one dimension less than their number; with the other columns they span all shares. One group and
    its complement then make up the equation of ``t`` anew.
    """
    rows, pivots = span.rows.copy(), span.pivots.copy()
    rank = count
    for j in range(n + 1):
        code = last[j]
        if j >= count and basis.inverse[j, 0] <= _POSITIVE and rank < n:
            group = listed.groups[code] if code >= 0 else 1 << (-1 - code)
            if extend(rows, pivots, rank, group):
                basis.columns[rank] = code
                rank += 1
    for i in range(n):
        if rank < n and extend(rows, pivots, rank, 1 << i):
            basis.columns[rank] = place(listed, used, 1 << i)
            rank += 1
    code = basis.columns[count]
    group = listed.groups[code] if code >= 0 else 1 << (-1 - code)
    return int(((1 << n) - 1) ^ group)
