"""The statements, the councils' instruments, and the renewal that is on its way through five councils."""

from datetime import datetime, timedelta
from importlib import resources
from typing import Any

from django.utils import timezone

from interlocal.config.sample.data import read
from interlocal.foundation.accounts.public import User, people_for
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.partnerships.commitments.public import Commitment, close_commitment
from interlocal.partnerships.instruments import public as instruments
from interlocal.partnerships.instruments.public import Confirmation, Filing, Statement
from interlocal.partnerships.jurisdictions.public import Jurisdiction, members


def is_loaded() -> bool:
    """Is there a statement?"""
    return Statement.objects.exists()


def load(now: datetime) -> None:
    """Record statements and instruments, read the renewal's text, and start its adoption."""
    data = read("instruments")
    councils = {body.name: body for body in Jurisdiction.objects.all()}
    statements: dict[str, Statement] = {}
    for row in data["statements"]:
        statements[row["key"]] = _add_statement(row, statements, councils, now)
    renewal = statements[data["adoption"]["statement"]]
    _adopt(renewal, data["adoption"], councils, now)
    _confirm(renewal, data["duties"], now)
    _pack(renewal, now)
    for statement in statements.values():
        instruments.publish_statement(by=None, statement=statement, now=now)


def _add_statement(
    row: dict[str, Any], known: dict[str, Statement], councils: dict[str, Jurisdiction], now: datetime
) -> Statement:
    facts = {name: row[name] for name in _STATEMENT_FACTS if name in row}
    renews = known[row["renews"]] if "renews" in row else None
    statement = instruments.make_statement(by=None, renews=renews, now=now, **facts)
    for instrument in row.get("instruments", ()):
        facts = dict(instrument)
        council = councils[facts.pop("jurisdiction")]
        instruments.record_instrument(
            by=None, jurisdiction=council, statement=statement, facts=facts, now=now
        )
    if "text" in row:
        _bring(row, statement, councils[row["text_of"]], now)
    return statement


_STATEMENT_FACTS = ("title", "summary", "source_title", "source_url", "source_on", "is_unconfirmed")


def _bring(row: dict[str, Any], statement: Statement, council: Jurisdiction, now: datetime) -> None:
    text = resources.files("interlocal.config.sample.data").joinpath(row["text"]).read_text(encoding="utf-8")
    clerk = people_for(jurisdiction_scope(council.public_id), "clerk", on=timezone.localdate(now))[0]
    draft = instruments.bring_text(by=clerk, content=text, file_name=row["text"], now=now)
    filing = Filing(jurisdiction=council, statement=statement, source_title=row["source_title"])
    instruments.save_draft(by=clerk, draft=draft, filing=filing, now=now)


def _adopt(
    statement: Statement, adoption: dict[str, Any], councils: dict[str, Jurisdiction], now: datetime
) -> None:
    today = timezone.localdate(now)
    (version, *_others) = instruments.load_pack(by=None, name=adoption["pack"], now=now)
    instruments.start_adoption(
        by=None,
        statement=statement,
        jurisdictions=members(today),
        version=version,
        starts_on=today - timedelta(days=adoption["begun_days_ago"]),
        now=now,
    )
    for draft in statement.instruments.filter(text=""):
        instruments.correct_instrument(by=None, instrument=draft, facts={"is_synthetic": True}, now=now)
    for done in adoption["done"]:
        step = Commitment.objects.get(
            run__subject_id=statement.public_id, owed_by=councils[done["jurisdiction"]], step_key=done["step"]
        )
        close_commitment(
            by=None,
            commitment=step,
            now=now,
            done_on=today - timedelta(days=done["days_ago"]),
            evidence_note=done["evidence"],
        )


def _confirm(statement: Statement, duties: list[dict[str, Any]], now: datetime) -> None:
    today = timezone.localdate(now)
    proposals = instruments.proposals_of(statement)
    for council in members(today):
        confirmations = [
            Confirmation(
                proposal=place,
                title=proposal.title,
                clause=proposal.clause,
                section=f"Section {proposal.section_number}",
                owner=_holder(council, duty["owner"], now),
                due_on=today + timedelta(days=duty["due_in_days"]),
                is_standing=duty.get("is_standing", False),
                detail=duty["detail"],
            )
            for place, (proposal, duty) in enumerate(zip(proposals, duties, strict=True))
        ]
        instruments.confirm_commitments(
            by=None, statement=statement, jurisdiction=council, confirmations=confirmations, now=now
        )


def _pack(statement: Statement, now: datetime) -> None:
    """Have the packets made: by the job, which runs once everything is loaded that they tell of."""
    statement.refresh_from_db()
    adopting = list(statement.instruments.select_related("jurisdiction"))
    instruments.ask_for_packets(by=None, statement=statement, instruments=adopting, now=now)


def _holder(council: Jurisdiction, role: str, now: datetime) -> User:
    return people_for(jurisdiction_scope(council.public_id), role, on=timezone.localdate(now))[0]
