"""Everything that is said of a game at once: each solution, and whether any group would leave."""

from dataclasses import dataclass

from mutual.games.charges import equal_nonseparable, proportional_charge, scrb
from mutual.games.core import Violation, violations
from mutual.games.cost_game import CostGame
from mutual.games.least_core import LeastCore, least_core
from mutual.games.nucleolus import nucleolus, per_capita_nucleolus, prenucleolus, proportional_nucleolus
from mutual.games.shapley import shapley
from mutual.games.solution import Solution
from mutual.games.tau import tau_value

CERTIFIED = 12  # players up to whom a proof costs less than a blink


@dataclass(frozen=True)
class Report:
    """``solutions`` by name; ``violations`` by the name of each solution that exists."""

    solutions: dict[str, Solution]
    violations: dict[str, tuple[Violation, ...]]
    least_core: LeastCore
    tolerance: float

    @property
    def core_is_empty(self) -> bool:
        """Would some group leave, whatever the split?"""
        return self.least_core.value > self.tolerance


def solve(game: CostGame, *, certify: bool | None = None) -> Report:
    """Return every solution of ``game`` with the groups that would leave each.

    ``certify`` adds proofs to the nucleoli; by default up to ``CERTIFIED`` players. The tolerance is 1e-9 of
    the largest cost.
    """
    proof = len(game.players) <= CERTIFIED if certify is None else certify
    found = [
        Solution("shapley", shapley(game)),
        nucleolus(game, certify=proof),
        prenucleolus(game, certify=proof),
        per_capita_nucleolus(game, certify=proof),
        proportional_nucleolus(game, certify=proof),
        scrb(game),
        Solution("equal_nonseparable", equal_nonseparable(game)),
        tau_value(game),
        proportional_charge(game),
    ]
    tolerance = 1e-9 * game.largest
    passing = {
        solution.name: violations(game, solution.allocation, tolerance=tolerance)
        for solution in found
        if solution.allocation is not None
    }
    return Report({solution.name: solution for solution in found}, passing, least_core(game), tolerance)
