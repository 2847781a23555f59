"""Proof that no weights are stable, or that none are nearer, checked in exact fractions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from mutual.formulas.nearest.coalitions import Coalitions
from mutual.formulas.nearest.weights import Affine, Weighted


@dataclass(frozen=True)
class Proof:
    """Multipliers on coalitions that settle the matter for every choice of weights.

    Weigh what each coalition of ``multipliers`` pays over its own cost. With ``kind`` ``"none"`` the sum is
    above 0 whatever the weights are (``bound``, in dollars, is the least that it can be), so some coalition
    always pays too much (J. Farkas, "Theorie der einfachen Ungleichungen", 1902). With ``"nearest"`` the
    change of weights plus that sum is never below ``bound``, and stable weights make the sum 0 or less: no
    change smaller than ``bound`` is stable (weak duality).
    """

    kind: str
    multipliers: Mapping[tuple[str, ...], Fraction]
    bound: Fraction


def bound_of(
    kind: str, weighted: Weighted, affine: Affine, coalitions: Coalitions, multipliers: Mapping[int, Fraction]
) -> Fraction:
    """Return what ``multipliers`` prove, worked out from the formula and the costs alone.

    Raises ``ValueError`` for a multiplier below 0.
    """
    if any(one < 0 for one in multipliers.values()):
        raise ValueError("A multiplier is below 0.")
    start = sum(
        (
            times * (coalitions.sum(affine.base, index) - coalitions.cost(index))
            for index, times in multipliers.items()
        ),
        Fraction(0),
    )
    pulls = [
        sum((times * coalitions.sum(slope, index) for index, times in multipliers.items()), Fraction(0))
        for slope in affine.slopes
    ]
    return start + sum((_least(kind, weighted, block, pulls) for block in weighted.blocks), Fraction(0))


def _least(kind: str, weighted: Weighted, block: Sequence[int], pulls: Sequence[Fraction]) -> Fraction:
    lowest = min(pulls[position] for position in block)
    if kind == "none":
        return lowest
    # Weight that moves to the basis with the lowest pull counts twice as change: where it leaves and arrives.
    return sum(
        (weighted.written[position] * min(pulls[position], lowest + 2) for position in block), Fraction(0)
    )
