"""Rosters looked through rule by rule, by plain loops over their duties.

Nothing of how rosters are made is used here: what the search got wrong would be seen.
"""

from mutual.rosters.check.breach import Breach
from mutual.rosters.check.checking import check_roster

__all__ = ["Breach", "check_roster"]
