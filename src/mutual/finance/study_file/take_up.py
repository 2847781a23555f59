"""The part of its service that each city brings, as a study file writes it."""

import numpy as np

from mutual.finance.study.figures import Figure
from mutual.finance.study_file.parts import Known, figure
from mutual.finance.study_file.reader import Table

_LOWEST = 2.0**-54  # the lowest level that a draw can have


def take_up(known: Known, top: Table) -> tuple[Figure, ...]:
    """Return the part of its service that each city brings; cities that are not named bring all of it."""
    if not top.has("take_up"):
        return ()
    inner = top.table("take_up")
    for name in inner.values:
        known.city(inner, name, name)
    found = tuple(figure(known, inner, city, 1.0) for city in known.cities)
    for city, one in zip(known.cities, found, strict=True):
        ends = (
            known.doubts[one.doubt].distribution.at(np.array([_LOWEST, 1 - _LOWEST]))
            if one.doubt
            else np.ones(1)
        )
        if one.amount * ends.min() < 0 or one.amount * ends.max() > 1:
            inner.refuse("a part between 0 and 1 is needed, in every draw.", city)
    return found
