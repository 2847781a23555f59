"""Calls that wait for somebody free: Erlang's formulas, staffing, pooled staffing and simulation."""

from mutual.queues.blocking import erlang_b, offered_load
from mutual.queues.delay import erlang_c
from mutual.queues.figures import QueueError
from mutual.queues.measures import Waiting, waiting
from mutual.queues.pooled import LINES, MOST_CITIES, PooledStaffing, StaffingTerms, pooled_staffing
from mutual.queues.staffing import Unstaffable, staff_required
from mutual.queues.targets import NENA_STA_020, Target

__all__ = [
    "LINES",
    "MOST_CITIES",
    "NENA_STA_020",
    "PooledStaffing",
    "QueueError",
    "StaffingTerms",
    "Target",
    "Unstaffable",
    "Waiting",
    "erlang_b",
    "erlang_c",
    "offered_load",
    "pooled_staffing",
    "staff_required",
    "waiting",
]
