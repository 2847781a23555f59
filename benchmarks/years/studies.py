"""Studies of some cities each, with every city's baseline filled in and signed."""

from interlocal.costing.studies.models import Baseline, Cell, Line, Remark, Study, StudyCity
from years.span import CITIES_OF_A_STUDY, MARK, STUDIES, Span, write

LINES = (
    *(("cost", f"Cost {number}") for number in range(1, 5)),
    *(
        ("hidden", "Small jobs for others"),
        ("staff", "Positions"),
        ("volume", "Orders"),
        ("volume", "Trucks"),
    ),
    *(("level", "Days until it is done"), ("asset", "Tools")),
)


def add_studies(span: Span) -> None:
    for number, day in enumerate(span.days(STUDIES)):
        study = Study.objects.create(
            title=f"Study {number:03} of {day.year} (synthetic)",
            service="What each city does alone, done together.",
            goals="Nobody pays more than alone.",
            base_year=day.year,
            created_at=span.moment(day),
            **MARK,
        )
        _fill(span, study)


def _fill(span: Span, study: Study) -> None:
    at = study.created_at
    lines = write(
        Line(study=study, kind=kind, name=name, unit="" if kind == "cost" else "units", created_at=at)
        for kind, name in LINES
    )
    cities = write(
        StudyCity(study=study, jurisdiction=city, created_at=at)
        for city in span.some(span.cities, CITIES_OF_A_STUDY)
    )
    baselines = write(
        Baseline(
            city=city,
            number=1,
            year=study.base_year,
            frozen_at=at,
            frozen_by=span.people[city.jurisdiction_id][2],
            signed_name="Synthetic officer",
            signed_office="Finance",
            digest="0" * 64,
            created_at=at,
        )
        for city in cities
    )
    write(
        Cell(
            baseline=baseline,
            line=line,
            hundredths=span.chance.randrange(1_000, 40_000_000),
            created_at=at,
        )
        for baseline in baselines
        for line in lines
    )
    write(
        Remark(
            study=study,
            text="Is this figure with or without benefits?",
            author=span.people[city.jurisdiction_id][0],
            spoken_for=city.jurisdiction,
            created_at=at,
        )
        for city in cities
    )
