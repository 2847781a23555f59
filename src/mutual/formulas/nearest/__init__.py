"""The smallest change of weights that no coalition would leave."""

from mutual.formulas.nearest.proof import Proof
from mutual.formulas.nearest.stable import Nearest, nearest_stable

__all__ = ["Nearest", "Proof", "nearest_stable"]
