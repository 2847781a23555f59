"""The formula nearest to a given one whose shares no coalition would leave."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from mutual.formulas.drivers import Drivers
from mutual.formulas.evaluation.evaluating import exactly, month_of
from mutual.formulas.formula import Formula
from mutual.formulas.language.names import key
from mutual.formulas.language.units import figure
from mutual.formulas.nearest.coalitions import Coalitions
from mutual.formulas.nearest.linear import Answer, nearest_point, on_grid
from mutual.formulas.nearest.proof import Proof
from mutual.formulas.nearest.searching import distance, grid
from mutual.formulas.nearest.weights import Affine, Point, Weighted
from mutual.formulas.problems import EvaluationError
from mutual.games import CostGame

_DECIMALS = (0, 1, 2, 3, 4, 6, 8, 10, 12)  # of a percent
_ENOUGH = 2  # coarser weights only where they are the nearest


@dataclass(frozen=True)
class Nearest:
    """``formula`` is stable before rounding, or None; ``reason`` says why in a sentence.

    ``weights`` has the new weight of every basis by pool and basis, ``change`` the sum of what each weight
    moves (1 is 100 percentage points). ``proof`` is there where shares are affine in the weights: that no
    weights are stable, or that no change is smaller than ``least_change``, the exact least. ``searched``
    counts the weights that were tried where they are not.
    """

    formula: Formula | None
    weights: Mapping[tuple[str, str], Fraction]
    change: Fraction | None
    least_change: Fraction | None
    proof: Proof | None
    searched: int
    reason: str


def nearest_stable(
    formula: Formula,
    drivers: Drivers,
    game: CostGame,
    *,
    year: int | None = None,
    quarter: int = 4,
    tries: int = 2000,
) -> Nearest:
    """Return the formula with the smallest change of weights whose shares are in the core of ``game``.

    The weights are those of shares with several bases; each stays between 0 and 100 %. The players of
    ``game`` are who joined; its costs are in dollars. Where shares before rounding are affine in the weights
    the answer is exact and comes with a proof; the formula's weights are then the nearest with few decimals.
    Where a limit bends them, at most ``tries`` weights on a grid are tried, the nearest first.

    Raises ``EvaluationError`` where the formula has no answer, has no weights, or does not collect what the
    game says that all cost together.
    """
    weighted = Weighted.of(formula)
    if not weighted.places:
        raise EvaluationError("The formula has no weights to change: no share has several bases.")
    names = _members(formula, drivers, game)
    month = month_of(drivers, year, quarter)
    coalitions = Coalitions(game)
    paid = exactly(formula, drivers, names, month, {})
    gap = sum(paid, Fraction(0)) - Fraction(float(game.costs[-1]))
    if abs(gap) > Fraction(1, 100):
        told = f"The formula collects {float(sum(paid)):,.2f}, but all together cost {game.costs[-1]:,.2f}"
        raise EvaluationError(f"{told}: no weights change that.", coalition=names)
    if not coalitions.most_aggrieved(paid):
        zero = Fraction(0)
        same = dict(zip(weighted.names(), weighted.written, strict=True))
        return Nearest(formula, same, zero, zero, None, 0, "The formula is stable as it is.")
    if weighted.is_linear:
        return _proved(weighted, Affine.of(weighted, drivers, names, month), coalitions)

    def pays(point: Sequence[Fraction]) -> list[Fraction]:
        return exactly(formula, drivers, names, month, weighted.as_mapping(point))

    return _searched(weighted, pays, coalitions, tries)


def _members(formula: Formula, drivers: Drivers, game: CostGame) -> tuple[str, ...]:
    known = {key(name): name for name in (*formula.members, *drivers.members)}
    for player in game.players:
        if key(player) not in known:
            raise EvaluationError(f"“{player}” plays in the game, but has no drivers.")
    return tuple(known[key(player)] for player in game.players)


def _proved(weighted: Weighted, affine: Affine, coalitions: Coalitions) -> Nearest:
    answer = nearest_point(weighted, affine, coalitions)
    if answer.point is None:
        assert answer.proof is not None
        groups = "; ".join(" + ".join(group) for group in answer.proof.multipliers)
        reason = (
            f"No weights are stable: whatever they are, one of these pays more than its own cost: {groups}."
        )
        return Nearest(None, {}, None, None, answer.proof, 0, reason)
    least = distance(weighted.written, answer.point)
    found = _with_decimals(weighted, affine, coalitions, answer)
    if found is None:
        weights = dict(zip(weighted.names(), answer.point, strict=True))
        reason = "Only weights with no end of decimals are stable; they are given as fractions."
        return Nearest(None, weights, least, least, answer.proof, 0, reason)
    reason = "No smaller change is stable, but for the last decimal of the weights."
    return _found(weighted, found, least, answer.proof, 0, reason)


def _with_decimals(
    weighted: Weighted, affine: Affine, coalitions: Coalitions, answer: Answer
) -> Point | None:
    """Return weights with as few decimals as come within a step of the nearest."""
    assert answer.point is not None
    steepest = max(sum((abs(one) for one in slope), Fraction(0)) for slope in affine.slopes)
    for places in _DECIMALS:
        margin = steepest * Fraction(len(weighted.places), 100 * 10**places)
        stable = _stable_near(weighted, affine, coalitions, answer.point, places)
        if not stable:
            inner = nearest_point(weighted, affine, coalitions, margin).point
            stable = [] if inner is None else _stable_near(weighted, affine, coalitions, inner, places)
        if stable:
            nearest = min(stable, key=lambda point: distance(weighted.written, point))
            if places >= _ENOUGH or nearest == answer.point:
                return nearest
    return None


def _stable_near(
    weighted: Weighted, affine: Affine, coalitions: Coalitions, point: Point, places: int
) -> list[Point]:
    return [
        one
        for one in on_grid(weighted, point, places)
        if min(one) >= 0 and not coalitions.most_aggrieved(affine.at(one))
    ]


def _searched(
    weighted: Weighted,
    paid: Callable[[Sequence[Fraction]], list[Fraction]],
    coalitions: Coalitions,
    tries: int,
) -> Nearest:
    step, points = grid(weighted, tries)
    shown = f"{figure(step * 100)}%"
    for count, point in enumerate(points, start=1):
        try:
            stable = not coalitions.most_aggrieved(paid(point))
        except EvaluationError:
            continue  # a limit that these weights cannot keep
        if stable:
            reason = (
                f"Found by trying weights in steps of {shown}; none that is nearer on that grid is stable."
            )
            return _found(weighted, point, None, None, count, reason)
    tried = f"{len(points)} weights between 0% and 100% in steps of {shown} were tried"
    reason = f"None found: {tried}. That is no proof."
    return Nearest(None, {}, None, None, None, len(points), reason)


def _found(
    weighted: Weighted, point: Point, least: Fraction | None, proof: Proof | None, searched: int, reason: str
) -> Nearest:
    weights = dict(zip(weighted.names(), point, strict=True))
    change = distance(weighted.written, point)
    return Nearest(weighted.formula_at(point), weights, change, least, proof, searched, reason)
