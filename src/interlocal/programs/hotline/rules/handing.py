"""Who steps in, and which keepers open a report together. Pure: people are ids, in the order given."""

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations, islice, product

# Five cities with three keepers each and three needed make 270 groups; more would make every report heavy.
MOST_GROUPS = 500


def stand_ins(
    *,
    recipients: Sequence[str],
    substitutes: Sequence[str],
    fallback: Sequence[str],
    excluded: Collection[str],
) -> list[str]:
    """Return who reads a report after somebody was taken off it.

    The recipients who are left; else the first substitute in order; else the fallback's recipients.
    """
    left = [one for one in recipients if one not in excluded]
    if left:
        return left
    stepping_in = [one for one in substitutes if one not in excluded]
    return stepping_in[:1] or [one for one in fallback if one not in excluded]


def recovery_groups(
    keepers: Mapping[str, Sequence[str]], *, needed: int, excluded: Collection[str]
) -> list[tuple[str, ...]]:
    """Return every group of ``needed`` keepers of different cities, nobody excluded; sorted, at most 500.

    ``keepers``: city -> people. A person who keeps for two cities counts once in a group.
    """
    cities = {city: [one for one in people if one not in excluded] for city, people in keepers.items()}
    able = sorted(city for city, people in cities.items() if people)
    groups = (
        tuple(sorted(group))
        for chosen in combinations(able, needed)
        for group in product(*(cities[city] for city in chosen))
        if len(set(group)) == needed
    )
    return sorted(set(islice(groups, MOST_GROUPS)))
