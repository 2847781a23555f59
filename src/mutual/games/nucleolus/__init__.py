"""The nucleolus and its kin: the split whose strongest complaint is weakest, then the next, and so on."""

from mutual.games.nucleolus.variants import (
    check_certificate,
    nucleolus,
    nucleolus_of_many,
    per_capita_nucleolus,
    prenucleolus,
    proportional_nucleolus,
)
from mutual.games.nucleolus.written import Unproved

__all__ = [
    "Unproved",
    "check_certificate",
    "nucleolus",
    "nucleolus_of_many",
    "per_capita_nucleolus",
    "prenucleolus",
    "proportional_nucleolus",
]
