"""Linear equations between groups in exact fractions."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

Row = list[Fraction]


def members(n: int, group: int) -> Row:
    """Return the 0/1 vector of a group's members."""
    return [Fraction(group >> i & 1) for i in range(n)]


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


def independent(n: int, groups: Sequence[int]) -> list[int]:
    """Return the groups that are no combination of those before them."""
    kept: list[int] = []
    rows: list[Row] = []
    for group in groups:
        grown = reduced([*rows, members(n, group)])
        if len(grown) > len(rows):
            kept.append(group)
            rows = grown
    return kept


def complement(n: int, groups: Sequence[int]) -> list[list[int]]:
    """Return whole-number vectors that span what is orthogonal to the groups."""
    rows = reduced([members(n, group) for group in groups])
    pivots = [next(i for i, value in enumerate(row) if value) for row in rows]
    vectors = []
    for free in sorted(set(range(n)) - set(pivots)):
        vector = [Fraction(0)] * n
        vector[free] = Fraction(1)
        for row, pivot in zip(rows, pivots, strict=True):
            vector[pivot] = -row[free]
        common = lcm(*(value.denominator for value in vector))
        vectors.append([int(value * common) for value in vector])
    return vectors


def is_determined(group: int, orthogonal: Sequence[Sequence[int]]) -> bool:
    """Is a group a combination of those to which the vectors of ``complement`` are orthogonal?"""
    return all(sum(value for i, value in enumerate(vector) if group >> i & 1) == 0 for vector in orthogonal)
