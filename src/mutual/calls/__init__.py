"""Call exports of any agency, read with every row accounted for, and the demand in them."""

from mutual.calls.demand import Demand, demand_of
from mutual.calls.gaps import Gap
from mutual.calls.profile import Profile, read_profile
from mutual.calls.proposing import Proposal, propose
from mutual.calls.reading import read_calls
from mutual.calls.refusal import CallsError
from mutual.calls.result import Note, Reading, RefusedRow

__all__ = [
    "CallsError",
    "Demand",
    "Gap",
    "Note",
    "Profile",
    "Proposal",
    "Reading",
    "RefusedRow",
    "demand_of",
    "propose",
    "read_calls",
    "read_profile",
]
