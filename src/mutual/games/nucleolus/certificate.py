"""Proof that a split is the nucleolus, in exact fractions.

At each level the solver names the groups whose complaints bind. The proof shows, without rounding: these
give one split and one level each; at each level positive weights on the binding groups balance (their
weighted members are a combination of what is held already), so no split has a lower level; and no other
group passes the level that counts for it. That is A. Kohlberg's criterion, "On the nucleolus of a
characteristic function game", SIAM J. Appl. Math. 20 (1971), taken level by level.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from mutual.games.solution import Certificate

Row = list[Fraction]


class Unproved(ArithmeticError):
    """What the solver named does not prove its split."""


@dataclass(frozen=True)
class Binding:
    """What binds at one level: groups as bit masks, and players at the bound of their own cost."""

    groups: tuple[int, ...]
    bounds: tuple[int, ...]


def certificate(
    players: Sequence[str],
    costs: Sequence[float],
    bindings: Sequence[Binding],
    weight_of: Callable[[int], Fraction],
) -> Certificate:
    """Return the proof that the split which ``bindings`` determine is the nucleolus.

    ``costs`` has one cost for each group by bit mask, ``weight_of`` what a group's complaint is divided by.
    Takes time and memory in proportion to the groups. Raises ``Unproved``.
    """
    n = len(players)
    shares, levels = _exact_split(n, costs, bindings, weight_of)
    held: list[int] = [(1 << n) - 1]
    spans, weights = [_complement(n, held)], []
    for binding in bindings:
        weights.append(_balance(n, players, binding, held, weight_of))
        held = held + list(binding.groups) + [1 << i for i in binding.bounds]
        spans.append(_complement(n, held))
    gap = _gap(n, costs, shares, levels, spans, weight_of)
    return Certificate(dict(zip(players, shares, strict=True)), tuple(levels), tuple(weights), gap)


def _exact_split(
    n: int, costs: Sequence[float], bindings: Sequence[Binding], weight_of: Callable[[int], Fraction]
) -> tuple[Row, Row]:
    """Solve: all pay for all, a binding group pays its cost and its level, a bound is met."""
    stages = len(bindings)
    rows = [_members(n, (1 << n) - 1) + [Fraction(0)] * stages + [Fraction(costs[-1])]]
    for stage, binding in enumerate(bindings):
        for group in binding.groups:
            row = _members(n, group) + [Fraction(0)] * stages + [Fraction(costs[group])]
            row[n + stage] = -weight_of(group)
            rows.append(row)
        rows += [
            _members(n, 1 << i) + [Fraction(0)] * stages + [Fraction(costs[1 << i])] for i in binding.bounds
        ]
    solved = solution_of(rows, n + stages)
    if solved is None:
        raise Unproved("The binding groups do not determine one split.")
    return solved[:n], solved[n:]


def _balance(
    n: int,
    players: Sequence[str],
    binding: Binding,
    held: Sequence[int],
    weight_of: Callable[[int], Fraction],
) -> dict[tuple[str, ...] | str, Fraction]:
    """Return the weights under which the binding groups balance; measured, they sum to one."""
    groups = list(binding.groups) + [1 << i for i in binding.bounds]
    independent = _independent(n, held)
    columns = [_members(n, group) for group in groups] + [_members(n, group) for group in independent]
    rows = [[column[i] for column in columns] + [Fraction(0)] for i in range(n)]
    sizes = [weight_of(group) for group in binding.groups]
    rows.append(sizes + [Fraction(0)] * (len(columns) - len(sizes)) + [Fraction(1)])
    solved = solution_of(rows, len(columns))
    if solved is None or any(weight <= 0 for weight in solved[: len(groups)]):
        raise Unproved("The binding groups do not balance.")
    names: list[tuple[str, ...] | str] = [
        tuple(name for i, name in enumerate(players) if group >> i & 1) for group in binding.groups
    ]
    names += [players[i] for i in binding.bounds]
    return dict(zip(names, solved, strict=False))


def _gap(
    n: int,
    costs: Sequence[float],
    shares: Row,
    levels: Row,
    spans: list[list[list[int]]],
    weight_of: Callable[[int], Fraction],
) -> Fraction:
    """Return the most by which a group passes the first level at which it is determined."""
    paid = np.zeros(1, dtype=object) + Fraction(0)
    for share in shares:
        paid = np.concatenate([paid, paid + share])
    # Judged roughly first; what is clearly below the last level needs no fractions.
    rough = np.array([float(value) for value in paid]) - np.asarray(costs, dtype=np.float64)
    sizes = np.array([float(weight_of(group)) if group else 1.0 for group in range(1 << n)])
    slack = 1e-9 * (1 + np.abs(np.asarray(costs)).max())
    near = np.flatnonzero(rough - sizes * float(levels[-1] if levels else 0) > -slack)
    gap = Fraction(0)
    for index in near:
        group = int(index)
        if group in {0, (1 << n) - 1}:
            continue
        rest = paid[group] - Fraction(costs[group])
        for stage, level in enumerate(levels):
            passed = rest - weight_of(group) * level
            if passed > 0:
                gap = gap if _is_determined(group, spans[stage]) else max(gap, passed)
                break
    return gap


def _is_determined(group: int, complement: list[list[int]]) -> bool:
    return all(sum(value for i, value in enumerate(vector) if group >> i & 1) == 0 for vector in complement)


def _members(n: int, group: int) -> Row:
    return [Fraction(group >> i & 1) for i in range(n)]


def _independent(n: int, groups: Sequence[int]) -> list[int]:
    kept: list[int] = []
    rows: list[Row] = []
    for group in groups:
        grown = reduced([*rows, _members(n, group)])
        if len(grown) > len(rows):
            kept.append(group)
            rows = grown
    return kept


def _complement(n: int, groups: Sequence[int]) -> list[list[int]]:
    """Return whole-number vectors that span what is orthogonal to the groups."""
    rows = reduced([_members(n, group) for group in groups])
    pivots = [next(i for i, value in enumerate(row) if value) for row in rows]
    vectors = []
    for free in set(range(n)) - set(pivots):
        vector = [Fraction(0)] * n
        vector[free] = Fraction(1)
        for row, pivot in zip(rows, pivots, strict=True):
            vector[pivot] = -row[free]
        common = int(np.lcm.reduce([value.denominator for value in vector], dtype=object))
        vectors.append([int(value * common) for value in vector])
    return vectors


def reduced(rows: Sequence[Row]) -> list[Row]:
    """Return the reduced row echelon form, without rows of zeros."""
    done: list[Row] = []
    pivots: list[int] = []
    for start in rows:
        row = list(start)
        for pivot, other in zip(pivots, done, strict=True):
            if row[pivot]:
                row = [a - row[pivot] * b for a, b in zip(row, other, strict=True)]
        pivot = next((i for i, value in enumerate(row) if value), -1)
        if pivot < 0:
            continue
        row = [value / row[pivot] for value in row]
        done = [
            [a - other[pivot] * b for a, b in zip(other, row, strict=True)] if other[pivot] else other
            for other in done
        ]
        done.append(row)
        pivots.append(pivot)
    return done


def solution_of(rows: Sequence[Row], unknowns: int) -> Row | None:
    """Return the one solution of linear equations (each row closes with its right side), or ``None``."""
    values: list[Fraction | None] = [None] * unknowns
    for row in reduced(rows):
        found = [i for i, value in enumerate(row[:unknowns]) if value]
        if len(found) != 1:
            return None
        values[found[0]] = row[unknowns]
    return None if None in values else [value for value in values if value is not None]
