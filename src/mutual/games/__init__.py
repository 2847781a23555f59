"""Coalition cost games: what each group of cities would pay together, and what that makes a fair share."""

from mutual.games.airport import airport
from mutual.games.allocation import Allocation
from mutual.games.bankruptcy import (
    constrained_equal_awards,
    constrained_equal_losses,
    proportional_awards,
    talmud,
)
from mutual.games.charges import driver_charge, equal_charge, equal_nonseparable, proportional_charge, scrb
from mutual.games.core import CoreTest, Violation, core_test, violations
from mutual.games.cost_game import MAX_PLAYERS, CostGame
from mutual.games.drivers import Elastic, Fixed, Pooled, Rate, Step, game_from_drivers
from mutual.games.figures import GameError
from mutual.games.least_core import LeastCore, least_core
from mutual.games.many import (
    SOLUTIONS,
    CoreTests,
    core_test_of_many,
    shapley_of_many,
    solution_of_many,
)
from mutual.games.nucleolus import (
    Unproved,
    check_certificate,
    nucleolus,
    nucleolus_of_many,
    per_capita_nucleolus,
    prenucleolus,
    proportional_nucleolus,
)
from mutual.games.owen import owen_value
from mutual.games.report import Report, solve
from mutual.games.sampling import Sampled, marginal_ranges, sampled_shapley, sampled_shapley_of
from mutual.games.shapley import shapley, weighted_shapley
from mutual.games.solution import Certificate, Level, Solution
from mutual.games.tau import tau_value

__all__ = [
    "MAX_PLAYERS",
    "SOLUTIONS",
    "Allocation",
    "Certificate",
    "CoreTest",
    "CoreTests",
    "CostGame",
    "Elastic",
    "Fixed",
    "GameError",
    "LeastCore",
    "Level",
    "Pooled",
    "Rate",
    "Report",
    "Sampled",
    "Solution",
    "Step",
    "Unproved",
    "Violation",
    "airport",
    "check_certificate",
    "constrained_equal_awards",
    "constrained_equal_losses",
    "core_test",
    "core_test_of_many",
    "driver_charge",
    "equal_charge",
    "equal_nonseparable",
    "game_from_drivers",
    "least_core",
    "marginal_ranges",
    "nucleolus",
    "nucleolus_of_many",
    "owen_value",
    "per_capita_nucleolus",
    "prenucleolus",
    "proportional_awards",
    "proportional_charge",
    "proportional_nucleolus",
    "sampled_shapley",
    "sampled_shapley_of",
    "scrb",
    "shapley",
    "shapley_of_many",
    "solution_of_many",
    "solve",
    "talmud",
    "tau_value",
    "violations",
    "weighted_shapley",
]
