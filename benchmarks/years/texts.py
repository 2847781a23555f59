"""Statements that every council adopted in its year, ordinances of single cities, and agreements."""

from datetime import date, timedelta

from interlocal.partnerships.agreements.models import (
    Agreement,
    AnnualAmount,
    Clause,
    NoticeRule,
    Party,
)
from interlocal.partnerships.commitments.models import Commitment, ProcedureRun, ProcedureVersion
from interlocal.partnerships.instruments.models import Instrument, Standing, Statement
from years.span import MARK, Span, write

CLAUSES = ("authority", "purpose", "services", "entity", "duration", "budget")
PARTIES = 12  # of an agreement, at most


def add_adopted(span: Span, version: ProcedureVersion, like: Statement) -> None:
    """A statement a year, each adopted by every council, with every step done; and an ordinance a city."""
    for year in range(span.years):
        day = span.begun + timedelta(days=365 * year)
        statement = Statement.objects.create(
            title=f"Statement of {day.year} (synthetic)",
            text=like.text,
            parts=like.parts,
            published_at=span.moment(day),
            created_at=span.moment(day),
            **MARK,
        )
        write(_instrument(span, city, statement, day) for city in span.cities)
        write(_instrument(span, city, None, day) for city in span.cities)
        _steps(span, version, statement, day)


def _instrument(span: Span, city, statement: Statement | None, day: date) -> Instrument:
    kind = "ordinance" if statement is None else "resolution"
    return Instrument(
        jurisdiction=city,
        statement=statement,
        kind=kind,
        title="A service shared with a neighbour" if statement is None else statement.title,
        number=f"S{day:%y}-{'ORD' if statement is None else 'RES'}",
        standing=Standing.ADOPTED,
        filed_on=day,
        passed_on=day + timedelta(days=45),
        effective_on=day + timedelta(days=60),
        created_at=span.moment(day),
        **MARK,
    )


def _steps(span: Span, version: ProcedureVersion, statement: Statement, day: date) -> None:
    runs = write(
        ProcedureRun(
            version=version,
            procedure=version.procedure,
            subject_kind="instruments.statement",
            subject_id=statement.public_id,
            subject_label=statement.title,
            jurisdiction=city,
            started_on=day,
            started_at=span.moment(day),
            finished_on=day + timedelta(days=60),
        )
        for city in span.cities
    )
    write(
        Commitment(
            title=step.title,
            owed_by=run.jurisdiction,
            key=f"step:{run.public_id}:{step.key}",
            run=run,
            step_key=step.key,
            source_label=statement.title,
            opened_at=span.moment(day),
            outcome="done",
            closed_at=span.moment(day + timedelta(days=45)),
            done_on=day + timedelta(days=45),
            evidence_note="Minutes",
        )
        for run in runs
        for step in version.read()
    )


def add_agreements(span: Span) -> None:
    """Half as many chains of agreements as there are cities, each renewed once, and one of everybody."""
    half = span.begun + timedelta(days=365 * span.years // 2)
    ends = span.today + timedelta(days=400)
    for number in range(max(2, len(span.cities) // 2)):
        parties = span.cities if number == 0 else span.some(span.cities, 2 + number % (PARTIES - 1))
        old = _agreement(span, number, span.begun, half - timedelta(days=1), None)
        new = _agreement(span, number, half, ends + timedelta(days=number % 90), old)
        for agreement in (old, new):
            _fill(span, agreement, parties)


def _agreement(span: Span, number: int, starts: date, ends: date, old: Agreement | None) -> Agreement:
    return Agreement.objects.create(
        title=f"Shared service {number:03}, from {starts.year} (synthetic)",
        summary="What each does, and what each pays.",
        renews=old,
        starts_on=starts,
        ends_on=ends,
        published_at=span.moment(starts),
        created_at=span.moment(starts),
        **MARK,
    )


def _fill(span: Span, agreement: Agreement, parties: list) -> None:
    assert agreement.starts_on is not None
    made = {"agreement": agreement, "created_at": agreement.created_at}
    write(
        Party(
            jurisdiction=city,
            joined_on=agreement.starts_on,
            signed_on=agreement.starts_on - timedelta(days=10),
            signed_office="Mayor",
            **made,
        )
        for city in parties
    )
    write(
        Clause(kind=kind, section=f"Section {place}", text="What the cities agree on here.", **made)
        for place, kind in enumerate(CLAUSES, 1)
    )
    NoticeRule.objects.create(
        act="end", anchor="before-end", count=90, unit="days", section="Section 9", **made
    )
    write(
        AnnualAmount(
            payer=parties[0],
            year=agreement.starts_on.year + year,
            amount_cents=span.chance.randrange(1_000_000, 90_000_000),
            **made,
            **MARK,
        )
        for year in range(span.years // 2)
    )
