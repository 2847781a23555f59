"""What of a model leaves when a partnership or a city takes its records along: said once, held by a test."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

# The condition for the rows that the jurisdiction of this public id may take along.
CityRule = Callable[[str], Q]


@dataclass(frozen=True, kw_only=True)
class Leaves:
    """How rows of a model leave.

    ``goes`` is false for what never does, and ``why`` says so to whoever reads the archive. ``only`` limits
    the rows of every export. ``city`` is the rule for one city's export: ``None`` where rows go with the
    whole partnership alone. A row goes with a city only where every record that it must point at goes too.

    ``without`` names fields that never go; an import leaves them empty, or makes them anew with the function
    beside the name. ``city_sees`` changes a field's value for a city. ``identity`` is the field by which rows
    without a public id are named.
    """

    goes: bool = True
    why: str = ""
    only: Q = field(default_factory=Q)
    city: CityRule | None = None
    without: Mapping[str, Callable[[], Any] | None] = field(default_factory=dict)
    city_sees: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    identity: str = ""


def stays(why: str) -> Leaves:
    """Never goes, and why."""
    return Leaves(goes=False, why=why)


def every_row(_city: str) -> Q:
    """Every member may take these rows along, as far as what they point at goes."""
    return Q()


def of(*paths: str) -> CityRule:
    """Rows of the city that one of ``paths`` leads to."""

    def rule(city: str) -> Q:
        found = Q()
        for path in paths:
            found |= Q(**{f"{path}__public_id": city})
        return found

    return rule


def of_or(shared: Q, *paths: str) -> CityRule:
    """Rows of the city, and of every city those that are ``shared``."""
    return lambda city: of(*paths)(city) | shared


WHOLE = Leaves()
SHARED = Leaves(city=every_row)


def own(*paths: str) -> Leaves:
    """Goes with the partnership, and with the city that one of ``paths`` leads to."""
    return Leaves(city=of(*paths))
