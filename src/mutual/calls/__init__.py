"""Call exports of any agency, read with every row accounted for, and the demand in them."""

from mutual.calls.demand import Demand, demand_of
from mutual.calls.gaps import Gap
from mutual.calls.places import places_in
from mutual.calls.profile import Codes, Profile, read_profile, write_profile
from mutual.calls.proposing import Proposal, propose
from mutual.calls.quick import QuickCount, count_quickly
from mutual.calls.reading import read_calls
from mutual.calls.refusal import CallsError
from mutual.calls.result import Note, Reading, RefusedRow

__all__ = [
    "CallsError",
    "Codes",
    "Demand",
    "Gap",
    "Note",
    "Profile",
    "Proposal",
    "QuickCount",
    "Reading",
    "RefusedRow",
    "count_quickly",
    "demand_of",
    "places_in",
    "propose",
    "read_calls",
    "read_profile",
    "write_profile",
]
