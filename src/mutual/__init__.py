"""Numbers for cities that do something together: numbers in, numbers out.

Use it from Python (``from mutual.games import CostGame, shapley``) or from a shell (``mutual --help``).
"""

__version__ = "0.1.0"
