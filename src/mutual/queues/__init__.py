"""Calls that wait for somebody free: Erlang's formulas, staffing, pooled staffing and simulation."""

from mutual.queues.blocking import erlang_b, offered_load
from mutual.queues.delay import erlang_c
from mutual.queues.figures import QueueError
from mutual.queues.measures import Waiting, waiting
from mutual.queues.pooled import (
    LINES,
    MOST_CITIES,
    PooledDraws,
    PooledStaffing,
    StaffingTerms,
    drawn_rates,
    pooled_draws,
    pooled_staffing,
)
from mutual.queues.priorities import priority_waits
from mutual.queues.simulation import (
    Break,
    Calls,
    Center,
    Demand,
    Estimate,
    Found,
    Outage,
    Rank,
    Simulated,
    batch_means,
    estimate,
    fifo_waits,
    recorded_calls,
    simulate,
)
from mutual.queues.staffing import Unstaffable, staff_required
from mutual.queues.targets import NENA_STA_020, Target

__all__ = [
    "LINES",
    "MOST_CITIES",
    "NENA_STA_020",
    "Break",
    "Calls",
    "Center",
    "Demand",
    "Estimate",
    "Found",
    "Outage",
    "PooledDraws",
    "PooledStaffing",
    "QueueError",
    "Rank",
    "Simulated",
    "StaffingTerms",
    "Target",
    "Unstaffable",
    "Waiting",
    "batch_means",
    "drawn_rates",
    "erlang_b",
    "erlang_c",
    "estimate",
    "fifo_waits",
    "offered_load",
    "pooled_draws",
    "pooled_staffing",
    "priority_waits",
    "recorded_calls",
    "simulate",
    "staff_required",
    "waiting",
]
