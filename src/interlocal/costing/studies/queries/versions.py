"""Two versions of a city's baseline side by side, figure by figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum

from interlocal.costing.studies.models import Baseline, Cell, Line, LineKind
from interlocal.costing.studies.queries.baselines import standing_cells
from interlocal.foundation.audit.public import entries_about, ref_to

PAID = {LineKind.COST}
TAKING_OUT = ("studies.strike_cell", "studies.change_cell")
Place = tuple[int, str]


class Became(Enum):
    """What a figure became."""

    ADDED = "added"
    GONE = "gone"
    CHANGED = "changed"
    NOTED = "noted"
    SAME = "same"


@dataclass(frozen=True)
class CellChange:
    """A figure in both versions, in hundredths of its unit, and who made it what it is in the newer one."""

    line: Line
    label: str
    became: Became
    before: Cell | None
    after: Cell | None
    by: str
    at: datetime | None

    @property
    def difference(self) -> int | None:
        """By how much it is more in the newer version; nothing where it is not given in both."""
        if self.before is None or self.after is None:
            return None
        if self.before.hundredths is None or self.after.hundredths is None:
            return None
        return self.after.hundredths - self.before.hundredths

    @property
    def percent(self) -> Decimal | None:
        """The same in percent of the older figure."""
        if self.difference is None or self.before is None or not self.before.hundredths:
            return None
        return Decimal(self.difference) / self.before.hundredths * 100


@dataclass(frozen=True)
class VersionsCompared:
    """``changes`` are the figures that are not the same, ``same`` counts the others.

    ``before`` and ``after`` are what the city pays a year in each version, in cents.
    """

    older: Baseline
    newer: Baseline
    changes: tuple[CellChange, ...]
    same: int
    before: int
    after: int

    @property
    def difference(self) -> int:
        """By how much the city pays more in the newer version."""
        return self.after - self.before


def compared_versions(older: Baseline, newer: Baseline) -> VersionsCompared:
    """Return two versions of one city's baseline side by side; a figure is known by its line and name."""
    one, other = ({_place(cell): cell for cell in standing_cells(each)} for each in (older, newer))
    between = list(
        Cell.objects.filter(
            baseline__city=older.city_id,
            baseline__number__gt=older.number,
            baseline__number__lte=newer.number,
        )
        .select_related("changed_by", "line")
        .order_by("baseline__number", "pk")
    )
    gone_by = _taken_out_by(older, between)
    changes = [
        _change(place, one.get(place), other.get(place), between, gone_by)
        for place in one.keys() | other.keys()
    ]
    kinds = list(LineKind)
    changes.sort(key=lambda row: (kinds.index(row.line.holds), row.line.pk, row.label.casefold()))
    shown = tuple(row for row in changes if row.became is not Became.SAME)
    return VersionsCompared(
        older, newer, shown, len(changes) - len(shown), _paid(one.values()), _paid(other.values())
    )


def _place(cell: Cell) -> Place:
    return cell.line_id, cell.label.casefold()


def _said(cell: Cell | None) -> tuple[int | None, int | None, str] | None:
    return None if cell is None else (cell.hundredths, cell.last_year, cell.note)


def _became(before: Cell | None, after: Cell | None) -> Became:
    if before is None:
        return Became.ADDED
    if after is None:
        return Became.GONE
    if before.hundredths != after.hundredths:
        return Became.CHANGED
    return Became.SAME if _said(before) == _said(after) else Became.NOTED


def _change(
    place: Place,
    before: Cell | None,
    after: Cell | None,
    between: Iterable[Cell],
    gone_by: dict[datetime, str],
) -> CellChange:
    shown = after or before
    assert shown is not None
    became = _became(before, after)
    own = [cell for cell in between if _place(cell) == place]
    by, at = "", None
    if became is Became.GONE:
        at = next((cell.replaced_at for cell in reversed(own) if cell.replaced_at is not None), None)
        by = gone_by.get(at, "") if at is not None else ""
    elif became is not Became.SAME:
        # A new version begins with copies: only a cell that says something else was entered by somebody.
        said = _said(before)
        for cell in own:
            if _said(cell) != said:
                said, at = _said(cell), cell.created_at
                by = cell.changed_by.name if cell.changed_by else ""
    return CellChange(shown.line, shown.label, became, before, after, by, at)


def _taken_out_by(baseline: Baseline, between: Iterable[Cell]) -> dict[datetime, str]:
    """Return who took figures of the city out, by the moment: the cell itself knows only when."""
    moments = {cell.replaced_at for cell in between if cell.replaced_at is not None}
    city = ref_to(baseline.city)
    entries = entries_about(city.kind, city.public_id).filter(
        detail__action__in=TAKING_OUT, at__in=list(moments)
    )
    return {entry.at: entry.detail.actor_label for entry in entries}


def _paid(cells: Iterable[Cell]) -> int:
    return sum(cell.hundredths or 0 for cell in cells if cell.line.holds in PAID)
