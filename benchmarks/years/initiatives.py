"""Pain points, the initiatives that came of them, and the records of programs."""

from datetime import date, timedelta
from decimal import Decimal

from interlocal.partnerships.commitments.models import Commitment
from interlocal.partnerships.initiatives.models import (
    Assignment,
    Decision,
    Expectation,
    Initiative,
    MonthGiven,
    PainGroup,
    PainPoint,
    Participation,
    Practice,
    Pressure,
    PressureYear,
    ProgramRecord,
    Risk,
    Stance,
)
from interlocal.partnerships.initiatives.queries import current_stages
from years.span import INITIATIVES, MARK, PAINS, Span, write

PROGRAMS = 20
SYLLABLES = ("ra", "to", "mil", "ken", "sor", "va", "lin", "dep", "gul", "fex", "hom", "pri", "bas", "nu")
COMMON = (
    *(
        "trucks",
        "repair",
        "training",
        "supervisors",
        "hiring",
        "grants",
        "police",
        "water",
        "software",
        "audit",
    ),
    *("wait", "cost", "alone", "old", "late", "missing", "shared", "paper", "mechanics", "inspection"),
)


def add_initiatives(span: Span) -> None:
    groups = _state_pain(span)
    stages = [stage.key for stage in current_stages()]
    days = span.days(INITIATIVES)
    initiatives = write(
        Initiative(
            title=f"Initiative {number:03}: what {day.year} asked for (synthetic)",
            summary="What each city does alone, done once for all who join.",
            lead=span.cities[number % len(span.cities)],
            group=groups[number],
            stage_key=stages[number % len(stages)],
            stage_since=day + timedelta(days=30),
            created_at=span.moment(day),
            **MARK,
        )
        for number, day in enumerate(days)
    )
    for initiative in initiatives:
        _make_case(initiative)
        _take_part(span, initiative)
    _add_programs(span)


def _state_pain(span: Span) -> list[PainGroup]:
    groups = write(
        PainGroup(title=f"What {day:%B %Y} brought up", created_at=span.moment(day))
        for day in span.days(INITIATIVES)
    )
    write(
        PainPoint(
            jurisdiction=city,
            title=_words(span, 4),
            description=f"{_words(span, 14)}. {_words(span, 12)}.",
            weight=1 + number % 5,
            yearly_cost_cents=span.chance.randrange(100_000, 50_000_000),
            cost_year=day.year,
            certainty="estimated",
            group=groups[(number * len(groups)) // (PAINS * span.years)] if place % 10 == 0 else None,
            stated_by=span.people[city.pk][0],
            created_at=span.moment(day),
            **MARK,
        )
        for place, city in enumerate(span.cities)
        for number, day in enumerate(span.days(PAINS))
    )
    return groups


def _words(span: Span, many: int) -> str:
    """Words of their own for each: texts that are all alike would be compared as no real ones are."""
    made = ["".join(span.chance.choices(SYLLABLES, k=span.chance.choice((2, 2, 3)))) for _word in range(many)]
    return " ".join([*span.chance.choices(COMMON, k=many // 3), *made]).capitalize()


def _make_case(initiative: Initiative) -> None:
    made = {"initiative": initiative, "created_at": initiative.created_at}
    pressures = write(Pressure(title=f"What it costs, part {place}", **made, **MARK) for place in range(2))
    write(
        PressureYear(pressure=pressure, year=initiative.stage_since.year - back, hundredths=90_000_00 - back)
        for pressure in pressures
        for back in range(5)
    )
    write(
        Expectation(
            whose=whose,
            measure="Days until it is done",
            unit="days",
            baseline=21,
            baseline_on=initiative.stage_since,
            target=7,
            target_on=initiative.stage_since + timedelta(days=400),
            **made,
            **MARK,
        )
        for whose in ("residents", "staff")
    )
    Practice.objects.create(name="Another region", differs="It has one employer.", **made, **MARK)
    write(
        Risk(title=f"Risk {place}", likelihood=2, impact=2, response="Watch it.", **made)
        for place in range(3)
    )
    write(
        Decision(
            title=f"Decision {place}",
            decided_by="Steering group",
            decided_on=initiative.stage_since - timedelta(days=place),
            reason="Enough cities want it.",
            **made,
        )
        for place in range(3)
    )


def _take_part(span: Span, initiative: Initiative) -> None:
    cities = span.some(span.cities, max(3, len(span.cities) // 3))
    made = {"initiative": initiative, "created_at": initiative.created_at}
    write(
        Stance(
            jurisdiction=city,
            stand="joins" if place % 3 else "observes",
            starts_on=initiative.stage_since,
            **made,
        )
        for place, city in enumerate(cities)
    )
    owed = write(
        Commitment(
            title="Give staff hours",
            owed_by=city,
            is_standing=True,
            key=f"staff:{initiative.public_id}:{city.public_id}",
            source_label=initiative.title,
            opened_at=initiative.created_at,
        )
        for city in cities[:3]
    )
    assignments = write(
        Assignment(
            jurisdiction=commitment.owed_by,
            task="Compare what each city does",
            worker="Analyst",
            hours=Decimal(6),
            starts_on=initiative.stage_since.replace(day=1),
            commitment=commitment,
            **made,
        )
        for commitment in owed
    )
    write(
        MonthGiven(
            assignment=assignment,
            month_on=_month(assignment.starts_on, place),
            hours=Decimal(5),
            created_at=initiative.created_at,
        )
        for assignment in assignments
        for place in range(12)
        if _month(assignment.starts_on, place) < span.today
    )


def _month(day: date, later: int) -> date:
    months = day.year * 12 + day.month - 1 + later
    return date(months // 12, months % 12 + 1, 1)


def _add_programs(span: Span) -> None:
    programs = write(
        ProgramRecord(
            title=f"Shared program {number:02} (synthetic)",
            summary="What the cities do together.",
            status="running",
            published_at=span.now,
            created_at=span.now,
            **MARK,
        )
        for number in range(PROGRAMS)
    )
    write(
        Participation(
            program=program,
            jurisdiction=city,
            part="takes-part",
            starts_on=span.begun,
            created_at=span.now,
            **MARK,
        )
        for program in programs
        for city in span.cities
    )
