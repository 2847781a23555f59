"""Demand, terms and simulations as files give them; whatever is wrong is said with its line."""

from mutual.queues.files.demand import GivenDemand, read_demand
from mutual.queues.files.simulation import GivenSimulation, read_simulation
from mutual.queues.files.terms import GivenTerms, read_terms

__all__ = [
    "GivenDemand",
    "GivenSimulation",
    "GivenTerms",
    "read_demand",
    "read_simulation",
    "read_terms",
]
