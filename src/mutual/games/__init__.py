"""Coalition cost games: what each group of cities would pay together, and what that makes a fair share."""

from mutual.games.allocation import Allocation
from mutual.games.core import CoreTest, core_test
from mutual.games.cost_game import MAX_PLAYERS, CostGame, GameError
from mutual.games.shapley import shapley

__all__ = ["MAX_PLAYERS", "Allocation", "CoreTest", "CostGame", "GameError", "core_test", "shapley"]
