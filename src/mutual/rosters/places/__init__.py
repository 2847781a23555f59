"""Where mobile teams stand so that they reach as much as can be within a time."""

from mutual.rosters.places.covered import Placed, Travel
from mutual.rosters.places.expected import mexclp
from mutual.rosters.places.maximal import mclp

__all__ = ["Placed", "Travel", "mclp", "mexclp"]
