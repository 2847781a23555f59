"""How often what is open or costly may be asked for: one list, which `docs/reference/limits.md` shows."""

from interlocal.config.limits.listed import LIMITS, OTHER_OPEN_PAGES, limits_of
from interlocal.config.limits.middleware import PaceMiddleware, forget_paces, pace_of
from interlocal.config.limits.shape import Limit, Rate, Whom

__all__ = [
    "LIMITS",
    "OTHER_OPEN_PAGES",
    "Limit",
    "PaceMiddleware",
    "Rate",
    "Whom",
    "forget_paces",
    "limits_of",
    "pace_of",
]
