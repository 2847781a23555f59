"""Weights tried one after the other, where no linear program can tell."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import comb

from mutual.formulas.nearest.weights import Point, Weighted

STEPS = tuple(Fraction(percent, 100) for percent in (1, 2, 5, 10, 20, 25, 50))


def grid(weighted: Weighted, most: int) -> tuple[Fraction, list[Point]]:
    """Return the finest step with at most ``most`` points, and the points, the nearest first."""
    step = next((one for one in STEPS if _count(weighted, one) <= most), STEPS[-1])
    whole = int(1 / step)
    blocks = [
        [tuple(part * step for part in parts) for parts in _splits(whole, len(block))]
        for block in weighted.blocks
    ]
    points = [tuple(weight for part in parts for weight in part) for parts in product(*blocks)]
    points.sort(key=lambda point: (distance(weighted.written, point), point))
    return step, points[:most]


def distance(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    """Return the sum of what each weight moves."""
    return sum((abs(left - right) for left, right in zip(one, other, strict=True)), Fraction(0))


def _count(weighted: Weighted, step: Fraction) -> int:
    whole, found = int(1 / step), 1
    for block in weighted.blocks:
        found *= comb(whole + len(block) - 1, len(block) - 1)
    return found


def _splits(whole: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        yield (whole,)
        return
    for first in range(whole + 1):
        for rest in _splits(whole - first, parts - 1):
            yield (first, *rest)
