"""The maximal covering location problem.

R. Church and C. ReVelle, "The maximal covering location problem", Papers of the Regional Science Association
32, 1974: with so many teams, cover as much demand as can be within a time.
"""

from mutual.rosters.places.covered import Placed, Travel
from mutual.rosters.places.expected import search_places
from mutual.rosters.program import Search


def mclp(
    travel: Travel,
    *,
    teams: int,
    within: float,
    floor: float = 0.0,
    search: Search | None = None,
) -> Placed:
    """Return where ``teams`` stand so that most weight lies ``within`` minutes of one.

    Teams are always free: a second one in reach adds nothing. ``floor`` is the least share of each city's own
    weight that must be covered. Raises ``RosterError``; where no places give every city the floor, the
    message says how much they can give.
    """
    return search_places(travel, teams=teams, within=within, busy=0.0, floor=floor, most=1, search=search)
