"""One statement, many councils: the steps to adopt it, and the commitments that it brings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act, ref_to
from interlocal.kernel.periods import Period
from interlocal.partnerships.commitments.public import (
    Commitment,
    ProcedureRun,
    ProcedureVersion,
    open_commitment,
    start_procedure,
)
from interlocal.partnerships.instruments import rules
from interlocal.partnerships.instruments.events import AdoptionStarted, CommitmentsConfirmed
from interlocal.partnerships.instruments.models import Instrument, Standing, Statement
from interlocal.partnerships.instruments.queries.councils import adoption_versions, run_of, steps_for
from interlocal.partnerships.jurisdictions.public import Jurisdiction


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """A proposed commitment as a person confirmed it for one council.

    ``proposal`` is its place among the statement's proposals, from zero. A standing duty does not end;
    ``due_on`` is then the day of its next review.
    """

    proposal: int
    title: str
    clause: str
    section: str
    owner: User | None
    due_on: date
    is_standing: bool = False
    detail: str = ""


def start_adoption(
    *,
    by: User | None,
    statement: Statement,
    jurisdictions: Iterable[Jurisdiction],
    version: ProcedureVersion | None = None,
    starts_on: date,
    now: datetime,
    target_on: date | None = None,
    versions: Mapping[str, ProcedureVersion] | None = None,
) -> tuple[ProcedureRun, ...]:
    """Start the adoption of ``statement`` in each council and return the runs; one that runs stays as it is.

    Each council follows its own of ``versions`` (by the jurisdiction's public id), else ``version``, else its
    own published procedure, else the first for everybody.
    A council that has no instrument under the statement gets a draft with number and dates blank.
    ``by=None`` is the system. Raises ``Refusal``.
    """
    rules.check_convening(by)
    if target_on is not None:
        Period(starts_on, target_on)
    runs = []
    with act(by=by, action="instruments.start_adoption", subject=statement, now=now) as record:
        Statement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
        for jurisdiction, own in _steps_of(jurisdictions, version, versions or {}):
            if (known := run_of(statement, jurisdiction)) is not None:
                runs.append(known)
                continue
            _ensure_instrument(statement, jurisdiction, now)
            run = start_procedure(
                by=by,
                version=rules.check_steps_chosen(jurisdiction, own),
                subject=ref_to(statement),
                jurisdiction=jurisdiction,
                now=now,
                starts_on=starts_on,
                target_on=target_on,
                subject_label=statement.title,
            )
            runs.append(run)
            record.announce(
                AdoptionStarted(
                    statement=statement.public_id, jurisdiction=jurisdiction.public_id, starts_on=starts_on
                )
            )
        record.record(jurisdictions=[run.jurisdiction.public_id for run in runs])
    return tuple(runs)


def _steps_of(
    jurisdictions: Iterable[Jurisdiction],
    version: ProcedureVersion | None,
    versions: Mapping[str, ProcedureVersion],
) -> Iterator[tuple[Jurisdiction, ProcedureVersion | None]]:
    offered = list(adoption_versions()) if version is None else []
    for steps in steps_for(jurisdictions, offered):
        yield steps.council, versions.get(steps.council.public_id, version or steps.first)


def confirm_commitments(
    *,
    by: User | None,
    statement: Statement,
    jurisdiction: Jurisdiction,
    confirmations: Sequence[Confirmation],
    now: datetime,
) -> tuple[Commitment, ...]:
    """Make a council's duties under ``statement`` somebody's. Confirming one again changes nothing.

    Raises ``Refusal`` when the person may not act for the council, or an owner is not of it.
    """
    rules.check_confirming(by, jurisdiction_public_id=jurisdiction.public_id)
    rules.check_something_confirmed(confirmations)
    opened = []
    with act(by=by, action="instruments.confirm_commitments", subject=statement, now=now) as record:
        for confirmation in confirmations:
            commitment = open_commitment(
                by=by,
                title=confirmation.title,
                owed_by=jurisdiction,
                owner=confirmation.owner,
                due_on=confirmation.due_on,
                is_standing=confirmation.is_standing,
                detail=confirmation.detail,
                source=ref_to(statement),
                source_label=f"{statement.title}, {confirmation.section}",
                source_text=confirmation.clause,
                key=rules.confirmation_key(statement, confirmation.proposal, jurisdiction.public_id),
                now=now,
            )
            opened.append(commitment)
        keys = tuple(commitment.public_id for commitment in opened)
        record.record(jurisdiction=jurisdiction.public_id, commitments=list(keys))
        record.announce(
            CommitmentsConfirmed(
                statement=statement.public_id, jurisdiction=jurisdiction.public_id, commitments=keys
            )
        )
    return tuple(opened)


def _ensure_instrument(statement: Statement, jurisdiction: Jurisdiction, now: datetime) -> None:
    Instrument.objects.get_or_create(
        statement=statement,
        jurisdiction=jurisdiction,
        defaults={
            "title": statement.parts.get("title") or statement.title,
            "kind": statement.parts.get("kind") or "resolution",
            "standing": Standing.DRAFT,
            "created_at": now,
            "is_synthetic": statement.is_synthetic,
        },
    )
