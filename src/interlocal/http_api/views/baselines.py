"""Baselines: read as far as one may see them, and filled by whoever fills them on the page."""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated

from django.http import Http404
from ninja import Query, Router
from ninja.errors import HttpError

from interlocal.costing.studies import public as studies
from interlocal.http_api.views.answers import NAMED, RULED
from interlocal.http_api.views.schemas import BaselineIn, BaselineOut, BaselineSaved, CellIn, CellOut, Taken
from interlocal.http_api.views.tokens import Asking, Bearer
from interlocal.kernel import clock

READ = Bearer(studies.Permission.READ)
FILL = Bearer(studies.Permission.FILL, writes=True)

router = Router(tags=["baselines"], auth=READ)


@router.get("/{study_id}/baselines", response={200: list[BaselineOut], **NAMED}, summary="What is signed")
def read_signed_baselines(request: Asking, study_id: str) -> list[BaselineOut]:
    """Return the newest signed baseline of each city that has signed: what a comparison rests on."""
    study = studies.study_for(request.user, study_id)
    baselines = studies.signed_baselines(study)
    cells = studies.cells_of(baselines)
    return [_baseline(one, [one.number], map(_cell, cells[one.pk])) for one in baselines]


@router.get(
    "/{study_id}/baselines/{city_id}", response={200: BaselineOut, **NAMED}, summary="A city's baseline"
)
def read_baseline(
    request: Asking,
    study_id: str,
    city_id: str,
    version: Annotated[int | None, Query(None, ge=1, le=30_000)],
) -> BaselineOut:
    """Return the newest version that you may see, or the one asked for."""
    seen = studies.baselines_for(request.user, _city_of(request, study_id, city_id))
    chosen = seen[-1] if version is None else next((one for one in seen if one.number == version), None)
    if chosen is None:
        raise Http404
    places = studies.sheet_of(chosen).places
    return _baseline(chosen, [one.number for one in seen], map(_place, places))


@router.patch(
    "/{study_id}/baselines/{city_id}",
    response={200: BaselineSaved, **RULED},
    auth=FILL,
    summary="Fill a draft",
)
def fill_baseline(request: Asking, study_id: str, city_id: str, body: BaselineIn) -> BaselineSaved:
    """Put figures into the draft of a city that you answer for; what you do not name stays as it is.

    Sent again, the same figures change nothing. A place that somebody else has changed since you saw it is
    left as it is and given back in ``taken``.
    """
    _city_of(request, study_id, city_id)
    city = studies.city_to_fill(request.user, city_id)
    typed = _typed(body, {line.public_id: line for line in studies.lines_of(city.study)})
    draft = studies.baselines_for(request.user, city)[-1]
    saved = studies.save_cells(
        by=request.user,
        city=city,
        year=draft.year if body.year is None else body.year,
        typed=typed,
        now=clock.now(),
    )
    places = {one.key: one for one in typed}
    return BaselineSaved(
        changed=saved.changed,
        taken=[
            Taken(
                line_id=places[key].line.public_id, label=places[key].label, now=_cell(cell) if cell else None
            )
            for key, cell in saved.taken.items()
        ],
    )


def _city_of(request: Asking, study_id: str, city_id: str) -> studies.StudyCity:
    city = studies.city_for(request.user, city_id)
    if city.study.public_id != study_id:
        raise Http404
    return city


def _typed(body: BaselineIn, lines: dict[str, studies.Line]) -> list[studies.Typed]:
    for place, one in enumerate(body.cells):
        if one.line_id not in lines:
            raise HttpError(409, f"cells[{place}]: the study has no line {one.line_id!r}.")
    doubled = [key for key, count in Counter(map(_key, body.cells)).items() if count > 1]
    if doubled:
        raise HttpError(409, f"Two figures are for one place: {doubled[0]}.")
    return [
        studies.Typed(
            _key(one),
            lines[one.line_id],
            one.label.strip(),
            one.seen,
            one.figure,
            one.last_year,
            one.note.strip(),
        )
        for one in body.cells
    ]


def _key(one: CellIn) -> str:
    return f"{one.line_id} {one.label.strip().casefold()}".strip()


def _baseline(found: studies.Baseline, versions: list[int], cells: Iterable[CellOut]) -> BaselineOut:
    return BaselineOut(
        city_id=found.city.public_id,
        city=found.city.jurisdiction.name,
        version=found.number,
        versions=versions,
        year=found.year,
        signed_at=found.frozen_at,
        signed_by=found.signed_name,
        office=found.signed_office,
        digest=found.digest,
        cells=list(cells),
    )


def _place(place: studies.Place) -> CellOut:
    cautions = [caution.words for caution in place.unexplained]
    if place.cell is not None:
        return _cell(place.cell, cautions)
    return CellOut(
        id=None,
        line_id=place.line.public_id,
        line=place.line.name,
        unit=_unit(place.line),
        label="",
        figure=None,
        last_year=None,
        note="",
        cautions=cautions,
    )


def _cell(cell: studies.Cell, cautions: list[str] | None = None) -> CellOut:
    return CellOut(
        id=cell.public_id,
        line_id=cell.line.public_id,
        line=cell.line.name,
        unit=_unit(cell.line),
        label=cell.label,
        figure=cell.hundredths,
        last_year=cell.last_year,
        note=cell.note,
        cautions=cautions or [],
    )


def _unit(line: studies.Line) -> str:
    return "USD" if line.holds.is_money else line.unit
