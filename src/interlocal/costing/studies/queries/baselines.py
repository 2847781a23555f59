"""Baselines that a person may see or fill, as sheets of lines and cells."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import (
    Baseline,
    Cell,
    CellQuestion,
    DraftRule,
    Line,
    LineKind,
    Study,
    StudyCity,
)
from interlocal.costing.studies.queries.studies import lines_of, studies_for
from interlocal.costing.studies.rules import Caution, Permission
from interlocal.kernel.permissions import Actor


@dataclass(frozen=True)
class Place:
    """One place of a sheet: a line, the cell that stands in it if any, and what is said about it."""

    line: Line
    cell: Cell | None
    cautions: tuple[Caution, ...] = ()

    @property
    def key(self) -> str:
        """What its inputs are called: the same for whoever has the page open, whatever stands there."""
        name = self.cell.label.casefold() if self.cell else ""
        return f"{self.line.public_id}{f'-{crc32(name.encode()):08x}' if name else ''}"

    @property
    def label(self) -> str:
        """What it is called on the page."""
        return (self.cell.label if self.cell else "") or self.line.name

    @property
    def hundredths(self) -> int | None:
        """The figure that stands here."""
        return self.cell.hundredths if self.cell else None

    @property
    def last_year(self) -> int | None:
        """The figure of a year before."""
        return self.cell.last_year if self.cell else None

    @property
    def note(self) -> str:
        """What is noted about it."""
        return self.cell.note if self.cell else ""

    @property
    def is_missing(self) -> bool:
        """Must it be filled, and is not?"""
        return self.line.is_required and self.hundredths is None

    @property
    def unexplained(self) -> tuple[Caution, ...]:
        """What about it nobody has explained."""
        return () if self.note else self.cautions


@dataclass(frozen=True)
class Block:
    """The places of one kind of line, and their sum where they are money."""

    kind: LineKind
    places: tuple[Place, ...]
    total: int | None


@dataclass(frozen=True)
class Sheet:
    """A version of a baseline as a page shows it."""

    baseline: Baseline
    blocks: tuple[Block, ...]
    questions: Mapping[int, list[CellQuestion]] = field(default_factory=dict)

    @property
    def places(self) -> list[Place]:
        """Every place, in the order of the page."""
        return [place for block in self.blocks for place in block.places]

    @property
    def missing(self) -> list[Place]:
        """What must be filled and is not."""
        return [place for place in self.places if place.is_missing]

    @property
    def unexplained(self) -> list[Place]:
        """What needs an explanation that nobody has given."""
        return [place for place in self.places if place.unexplained]

    @property
    def filled(self) -> int:
        """How many places hold a figure."""
        return sum(place.hundredths is not None for place in self.places)


def city_for(user: Actor, city_id: str) -> StudyCity:
    """Return a city of a study that ``user`` may read, or raise ``Http404``."""
    rows = StudyCity.objects.filter(study__in=studies_for(user), left_at=None)
    return get_object_or_404(rows.select_related("study__initiative", "jurisdiction"), public_id=city_id)


def city_to_fill(user: Actor, city_id: str) -> StudyCity:
    """Return a city whose baselines ``user`` may fill, or raise ``Http404``."""
    city = city_for(user, city_id)
    if not rules.may_fill(user, city.jurisdiction):
        raise Http404
    return city


def baselines_for(user: Actor, city: StudyCity) -> list[Baseline]:
    """Return the versions of a city's baseline that ``user`` may see, the newest last; none raises 404."""
    versions = list(city.baselines.select_related("city__jurisdiction", "frozen_by"))
    own = own_city(user, city.study)
    seen = [one for one in versions if rules.may_see(user, one, city.study, own)]
    if not seen:
        raise Http404
    return seen


def own_city(user: Actor, study: Study) -> StudyCity | None:
    """Return a city of the study whose people see the drafts of others by the study's rule, if any."""
    reach = user.reach(Permission.FILL)
    rows = study.cities.filter(left_at=None)
    if not reach.everywhere:
        rows = rows.filter(jurisdiction__public_id__in=reach.jurisdictions)
    if study.drafts == DraftRule.EXCHANGE:
        rows = rows.filter(baselines__frozen_at__isnull=False)
    return rows.first() if reach else None


def locked_draft(city: StudyCity) -> Baseline | None:
    """Return the city's draft, and nobody else's until the transaction ends."""
    return (
        Baseline.objects.select_for_update(of=("self",))
        .select_related("city__jurisdiction", "city__study")
        .filter(city=city, frozen_at=None)
        .first()
    )


def standing_cells(baseline: Baseline) -> QuerySet[Cell]:
    """Return the cells of a version that nothing has replaced."""
    return (
        baseline.cells.filter(replaced_at=None).select_related("line", "changed_by").order_by("line_id", "pk")
    )


def standing_cells_of(baselines: Iterable[Baseline]) -> dict[int, dict[int, list[Cell]]]:
    """Return the cells of several versions that nothing has replaced: by baseline, then by line."""
    found: dict[int, dict[int, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    rows = Cell.objects.filter(baseline__in=[one.pk for one in baselines], replaced_at=None)
    for cell in rows.order_by("line_id", "pk"):
        found[cell.baseline_id][cell.line_id].append(cell)
    return found


def cells_of(baselines: Iterable[Baseline]) -> dict[int, list[Cell]]:
    """Return the cells of several versions that nothing has replaced, by baseline, in their lines' order."""
    found: dict[int, list[Cell]] = {one.pk: [] for one in baselines}
    rows = Cell.objects.filter(baseline__in=found, replaced_at=None).select_related("line")
    for cell in rows.order_by("line_id", "pk"):
        found[cell.baseline_id].append(cell)
    return found


def signed_baselines(study: Study) -> list[Baseline]:
    """Return the newest signed version of each city that is in the study, by the city's name."""
    rows = (
        Baseline.objects.filter(city__study=study, city__left_at=None, frozen_at__isnull=False)
        .select_related("city__jurisdiction")
        .order_by("number")
    )
    newest = {row.city_id: row for row in rows}
    return sorted(newest.values(), key=lambda row: (row.city.jurisdiction.name, row.pk))


def figures_of(baselines: Iterable[Baseline]) -> dict[int, dict[int, int]]:
    """Return the sum of each line's cells in hundredths: by baseline, then by line."""
    found: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    rows = Cell.objects.filter(
        baseline__in=[one.pk for one in baselines], replaced_at=None, hundredths__isnull=False
    )
    for baseline, line, hundredths in rows.values_list("baseline_id", "line_id", "hundredths"):
        found[baseline][line] += hundredths or 0
    return {baseline: dict(by_line) for baseline, by_line in found.items()}


def sheet_of(baseline: Baseline) -> Sheet:
    """Return a version as a sheet, each figure beside its last year and the cities that have signed."""
    study = baseline.city.study
    lines = list(lines_of(study))
    by_line: dict[int, list[Cell]] = defaultdict(list)
    for cell in standing_cells(baseline):
        by_line[cell.line_id].append(cell)
    peers = _per_unit_of_peers(baseline, lines)
    units = _units(lines, {key: _sum(cells) for key, cells in by_line.items()})
    blocks = []
    for kind in LineKind:
        places = [
            place
            for line in lines
            if line.kind == kind
            for place in _places(line, by_line[line.pk], units, peers.get(line.pk, ()))
        ]
        if places:
            known = [
                place.cell.hundredths for place in places if place.cell and place.cell.hundredths is not None
            ]
            blocks.append(Block(kind, tuple(places), sum(known) if known and kind.is_money else None))
    questions: dict[int, list[CellQuestion]] = defaultdict(list)
    for question in baseline.city.questions.all():
        questions[question.line_id].append(question)
    return Sheet(baseline, tuple(blocks), dict(questions))


def _places(line: Line, cells: Sequence[Cell], units: int, peers: Sequence[float]) -> list[Place]:
    if not cells:
        return [Place(line, None)]
    total = _sum(cells)
    found = []
    for place, cell in enumerate(cells):
        # The other cities have one sum for the line: it is compared once, at the line's first cell.
        per_unit = total / units if units and place == 0 and total is not None else None
        cautions = rules.cautions_of(
            kind=line.holds,
            hundredths=cell.hundredths,
            last_year=cell.last_year,
            per_unit=per_unit,
            peers=peers,
        )
        found.append(Place(line, cell, cautions))
    return found


def _sum(cells: Iterable[Cell]) -> int | None:
    known = [cell.hundredths for cell in cells if cell.hundredths is not None]
    return sum(known) if known else None


def _units(lines: Sequence[Line], sums: Mapping[int, int | None]) -> int:
    """Return the figure of the study's first volume."""
    first = next((line for line in lines if line.kind == LineKind.VOLUME), None)
    return (sums.get(first.pk) or 0) if first else 0


def _per_unit_of_peers(baseline: Baseline, lines: Sequence[Line]) -> dict[int, list[float]]:
    others = [one for one in signed_baselines(baseline.city.study) if one.city_id != baseline.city_id]
    found: dict[int, list[float]] = defaultdict(list)
    for figures in figures_of(others).values():
        if units := _units(lines, figures):
            for line, hundredths in figures.items():
                found[line].append(hundredths / units)
    return found


def history_of(city: StudyCity, line: Line, baselines: Sequence[Baseline]) -> QuerySet[Cell]:
    """Return every cell that ever stood in a line, in the given versions, the newest first."""
    rows = Cell.objects.filter(baseline__in=[one.pk for one in baselines], line=line, baseline__city=city)
    return rows.select_related("baseline", "changed_by").order_by("-pk")


def question_to_answer(user: Actor, city_id: str, question_id: str) -> CellQuestion:
    """Return a question about a city's figures that ``user`` may answer, or raise ``Http404``."""
    city = city_to_fill(user, city_id)
    return get_object_or_404(
        city.questions.select_related("line", "city__jurisdiction", "city__study"), public_id=question_id
    )


def line_of(city: StudyCity, line_id: str) -> Line:
    """Return a line of the city's study, or raise ``Http404``."""
    return get_object_or_404(lines_of(city.study), public_id=line_id)


def cell_to_strike(user: Actor, city_id: str, cell_id: str) -> Cell:
    """Return a cell of a draft that ``user`` may fill, or raise ``Http404``."""
    city = city_to_fill(user, city_id)
    rows = Cell.objects.filter(baseline__city=city, baseline__frozen_at=None, replaced_at=None)
    return get_object_or_404(rows.select_related("line", "baseline__city__jurisdiction"), public_id=cell_id)
