"""What every group of cities needs on duty, and what that costs: a game straight from the calls."""

from mutual.queues.pooled.draws import PooledDraws, drawn_rates, pooled_draws
from mutual.queues.pooled.groups import MOST_CITIES
from mutual.queues.pooled.prices import LINES
from mutual.queues.pooled.staffing import PooledStaffing, pooled_staffing
from mutual.queues.pooled.terms import StaffingTerms

__all__ = [
    "LINES",
    "MOST_CITIES",
    "PooledDraws",
    "PooledStaffing",
    "StaffingTerms",
    "drawn_rates",
    "pooled_draws",
    "pooled_staffing",
]
