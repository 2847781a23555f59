"""The table of an amount: every group of cities with what it costs, and which are missing."""

from dataclasses import dataclass

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import CityStand, OptionKind, OptionPart, StudyCity


@dataclass(frozen=True)
class GroupCost:
    """A group, its cities by name, and its cents a year (``None``: not given)."""

    key: str
    cities: tuple[str, ...]
    cents: int | None
    is_needed: bool


@dataclass(frozen=True)
class GroupTable:
    """All groups of a table, the ones among the cities that take part first."""

    rows: tuple[GroupCost, ...]
    hints: tuple[str, ...]
    names: dict[str, str]

    @property
    def missing(self) -> list[GroupCost]:
        """Groups of cities that take part whose cost is not given."""
        return [row for row in self.rows if row.is_needed and row.cents is None]


def group_table(part: OptionPart, cities: list[StudyCity]) -> GroupTable:
    """Return the table of an amount for the cities of its study."""
    option = part.option
    names = {city.public_id: city.jurisdiction.name for city in cities}
    taking = {city.public_id for city in cities if city.stand == CityStand.PART}
    groups = rules.groups_of(
        list(names),
        lead=option.lead.public_id if option.lead else "",
        alone=option.kind == OptionKind.VENDOR,
    )
    rows = [
        GroupCost(
            rules.group_key(group),
            tuple(names[city] for city in group),
            part.groups.get(rules.group_key(group)),
            set(group) <= taking,
        )
        for group in groups
    ]
    groups_given = {frozenset(key.split(",")): cents for key, cents in part.groups.items()}
    costs = {group: cents for group, cents in groups_given.items() if group <= set(names)}
    rows.sort(key=lambda row: not row.is_needed)
    return GroupTable(tuple(rows), tuple(rules.group_hints(costs, names)), names)


def named_groups(part: OptionPart, names: dict[str, str]) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Return the groups of a table by the names of their cities; those with another city are left out."""
    found = []
    for key, cents in part.groups.items():
        ids = key.split(",")
        if set(ids) <= set(names):
            found.append((tuple(names[city] for city in ids), cents))
    return tuple(found)
