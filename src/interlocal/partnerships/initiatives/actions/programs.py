"""Keeping the records of programs, their outcomes and links, and publishing them."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from interlocal.foundation.audit.public import act
from interlocal.partnerships.initiatives import rules
from interlocal.partnerships.initiatives.models import (
    Outcome,
    Precision,
    ProgramKind,
    ProgramLink,
    ProgramRecord,
    ProgramStatus,
)
from interlocal.partnerships.jurisdictions.public import Source, refuse_unsourced

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


@dataclass(frozen=True, kw_only=True)
class ProgramFacts:
    """What a record says of a program, as the actions take it."""

    title: str
    summary: str
    title_es: str = ""
    summary_es: str = ""
    kind: str = ProgramKind.PROGRAM
    status: str = ProgramStatus.UNPUBLISHED
    started_on: date | None = None
    started_precision: str = Precision.DAY
    ended_on: date | None = None
    ended_precision: str = Precision.DAY
    term: str = ""


def add_program(*, by: "User | None", facts: ProgramFacts, source: Source, now: datetime) -> ProgramRecord:
    """Add a record; it is not published until somebody publishes it."""
    _refuse_invalid(facts, source, ProgramRecord.objects.filter(title__iexact=facts.title).exists())
    program = ProgramRecord(created_at=now, **asdict(facts), **source.fields())
    with act(by=by, action="initiatives.add_program", subject=program, now=now, **asdict(facts)):
        program.save(force_insert=True)
    return program


def change_program(
    *, by: "User | None", program: ProgramRecord, facts: ProgramFacts, source: Source, now: datetime
) -> ProgramRecord:
    """Change what a record says; the audit keeps what stood there."""
    same_title = ProgramRecord.objects.filter(title__iexact=facts.title).exclude(pk=program.pk)
    _refuse_invalid(facts, source, same_title.exists())
    new: dict[str, Any] = {**asdict(facts), **source.fields()}
    with act(by=by, action="initiatives.change_program", subject=program, now=now) as changed:
        program = ProgramRecord.objects.select_for_update().get(pk=program.pk)
        before = {name: getattr(program, name) for name in new}
        for name, value in new.items():
            setattr(program, name, value)
        if program.published_at:
            rules.refuse_unpublishable(program)
        program.save(update_fields=list(new))
        differing = [name for name in new if new[name] != before[name]]
        changed.record(
            before={name: before[name] for name in differing}, after={name: new[name] for name in differing}
        )
    return program


def publish_program(*, by: "User | None", program: ProgramRecord, now: datetime) -> ProgramRecord:
    """Show a record to residents."""
    rules.refuse_unpublishable(program)
    return _set_published(by, program, "initiatives.publish_program", now, published_at=now)


def withdraw_program(*, by: "User | None", program: ProgramRecord, now: datetime) -> ProgramRecord:
    """Take a record off the public pages; it stays here."""
    return _set_published(by, program, "initiatives.withdraw_program", now, published_at=None)


def report_outcome(
    *,
    by: "User | None",
    program: ProgramRecord,
    statement: str,
    statement_es: str = "",
    source: Source,
    now: datetime,
) -> Outcome:
    """Record what somebody reported that the program has brought about."""
    refuse_unsourced(source)
    outcome = Outcome(
        program=program, statement=statement, statement_es=statement_es, created_at=now, **source.fields()
    )
    with act(by=by, action="initiatives.report_outcome", subject=program, now=now, statement=statement):
        outcome.save(force_insert=True)
    return outcome


def add_link(
    *,
    by: "User | None",
    program: ProgramRecord,
    title: str,
    url: str,
    dated_on: date | None = None,
    now: datetime,
) -> ProgramLink:
    """Add a page elsewhere that says more."""
    link = ProgramLink(program=program, title=title, url=url, dated_on=dated_on, created_at=now)
    with act(by=by, action="initiatives.add_link", subject=program, now=now, title=title, url=url):
        link.save(force_insert=True)
    return link


def _refuse_invalid(facts: ProgramFacts, source: Source, exists: bool) -> None:  # noqa: FBT001
    refuse_unsourced(source)
    rules.refuse_second_of_title(facts.title, exists=exists)
    rules.refuse_reversed(facts.started_on, facts.ended_on, field="ended_on")


def _set_published(
    by: "User | None", program: ProgramRecord, action: str, now: datetime, *, published_at: datetime | None
) -> ProgramRecord:
    with act(by=by, action=action, subject=program, now=now):
        program.published_at = published_at
        program.save(update_fields=["published_at"])
    return program
