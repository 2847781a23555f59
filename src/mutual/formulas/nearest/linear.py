"""The smallest change of weights that enters the core, where shares are affine in the weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

from mutual.formulas.nearest.coalitions import Coalitions
from mutual.formulas.nearest.dual_simplex import Program
from mutual.formulas.nearest.proof import Proof, bound_of
from mutual.formulas.nearest.weights import Affine, Point, Weighted

_FEW = 10  # weights of which every rounding is tried


@dataclass(frozen=True)
class Answer:
    """``point`` is None where no weights do; ``proof`` (with no margin) says so, or that none are nearer."""

    point: Point | None
    proof: Proof | None


def nearest_point(
    weighted: Weighted, affine: Affine, coalitions: Coalitions, margin: Fraction = Fraction(0)
) -> Answer:
    """Return the nearest weights under which every coalition stays ``margin`` below its cost.

    The change is the sum of what each weight moves. Coalitions are added to the program one at a time, the
    most aggrieved first. Raises ``ArithmeticError`` where its own answer does not pass the check.
    """
    count = len(weighted.places)
    program = Program([Fraction(1)] * (2 * count))
    for block in weighted.blocks:
        row = [Fraction(int(position in block)) for position in range(count)]
        both = [*row, *(-one for one in row)]
        program.add(both, Fraction(0))
        program.add([-one for one in both], Fraction(0))
    for position, weight in enumerate(weighted.written):
        program.add([Fraction(int(other == count + position)) for other in range(2 * count)], weight)
    fixed = len(program.rows)
    met: list[int] = []
    while True:
        refuted = program.solve()
        point = None if refuted is not None else _point(program, weighted)
        worst = 0 if point is None else coalitions.most_aggrieved(affine.at(point), margin)
        if not worst:
            times = (program.multipliers() if refuted is None else refuted)[fixed:]
            kind = "nearest" if refuted is None else "none"
            used = dict(zip(met, times, strict=True))
            return Answer(point, None if margin else _proved(kind, weighted, affine, coalitions, used))
        met.append(worst)
        pulls = [coalitions.sum(slope, worst) for slope in affine.slopes]
        room = coalitions.cost(worst) - margin - coalitions.sum(affine.at(weighted.written), worst)
        program.add([*pulls, *(-pull for pull in pulls)], room)


def _point(program: Program, weighted: Weighted) -> Point:
    moved = program.point()
    count = len(weighted.written)
    return tuple(
        weight + moved[position] - moved[count + position] for position, weight in enumerate(weighted.written)
    )


def _proved(
    kind: str, weighted: Weighted, affine: Affine, coalitions: Coalitions, times: dict[int, Fraction]
) -> Proof:
    used = {index: one for index, one in times.items() if one}
    bound = bound_of(kind, weighted, affine, coalitions, used)
    if kind == "none" and bound <= 0:
        raise ArithmeticError("The multipliers do not prove that no weights are stable.")
    return Proof(kind, {coalitions.game.group(index): one for index, one in used.items()}, bound)


def on_grid(weighted: Weighted, point: Sequence[Fraction], places: int) -> list[Point]:
    """Return the weights with ``places`` decimals of a percent next to ``point`` that add up.

    Each weight is rounded down or up; of a block with many weights only one way is returned, that of the
    largest remainders.
    """
    step = Fraction(1, 100 * 10**places)
    blocks = [_roundings([point[position] for position in block], step) for block in weighted.blocks]
    if len(point) > _FEW:
        blocks = [ways[:1] for ways in blocks]
    return [tuple(weight for part in parts for weight in part) for parts in product(*blocks)]


def _roundings(weights: Sequence[Fraction], step: Fraction) -> list[Point]:
    down = [weight // step * step for weight in weights]
    left = round((1 - sum(down)) / step)
    order = sorted(range(len(weights)), key=lambda position: (down[position] - weights[position], position))
    chosen = combinations(order, left) if len(weights) <= _FEW else [tuple(order[:left])]
    return [
        tuple(weight + step * (position in up) for position, weight in enumerate(down))
        for up in map(set, chosen)
    ]
