"""Which rules cannot be kept together, in words, and what would do."""

from mutual.rosters.clashes.clash import Clash, RulesClash
from mutual.rosters.clashes.finding import find_clash

__all__ = ["Clash", "RulesClash", "find_clash"]
