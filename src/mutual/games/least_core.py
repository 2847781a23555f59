"""The least core: the smallest subsidy, the same for every group, under which no group would leave."""

from dataclasses import dataclass

from mutual.games.allocation import Allocation
from mutual.games.cost_game import CostGame
from mutual.games.nucleolus import prenucleolus


@dataclass(frozen=True)
class LeastCore:
    """``value`` is the least largest complaint of a group in the unit of the costs; ``split`` reaches it.

    Below or at nothing the core is not empty. A game of one player has no group that could complain: the
    value is minus infinity.
    """

    value: float
    split: Allocation


def least_core(game: CostGame) -> LeastCore:
    """Return the least core value of ``game`` and one split that reaches it, its prenucleolus.

    Source: M. Maschler, B. Peleg and L. Shapley, "Geometric properties of the kernel, nucleolus, and related
    solution concepts", Mathematics of Operations Research 4 (1979). Raises ``ArithmeticError`` where the
    figures differ too much in size for the solver.
    """
    found = prenucleolus(game)
    if found.allocation is None:
        raise ArithmeticError(found.reason)
    value = found.levels[0].complaint if found.levels else float("-inf")
    return LeastCore(value, found.allocation)
