"""What councils and officers do with an instrument, step by step."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act, ref_to
from interlocal.partnerships.commitments.public import (
    Commitment,
    ProcedureRun,
    close_commitment,
    move_due_date,
    open_commitment,
    skip_step,
    steps_left,
)
from interlocal.partnerships.instruments import rules
from interlocal.partnerships.instruments.events import StepRecorded
from interlocal.partnerships.instruments.lifecycle import (
    Fact,
    Outcome,
    StepKind,
    closes_step,
    ends_adoption,
    skips_override,
    standing_after,
)
from interlocal.partnerships.instruments.models import Instrument, Proceeding, Standing
from interlocal.partnerships.instruments.queries.steps import open_step
from interlocal.partnerships.instruments.rules import OpenStep, StepReport

BRING_TEXT_WITHIN = timedelta(days=7)


def record_step(*, by: User | None, commitment: Commitment, report: StepReport, now: datetime) -> Proceeding:
    """Record what was done at a step: on the instrument, on its ``commitment`` and in the run, as one.

    What was tabled stays open and comes up again on its day; what failed, or a veto that stands, stops the
    run. Raises ``Refusal``, and then nothing of it is kept.
    """
    step = open_step(commitment)
    with act(by=by, action="instruments.record_step", subject=step.instrument, now=now) as entry:
        rows = Instrument.objects.select_for_update(of=("self",)).select_related("jurisdiction")
        instrument = rows.get(pk=step.instrument.pk)
        rules.check_report(report, step=step.step, instrument=instrument)
        outcome = Outcome(report.outcome)
        proceeding = _write(instrument, step, report, by, now)
        entry.record(
            step=step.step.key, outcome=report.outcome, on=report.happened_on, count=proceeding.count
        )
        _copy_onto(instrument, step.kind, report)
        if closes_step(outcome):
            _close(by, step, report, now)
        else:
            _table(by, commitment, report, now)
        conclude_standing(instrument, step.run)
        rules.check_number_is_free(instrument)
        instrument.save()
        if outcome == Outcome.AMENDED:
            _ask_for_the_text(by, instrument, proceeding, commitment, now)
        entry.announce(
            StepRecorded(
                instrument=instrument.public_id,
                jurisdiction=instrument.jurisdiction.public_id,
                step=step.step.key,
                outcome=report.outcome,
            )
        )
    return proceeding


def conclude_standing(instrument: Instrument, run: ProcedureRun) -> None:
    """Set the standing that follows from the proceedings that count; one that has ended since stays ended."""
    kinds = {kind.value for kind in StepKind}
    has_override = any(step.records == StepKind.OVERRIDE for step in run.version.read())
    facts = [
        Fact(StepKind(kind), Outcome(outcome))
        for kind, outcome in instrument.proceedings.filter(undone_at=None).values_list("kind", "outcome")
    ]
    if not facts or instrument.standing in rules.ENDED:
        return
    left = [StepKind(step.records) for step in steps_left(run) if step.records in kinds]
    instrument.standing = Standing(standing_after(facts, remaining=left, may_override=has_override))


def undo_proceedings(*, commitment: Commitment, now: datetime) -> None:
    """Take back what a step recorded, once it is owed again; what happened stays on record as undone."""
    found = Proceeding.objects.filter(commitment=commitment, undone_at=None).select_related("instrument")
    if not (rows := list(found)) or commitment.run is None:
        return
    instrument = rows[0].instrument
    with act(by=None, action="instruments.undo_step", subject=instrument, now=now, step=commitment.step_key):
        found.update(undone_at=now)
        if any(row.kind == StepKind.VOTE for row in rows):
            instrument.passed_on = None
        conclude_standing(instrument, commitment.run)
        if not instrument.proceedings.filter(undone_at=None).exists():
            instrument.standing = Standing.DRAFT
        instrument.save(update_fields=["passed_on", "standing"])


def _write(
    instrument: Instrument, step: OpenStep, report: StepReport, by: User | None, now: datetime
) -> Proceeding:
    return Proceeding.objects.create(
        instrument=instrument,
        commitment=step.commitment,
        step_key=step.step.key,
        kind=step.kind,
        outcome=report.outcome,
        happened_on=report.happened_on,
        to_on=report.to_on,
        number=report.bill_number or report.number,
        ayes=report.ayes,
        nays=report.nays,
        abstentions=report.abstentions,
        votes=[list(vote) for vote in report.votes],
        officer=report.officer,
        note=report.note,
        url=report.url,
        by=by,
        created_at=now,
    )


def _copy_onto(instrument: Instrument, kind: StepKind, report: StepReport) -> None:
    """Put on the instrument what the step says of it, so that nobody types it twice."""
    if report.outcome == Outcome.TABLED:
        instrument.agenda_on = report.to_on
    elif kind == StepKind.BILL:
        instrument.filed_on = report.happened_on
        instrument.bill_number = report.bill_number or instrument.bill_number
        instrument.number = report.number or instrument.number
    elif kind == StepKind.AGENDA:
        instrument.agenda_on = report.to_on
    elif kind == StepKind.NUMBER:
        instrument.number = report.number
    elif kind == StepKind.EFFECTIVE:
        instrument.effective_on = report.to_on
    elif report.outcome in {Outcome.PASSED, Outcome.AMENDED}:
        instrument.passed_on = report.happened_on


def _close(by: User | None, step: OpenStep, report: StepReport, now: datetime) -> None:
    outcome, steps = Outcome(report.outcome), step.run.version.read()
    overrides = [one for one in steps if one.records == StepKind.OVERRIDE]
    if step.kind == StepKind.MAYOR and skips_override(outcome):
        left = {one.key for one in steps_left(step.run)}
        for one in overrides:
            if one.key in left:
                skip_step(by=by, run=step.run, step_key=one.key, reason=_("There was no veto."), now=now)
    stops = ""
    if ends_adoption(outcome, may_override=bool(overrides)):
        stops = _ENDS[outcome]() % {"day": report.happened_on.isoformat()}
    close_commitment(
        by=by,
        commitment=step.commitment,
        now=now,
        done_on=report.happened_on,
        evidence_note=report.note or _in_words(report),
        evidence_url=report.url,
        evidence_file=report.file,
        is_taken_down=True,
        stops_run=stops,
    )


_ENDS: dict[Outcome, Any] = {
    Outcome.FAILED: lambda: _("The council did not pass it on %(day)s."),
    Outcome.VETOED: lambda: _("The mayor vetoed it on %(day)s."),
    Outcome.SUSTAINED: lambda: _("The veto stood on %(day)s."),
}


def _in_words(report: StepReport) -> str:
    """A note from what was taken down, for a step whose evidence is a note."""
    said = [report.bill_number, report.number, report.officer]
    if report.ayes is not None and report.nays is not None:
        said.append(_("%(ayes)d ayes, %(nays)d nays") % {"ayes": report.ayes, "nays": report.nays})
    if report.to_on is not None:
        said.append(report.to_on.isoformat())
    return ", ".join(one for one in said if one)


def _table(by: User | None, commitment: Commitment, report: StepReport, now: datetime) -> None:
    if commitment.due_on != report.to_on:
        reason = _("Tabled on %(day)s.") % {"day": report.happened_on.isoformat()}
        move_due_date(by=by, commitment=commitment, to_on=report.to_on, reason=reason, now=now)


def _ask_for_the_text(
    by: User | None, instrument: Instrument, proceeding: Proceeding, commitment: Commitment, now: datetime
) -> None:
    open_commitment(
        by=by,
        title=_("Bring the text as the council changed it"),
        owed_by=instrument.jurisdiction,
        owner=commitment.owner,
        due_on=proceeding.happened_on + BRING_TEXT_WITHIN,
        source=ref_to(instrument),
        source_label=instrument.title,
        key=f"amended:{instrument.public_id}:{proceeding.public_id}",
        now=now,
    )
