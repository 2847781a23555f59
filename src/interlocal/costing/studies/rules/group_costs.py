"""A cost for each group of cities: which groups there are, what a table says of them, and what looks odd."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from django.utils.translation import gettext as _

MOST_HINTS = 6
MOST_GROUPS_COMPARED = 300

Group = frozenset[str]


def group_key(cities: Iterable[str]) -> str:
    """Return what a group of cities is kept by: their public ids, sorted, with commas between."""
    return ",".join(sorted(cities))


def groups_of(cities: Sequence[str], *, lead: str = "", alone: bool = False) -> list[tuple[str, ...]]:
    """Return every group that can do it together, the small ones first.

    Groups hold the ``lead`` city where there is one; one city alone is a group only where it may.
    """
    return [
        group
        for size in range(1 if alone else 2, len(cities) + 1)
        for group in combinations(cities, size)
        if not lead or lead in group
    ]


def group_hints(costs: Mapping[Group, int], names: Mapping[str, str]) -> list[str]:
    """Return what looks odd: a larger group that costs less, or cities that cost more together than apart."""
    if len(costs) > MOST_GROUPS_COMPARED:
        return []
    found = []
    for group, cost in costs.items():
        for city in sorted(group):
            smaller = costs.get(group - {city})
            if smaller is not None and smaller > cost:
                words = {"group": _said(group, names), "city": names[city]}
                found.append(_("%(group)s cost less than without %(city)s. Check both.") % words)
    for one, other in combinations(costs, 2):
        both = costs.get(one | other)
        if not one & other and both is not None and both > costs[one] + costs[other]:
            words = {"one": _said(one, names), "other": _said(other, names)}
            found.append(_("%(one)s and %(other)s cost more together than apart. Check all three.") % words)
    return found[:MOST_HINTS]


def _said(group: Group, names: Mapping[str, str]) -> str:
    return ", ".join(sorted(names[city] for city in group))
