"""Everything that is said of a game at once: each solution, and whether any group would leave."""

from collections.abc import Callable
from dataclasses import dataclass

from mutual.games.charges import equal_nonseparable, proportional_charge, scrb
from mutual.games.core import Violation, violations_and_count
from mutual.games.cost_game import CostGame
from mutual.games.least_core import LeastCore, least_core
from mutual.games.nucleolus import nucleolus, per_capita_nucleolus, prenucleolus, proportional_nucleolus
from mutual.games.shapley import shapley
from mutual.games.solution import Solution
from mutual.games.tau import tau_value

CERTIFIED = 12  # players up to whom a proof costs less than a blink


@dataclass(frozen=True)
class Report:
    """``solutions`` by name; by the name of each that exists the groups that would leave.

    ``violations`` names at most 1,000 of them, the strongest complaint first; ``aggrieved`` counts them all.
    """

    solutions: dict[str, Solution]
    violations: dict[str, tuple[Violation, ...]]
    aggrieved: dict[str, int]
    least_core: LeastCore
    tolerance: float

    @property
    def core_is_empty(self) -> bool:
        """Would some group leave, whatever the split?"""
        return self.least_core.value > self.tolerance


def solve(
    game: CostGame, *, certify: bool | None = None, progress: Callable[[str], None] | None = None
) -> Report:
    """Return every solution of ``game`` with the groups that would leave each.

    ``certify`` adds proofs to the nucleoli; by default up to ``CERTIFIED`` players. The tolerance is 1e-9 of
    the largest cost. ``progress`` is told the name of each solution before it is computed.
    """
    proof = len(game.players) <= CERTIFIED if certify is None else certify
    ways: dict[str, Callable[[], Solution]] = {
        "shapley": lambda: Solution("shapley", shapley(game)),
        "nucleolus": lambda: nucleolus(game, certify=proof),
        "prenucleolus": lambda: prenucleolus(game, certify=proof),
        "per_capita_nucleolus": lambda: per_capita_nucleolus(game, certify=proof),
        "proportional_nucleolus": lambda: proportional_nucleolus(game, certify=proof),
        "scrb": lambda: scrb(game),
        "equal_nonseparable": lambda: Solution("equal_nonseparable", equal_nonseparable(game)),
        "tau": lambda: tau_value(game),
        "proportional": lambda: proportional_charge(game),
    }
    tolerance = 1e-9 * game.largest
    solutions: dict[str, Solution] = {}
    passing: dict[str, tuple[Violation, ...]] = {}
    aggrieved: dict[str, int] = {}
    for name, way in ways.items():
        if progress is not None:
            progress(name)
        solutions[name] = found = way()
        if found.allocation is not None:
            passing[name], aggrieved[name] = violations_and_count(game, found.allocation, tolerance=tolerance)
    if progress is not None:
        progress("least_core")
    return Report(solutions, passing, aggrieved, least_core(game), tolerance)
