"""Studies: the list, and one with everything but figures."""

from typing import Annotated

from ninja import Query, Router

from interlocal.costing.studies import public as studies
from interlocal.http_api.views.answers import NAMED
from interlocal.http_api.views.schemas import (
    Ahead,
    CityOfStudy,
    Part,
    Share,
    StudyLine,
    StudyOption,
    StudyOut,
    StudyPage,
    StudyRow,
)
from interlocal.http_api.views.tokens import Asking, Bearer

READ = Bearer(studies.Permission.READ)
MOST = 200

router = Router(tags=["studies"], auth=READ)


@router.get("", response={200: StudyPage, **NAMED}, summary="The studies")
def list_studies(
    request: Asking,
    words: Annotated[
        str, Query("", max_length=100, pattern=r"^[^\x00]*$", description="In the title or the service.")
    ],
    limit: Annotated[int, Query(50, ge=1, le=MOST)],
    offset: Annotated[int, Query(0, ge=0, le=1_000_000)],
) -> StudyPage:
    """Return the studies that you may read, by title."""
    rows = studies.study_rows(request.user, words)
    return StudyPage(
        count=rows.count(),
        items=[
            StudyRow(
                id=row.public_id,
                title=row.title,
                service=row.service,
                base_year=row.base_year,
                is_synthetic=row.is_synthetic,
                cities=row.city_count,  # type: ignore[attr-defined]
                signed=row.signed_count,  # type: ignore[attr-defined]
            )
            for row in rows[offset : offset + limit]
        ],
    )


@router.get("/{study_id}", response={200: StudyOut, **NAMED}, summary="A study")
def read_study(request: Asking, study_id: str) -> StudyOut:
    """Return a study: its cities, lines, options, ways of sharing, and what it takes for granted."""
    found = studies.study_for(request.user, study_id)
    return StudyOut(
        id=found.public_id,
        title=found.title,
        service=found.service,
        base_year=found.base_year,
        is_synthetic=found.is_synthetic,
        goals=found.goals,
        goals_agreed_on=found.goals_agreed_on,
        cities=[_city(one) for one in studies.cities_of(found)],
        lines=[_line(one) for one in studies.lines_of(found)],
        options=[_option(one) for one in studies.options_of(found)],
        shares=[
            Share(
                id=one.public_id,
                name=one.name,
                kind=one.kind,
                weights=one.weights,
                solution=one.solution,
                formula=one.formula,
                library=one.library,
                lines=one.names,
            )
            for one in studies.shares_of(found)
        ],
        assumptions=_ahead(studies.assumptions_of(found)),
    )


def _city(city: studies.StudyCity) -> CityOfStudy:
    signed = [one.number for one in city.versions if one.frozen_at is not None]  # type: ignore[attr-defined]
    return CityOfStudy(
        id=city.public_id,
        jurisdiction_id=city.jurisdiction.public_id,
        name=city.jurisdiction.name,
        stand=city.stand,
        signed_version=max(signed, default=None),
        open_questions=city.open_questions,  # type: ignore[attr-defined]
    )


def _line(line: studies.Line) -> StudyLine:
    return StudyLine(
        id=line.public_id,
        kind=line.kind,
        name=line.name,
        unit="USD" if line.holds.is_money else line.unit,
        meaning=line.meaning,
        is_money=line.holds.is_money,
        is_required=line.is_required,
        is_size=line.is_size,
    )


def _option(option: studies.Option) -> StudyOption:
    return StudyOption(
        id=option.public_id,
        kind=option.kind,
        title=option.title,
        lead_city_id=option.lead.public_id if option.lead else None,
        phase_in=option.phase_in,
        parts=[
            Part(
                id=part.public_id,
                kind=part.kind,
                name=part.name,
                amount_cents=part.amount_cents,
                line_id=part.driver.public_id if part.driver else None,
                size=part.size,
                saving_percent=part.saving,
                low_percent=part.low,
                high_percent=part.high,
                last_year=part.last_year,
                source=part.source,
                groups=part.groups,
            )
            for part in option.standing  # type: ignore[attr-defined]
        ],
    )


def _ahead(ahead: studies.Assumptions) -> Ahead:
    return Ahead(
        years=ahead.years,
        discount=ahead.discount,
        growth_low=ahead.growth_low,
        growth_likely=ahead.growth_likely,
        growth_high=ahead.growth_high,
        seed=ahead.seed,
        draws=ahead.draws,
        sobol=ahead.sobol,
    )
