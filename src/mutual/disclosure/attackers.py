"""Who might work out a hidden figure, what each knows, and how wide a figure must stay against each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from mutual.disclosure.count_table import CountTable, DisclosureError, Figures
from mutual.disclosure.network import FREE, Marks, Network, Whole, network_of, widths
from mutual.disclosure.programs import Attack
from mutual.disclosure.rules import Release, Rules, aligned

Readers: TypeAlias = Sequence[str | Sequence[str]]


@dataclass(frozen=True, eq=False)
class Setting:
    """A table among its earlier releases and its attackers; figures stand row by row, totals included.

    ``networks`` and ``withheld`` are of all releases, oldest first, this table's last; ``hidden_before`` of
    the earlier ones. ``attackers`` are the outsider, ``None``, and partners; ``own`` marks what each knows,
    shape ``(attackers, figures)``. ``cells`` marks what is no total.
    """

    table: CountTable
    rules: Rules
    earlier: tuple[Release, ...]
    networks: tuple[Network, ...]
    hidden_before: Marks
    withheld: Marks
    attackers: tuple[str | None, ...]
    own: Marks
    cells: Marks

    @property
    def is_linked(self) -> bool:
        """Are there earlier releases?"""
        return bool(self.earlier)

    def attack(self, attacker: int, hidden: Marks) -> Attack:
        """Return an attacker's view of all releases when ``hidden`` is hidden in this one."""
        shown = ~np.concatenate([self.hidden_before, hidden[None, :]])
        return Attack(self.networks, shown | self.own[attacker], self.cells)

    def enough(self) -> Whole:
        """Return the width that each figure of this table needs against each attacker, looked at alone.

        It is ``rules.width``, or less where everybody knows more with the whole table hidden: of four people
        who left, no more than four can have answered. 0 where nothing is to be protected.
        """
        everything = np.ones(self.cells.shape, dtype=np.bool_)
        asked = np.where(self.own | self.withheld[-1], 0, self.rules.width).astype(np.int64)
        possible = widths(self.networks[-1], everything, self.own, asked)
        return np.where(asked > 0, np.minimum(asked, possible), 0)


def setting(
    table: CountTable,
    rules: Rules,
    *,
    known_by: Readers | None,
    earlier: Sequence[Release],
    at_most: Mapping[str, int] | None,
) -> Setting:
    """Check what is given and put it together; ``safe_table`` says what is what and what is raised."""
    readers = _readers(table, table.rows if known_by is None else known_by)
    before = tuple(aligned(release, table) for release in earlier)
    _check_order([*(release.table for release in before), table])
    most = _limits(table, at_most or {})
    shape = table.figures.shape
    own = np.zeros((len(readers) + 1, *shape), dtype=np.bool_)
    for place, names in enumerate(readers.values(), start=1):
        own[place, [table.rows.index(name) for name in names]] = True
    cells = np.zeros(shape, dtype=np.bool_)
    cells[:-1, :-1] = True
    free = np.full(shape, FREE, dtype=np.int64)
    return Setting(
        table,
        rules,
        before,
        (*(network_of(release.table.figures, free) for release in before), network_of(table.figures, most)),
        np.array([release.hidden for release in before], dtype=np.bool_).reshape(len(before), cells.size),
        np.array([withheld(one, rules).ravel() for one in (*(old.table for old in before), table)]),
        (None, *readers),
        own.reshape(len(own), -1),
        cells.ravel(),
    )


def _readers(table: CountTable, known_by: Readers) -> dict[str, tuple[str, ...]]:
    """Return by name the rows that each reader knows; those who put theirs together are one reader."""
    readers = {}
    for given in known_by:
        names = (given,) if isinstance(given, str) else tuple(dict.fromkeys(given))
        for name in names:
            if name not in table.rows:
                raise DisclosureError(f"There is no row {name!r} that could know its own figures.")
        if not names:
            raise DisclosureError("Readers who put their rows together need rows; one group has none.")
        readers[" with ".join(names)] = names
    return readers


def withheld(table: CountTable, rules: Rules) -> Marks:
    """Return the pooled figures that are left out for want of cities, which nothing needs to protect.

    Where their cells are shown anyone can add them up; where one is not, its width is that of the pool. What
    is below the threshold is protected all the same.
    """
    marks = np.zeros(table.figures.shape, dtype=np.bool_)
    if int((table.figures[:-1, -1] > 0).sum()) < rules.cities:
        marks[-1] = table.figures[-1] >= rules.threshold
    return marks


def _limits(table: CountTable, at_most: Mapping[str, int]) -> Figures:
    most = np.full(table.figures.shape, FREE, dtype=np.int64)
    for name, limit in at_most.items():
        if name not in table.rows:
            raise DisclosureError(f"There is no row {name!r} of which {limit} would be the most responses.")
        row = table.rows.index(name)
        if isinstance(limit, bool) or limit < table.figures[row, -1]:
            raise DisclosureError(
                f"{name}: {limit!r} cannot be the most responses; the table has {table.figures[row, -1]}."
            )
        most[row, -1] = limit
    return most


def _check_order(tables: Sequence[CountTable]) -> None:
    for older, newer in pairwise(tables):
        odd = np.argwhere(newer.counts < older.counts)
        if len(odd):
            row, column = older.name(int(odd[0][0]), int(odd[0][1]))
            raise DisclosureError(
                f"{row}, {column}: an earlier release has more than a later one. Give the oldest first."
            )
