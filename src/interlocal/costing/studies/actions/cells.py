"""Filling a baseline, cell by cell. Two people who type at the same time lose nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import Baseline, Cell, Line, StudyCity
from interlocal.costing.studies.queries import WantedCell, locked_draft, standing_cells
from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act, record_each
from interlocal.foundation.lists.public import PastedList
from interlocal.kernel.exceptions import Refusal

CHANGE = "studies.change_cell"


@dataclass(frozen=True)
class Typed:
    """What a person typed in one place: a line, and the name in the city's books where it has one.

    ``seen`` is the public id of the cell that they saw there, ``""`` where the place was empty.
    """

    key: str
    line: Line
    label: str
    seen: str
    hundredths: int | None
    last_year: int | None
    note: str


@dataclass(frozen=True)
class Saved:
    """How many cells were changed, and what stands where somebody else was faster, by the key of the place.

    ``None`` stands where the other person took the figure out.
    """

    changed: int
    taken: dict[str, Cell | None]


def save_cells(
    *, by: User | None, city: StudyCity, year: int | None, typed: Sequence[Typed], now: datetime
) -> Saved:
    """Put what was typed into the city's draft.

    A cell that somebody else has changed since it was seen is left as it is and returned in ``taken``; all
    others are saved. What equals the cell that was seen changes nothing. Raises ``Refusal``.
    """
    rules.check_filling(by, city.jurisdiction)
    with act(by=by, action="studies.fill", subject=city, now=now, year=year) as filled:
        draft = _draft(city)
        known = {cell.public_id: cell for cell in draft.cells.all()}
        stands = {(cell.line_id, cell.label.casefold()): cell for cell in standing_cells(draft)}
        changes: list[tuple[Cell, Cell | None]] = []
        taken: dict[str, Cell | None] = {}
        for one in typed:
            there = stands.get((one.line.pk, one.label.casefold()))
            if _is_same(one, known.get(one.seen)) or _is_same(one, there):
                continue
            if one.seen != (there.public_id if there else ""):
                taken[one.key] = there
                continue
            changes.append((_cell(draft, one, by, now), there or stands.pop((one.line.pk, ""), None)))
        _write(by, city, changes, now)
        if draft.year != year:
            draft.year = year
            draft.save(update_fields=["year"])
        filled.record(changed=len(changes))
    return Saved(len(changes), taken)


def add_cell(
    *,
    by: User | None,
    city: StudyCity,
    wanted: WantedCell,
    now: datetime,
    pasted: PastedList | None = None,
    row: int = 0,
) -> Cell:
    """Put a further cell under a line of the draft, named as the city's books name it.

    One of the same name under the same line is replaced by it. Raises ``Refusal``.
    """
    rules.check_filling(by, city.jurisdiction)
    said = {"line": wanted.line.name, "label": wanted.label}
    if pasted is not None:
        said |= {"pasted": pasted.public_id, "row": str(row)}
    with act(by=by, action=CHANGE, subject=city, now=now, **said):
        draft = _draft(city)
        same = standing_cells(draft).filter(line=wanted.line)
        # A figure that nobody named gives way to the first of those that make it up.
        for cell in same:
            if cell.label.casefold() in {wanted.label.casefold(), ""}:
                _retire(cell, now)
        return Cell.objects.create(
            baseline=draft,
            line=wanted.line,
            label=wanted.label,
            hundredths=wanted.hundredths,
            last_year=wanted.last_year,
            note=wanted.note,
            changed_by=by,
            created_at=now,
        )


def strike_cell(*, by: User | None, cell: Cell, now: datetime) -> None:
    """Take a cell out of a draft; it stays on record. Raises ``Refusal`` for one signed or replaced."""
    city = cell.baseline.city
    rules.check_filling(by, city.jurisdiction)
    with act(
        by=by, action="studies.strike_cell", subject=city, now=now, line=cell.line.name, label=cell.label
    ):
        draft = _draft(city)
        current = Cell.objects.filter(pk=cell.pk, baseline=draft, replaced_at=None).first()
        if current is None:
            raise Refusal(_("Somebody has changed this figure, or it is signed. Look at the page again."))
        _retire(current, now)


def _draft(city: StudyCity) -> Baseline:
    draft = locked_draft(city)
    if draft is None:
        raise Refusal(_("The baseline is signed. Begin a new version to change it."))
    return draft


def _is_same(one: Typed, there: Cell | None) -> bool:
    if there is None:
        return not one.seen and one.hundredths is None and one.last_year is None and not one.note
    return (one.hundredths, one.last_year, one.note) == (there.hundredths, there.last_year, there.note)


def _cell(draft: Baseline, one: Typed, by: User | None, now: datetime) -> Cell:
    return Cell(
        baseline=draft,
        line=one.line,
        label=one.label,
        hundredths=one.hundredths,
        last_year=one.last_year,
        note=one.note,
        changed_by=by,
        created_at=now,
    )


def _write(
    by: User | None, city: StudyCity, changes: Sequence[tuple[Cell, Cell | None]], now: datetime
) -> None:
    for cell, there in changes:
        if there is not None:
            _retire(there, now)
        cell.save(force_insert=True)
    subjects = [(city, {"line": cell.line.name, "label": cell.label}) for cell, _there in changes]
    if subjects:
        record_each(by=by, action=CHANGE, now=now, subjects=list(subjects))


def _retire(cell: Cell, now: datetime) -> None:
    cell.replaced_at = now
    cell.save(update_fields=["replaced_at"])
