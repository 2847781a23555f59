"""Calls followed one by one, where no formula tells what happens."""

from mutual.queues.simulation.calls import Calls, Demand, Rank, recorded_calls
from mutual.queues.simulation.centers import Break, Center, Outage
from mutual.queues.simulation.estimates import Estimate, batch_means, estimate
from mutual.queues.simulation.fifo import fifo_waits
from mutual.queues.simulation.outcome import Found, Simulated
from mutual.queues.simulation.simulate import simulate

__all__ = [
    "Break",
    "Calls",
    "Center",
    "Demand",
    "Estimate",
    "Found",
    "Outage",
    "Rank",
    "Simulated",
    "batch_means",
    "estimate",
    "fifo_waits",
    "recorded_calls",
    "simulate",
]
