"""The nucleolus and its kin: the split whose strongest complaint is weakest, then the next, and so on."""

from mutual.games.nucleolus.variants import (
    nucleolus,
    nucleolus_of_many,
    per_capita_nucleolus,
    prenucleolus,
    proportional_nucleolus,
)

__all__ = [
    "nucleolus",
    "nucleolus_of_many",
    "per_capita_nucleolus",
    "prenucleolus",
    "proportional_nucleolus",
]
