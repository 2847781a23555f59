"""The signed baselines of a study side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interlocal.costing.studies.models import Baseline, Line, LineKind, Study
from interlocal.costing.studies.queries.baselines import figures_of, signed_baselines
from interlocal.costing.studies.queries.studies import lines_of


@dataclass(frozen=True)
class Row:
    """A line, and its figure in each baseline in hundredths of its unit; ``None`` where nothing is given."""

    line: Line
    figures: tuple[int | None, ...]
    cities: tuple[str, ...]

    @property
    def by_city(self) -> tuple[tuple[str, int | None], ...]:
        """Its figures with the names of their cities."""
        return tuple(zip(self.cities, self.figures, strict=True))


@dataclass(frozen=True)
class Comparison:
    """The newest signed version of each city, line by line, and what each pays today in cents."""

    baselines: tuple[Baseline, ...]
    rows: tuple[Row, ...]
    totals: tuple[int, ...]

    @property
    def paid(self) -> tuple[tuple[str, int], ...]:
        """What each city pays today in cents; hidden duties are in it."""
        return tuple(zip(names_of(self.baselines), self.totals, strict=True))


def names_of(baselines: Sequence[Baseline]) -> tuple[str, ...]:
    """Return the names of the cities."""
    return tuple(one.city.jurisdiction.name for one in baselines)


def compared(study: Study) -> Comparison:
    """Return what the cities that have signed give, side by side."""
    baselines = signed_baselines(study)
    figures = figures_of(baselines)
    order = list(LineKind)
    lines = sorted(lines_of(study), key=lambda line: (order.index(line.holds), line.pk))
    names = names_of(baselines)
    rows = tuple(
        Row(line, tuple(figures.get(one.pk, {}).get(line.pk) for one in baselines), names) for line in lines
    )
    # Who does the hidden duties is paid in the cost: they are what remains of it, and come on top of nothing.
    paid = [row for row in rows if row.line.kind == LineKind.COST]
    totals = tuple(sum(row.figures[place] or 0 for row in paid) for place in range(len(baselines)))
    return Comparison(tuple(baselines), rows, totals)


def exported(comparison: Comparison) -> Iterator[tuple[object, ...]]:
    """Yield the rows of the export: a line, its unit, and each city's figure with two decimals."""
    for row in comparison.rows:
        unit = "USD" if row.line.holds.is_money else row.line.unit
        figures = ("" if one is None else f"{one // 100}.{one % 100:02d}" for one in row.figures)
        yield (row.line.get_kind_display(), row.line.name, unit, *figures)
