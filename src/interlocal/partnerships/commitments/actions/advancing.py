"""Runs of procedures: what can begin begins, what is settled stays settled, and a run ends by itself."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User, people_for
from interlocal.foundation.audit.public import Ref, act
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.outbox import announce
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.partnerships.commitments import rules
from interlocal.partnerships.commitments.actions.opening import open_commitment
from interlocal.partnerships.commitments.actions.telling import about, about_run
from interlocal.partnerships.commitments.events import (
    CommitmentReopened,
    CommitmentWithdrawn,
    DueDateMoved,
    ProcedureFinished,
    ProcedureStarted,
    ProcedureStopped,
    StepSkipped,
)
from interlocal.partnerships.commitments.models import (
    Commitment,
    DueDateChange,
    DueKind,
    Outcome,
    ProcedureRun,
    ProcedureVersion,
    SkippedStep,
    Step,
    Visibility,
)
from interlocal.partnerships.jurisdictions.public import Jurisdiction


def start_procedure(
    *,
    by: User | None,
    version: ProcedureVersion,
    subject: Ref,
    jurisdiction: Jurisdiction,
    now: datetime,
    starts_on: date,
    target_on: date | None = None,
    subject_label: str = "",
    visibility: str = Visibility.PARTNERSHIP,
    owners: Mapping[str, User] | None = None,
) -> ProcedureRun:
    """Start ``version`` for ``subject`` in ``jurisdiction`` and open the steps that can begin.

    A subject is taken through a procedure once in each jurisdiction: a run that exists is returned as it
    is. ``owners`` names owners of first steps by step key; the rest go to the one holder of the step's role
    in the jurisdiction, or to nobody yet. ``target_on`` is the day that "before" rules count from. Raises
    ``Refusal`` for a draft and for a procedure of another jurisdiction.
    """
    if version.is_draft:
        raise Refusal(_("This version is a draft. Publish it before it is used."))
    procedure = version.procedure
    if procedure.jurisdiction_id not in (None, jurisdiction.pk):
        raise Refusal(_("This procedure belongs to another jurisdiction."))
    run = ProcedureRun(
        version=version,
        procedure=procedure,
        subject_kind=subject.kind,
        subject_id=subject.public_id,
        subject_label=subject_label[:300],
        jurisdiction=jurisdiction,
        visibility=visibility,
        started_on=starts_on,
        started_at=now,
        started_by=by,
        target_on=target_on,
    )
    known = ProcedureRun.objects.filter(
        procedure=procedure,
        subject_kind=subject.kind,
        subject_id=subject.public_id,
        jurisdiction=jurisdiction,
    )
    if (found := known.first()) is not None:
        return found
    with act(by=by, action="commitments.start_procedure", subject=run, now=now, version=version.public_id):
        run.save(force_insert=True)
        announce(ProcedureStarted(**about_run(run), started_on=starts_on), now=now)
        advance(by=by, run=run, now=now, owners=owners or {})
    return run


def advance(
    *, by: User | None, run: ProcedureRun, now: datetime, owners: Mapping[str, User] | None = None
) -> None:
    """Open each step whose steps before it are all settled; finish the run, or take it up again."""
    if run.stopped_on is not None:
        return
    steps = run.version.read()
    closed = settled_on(run)
    begun = set(run.commitments.values_list("step_key", flat=True))
    for step in steps:
        if step.key not in begun and step.key not in closed and all(key in closed for key in step.after):
            _open_step(by=by, run=run, step=step, closed=closed, owner=(owners or {}).get(step.key), now=now)
    finished_on = max(closed.values()) if len(closed) == len(steps) else None
    if finished_on != run.finished_on:
        was_finished, run.finished_on = run.finished_on is not None, finished_on
        run.save(update_fields=["finished_on"])
        if finished_on is not None and not was_finished:
            announce(ProcedureFinished(**about_run(run), finished_on=finished_on), now=now)


def settled_on(run: ProcedureRun) -> dict[str, date]:
    """Return the day on which each step of ``run`` was done or skipped, by key; the others are left out."""
    done = run.commitments.filter(outcome=Outcome.DONE).values_list("step_key", "done_on")
    skipped = dict(run.skipped.values_list("step_key", "skipped_on"))
    return skipped | {key: day for key, day in done if day is not None}


def skip_step(
    *, by: User | None, run: ProcedureRun, step_key: str, reason: str, now: datetime
) -> ProcedureRun:
    """Leave a step out, whether it has begun or not; those after it can begin.

    Raises ``Refusal`` when there is no such step, it is done or skipped already, or no reason is given.
    """
    reason = rules.check_text(reason, _("Say why the step is left out."), "reason")
    step = step_of(run, step_key)
    with act(by=by, action="commitments.skip_step", subject=run, now=now, step=step_key, reason=reason):
        run = ProcedureRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if step.key in settled_on(run):
            raise Refusal(_("This step is already done or skipped."))
        SkippedStep.objects.create(
            run=run, step_key=step.key, reason=reason, by=by, at=now, skipped_on=rules.day_of(now)
        )
        commitment = run.commitments.filter(step_key=step.key).first()
        if commitment is not None:
            commitment.outcome, commitment.closed_at, commitment.closed_by = Outcome.WITHDRAWN, now, by
            commitment.withdrawal_reason = reason
            commitment.save(update_fields=["outcome", "closed_at", "closed_by", "withdrawal_reason"])
            announce(CommitmentWithdrawn(**about(commitment)), now=now)
        announce(StepSkipped(**about_run(run), step=step.key), now=now)
        advance(by=by, run=run, now=now)
    return run


def resume_step(*, by: User | None, run: ProcedureRun, step_key: str, now: datetime) -> None:
    """Take up a skipped step. What has begun after it stays begun. Raises ``Refusal`` if it was not."""
    step = step_of(run, step_key)
    with act(by=by, action="commitments.resume_step", subject=run, now=now, step=step_key):
        run = ProcedureRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        deleted, _rows = run.skipped.filter(step_key=step.key).delete()
        if not deleted:
            raise Refusal(_("This step was not skipped."))
        commitment = run.commitments.filter(step_key=step.key).first()
        if commitment is not None:
            commitment.outcome, commitment.closed_at, commitment.closed_by = "", None, None
            commitment.withdrawal_reason = ""
            commitment.save(update_fields=["outcome", "closed_at", "closed_by", "withdrawal_reason"])
            announce(CommitmentReopened(**about(commitment)), now=now)
        advance(by=by, run=run, now=now)


def move_target(*, by: User | None, run: ProcedureRun, to_on: date, reason: str, now: datetime) -> None:
    """Set or move the target date; open steps that count from it move with it, former dates kept."""
    if run.target_on is not None:
        reason = rules.check_text(
            reason, _("Say why the date moves. The former date stays on record."), "reason"
        )
    steps = {step.key: step for step in run.version.read()}
    with act(
        by=by,
        action="commitments.move_target",
        subject=run,
        now=now,
        from_on=run.target_on,
        to_on=to_on,
        reason=reason,
    ):
        run.target_on = to_on
        run.save(update_fields=["target_on"])
        for commitment in run.commitments.filter(outcome="").select_related("owed_by"):
            step = steps[commitment.step_key]
            if step.due.kind in (DueKind.DAYS_BEFORE, DueKind.WEEKDAYS_BEFORE):
                due_on = rules.due_date(step, closed={}, started_on=run.started_on, target_on=to_on)
                _move_with_target(by, commitment, due_on, reason, now)


def stop_run(*, by: User | None, run: ProcedureRun, stopped_on: date, reason: str, now: datetime) -> None:
    """End a run before its last step: what is open is withdrawn with ``reason``, and nothing begins any more.

    Raises ``Refusal`` when it has ended already.
    """
    with act(by=by, action="commitments.stop_run", subject=run, now=now, reason=reason):
        run.refresh_from_db(fields=["stopped_on", "finished_on"])
        if run.stopped_on is not None or run.finished_on is not None:
            raise Refusal(_("This procedure has ended already."))
        run.stopped_on, run.stop_reason = stopped_on, reason[:300]
        run.save(update_fields=["stopped_on", "stop_reason"])
        for commitment in run.commitments.filter(outcome="").select_related("owed_by"):
            commitment.outcome, commitment.closed_at, commitment.closed_by = Outcome.WITHDRAWN, now, by
            commitment.withdrawal_reason = reason
            commitment.save(update_fields=["outcome", "closed_at", "closed_by", "withdrawal_reason"])
            announce(CommitmentWithdrawn(**about(commitment)), now=now)
        announce(ProcedureStopped(**about_run(run), stopped_on=stopped_on), now=now)


def restart_run(*, by: User | None, run: ProcedureRun, now: datetime) -> None:
    """Take a stopped run up again: what its end withdrew is owed again. One that was not stopped stays."""
    if run.stopped_on is None:
        return
    with act(by=by, action="commitments.restart_run", subject=run, now=now):
        run.stopped_on, run.stop_reason = None, ""
        run.save(update_fields=["stopped_on", "stop_reason"])
        skipped = run.skipped.values_list("step_key", flat=True)
        for commitment in run.commitments.filter(outcome=Outcome.WITHDRAWN).exclude(step_key__in=skipped):
            commitment.outcome, commitment.closed_at, commitment.closed_by = "", None, None
            commitment.withdrawal_reason = ""
            commitment.save(update_fields=["outcome", "closed_at", "closed_by", "withdrawal_reason"])
            announce(CommitmentReopened(**about(commitment)), now=now)


def step_of(run: ProcedureRun, step_key: str) -> Step:
    """Return the step of ``run`` with this key; raises ``Refusal`` when there is none."""
    for step in run.version.read():
        if step.key == step_key:
            return step
    raise Refusal(_("There is no such step in this version of the procedure."))


def _move_with_target(
    by: User | None, commitment: Commitment, due_on: date | None, reason: str, now: datetime
) -> None:
    if commitment.due_on == due_on:
        return
    former, commitment.due_on = commitment.due_on, due_on
    commitment.save(update_fields=["due_on"])
    DueDateChange.objects.create(
        commitment=commitment, from_on=former, to_on=due_on, reason=reason, by=by, at=now
    )
    announce(DueDateMoved(**about(commitment), from_on=former, to_on=due_on), now=now)


def _open_step(
    *,
    by: User | None,
    run: ProcedureRun,
    step: Step,
    closed: Mapping[str, date],
    owner: User | None,
    now: datetime,
) -> Commitment:
    return open_commitment(
        by=by,
        title=step.title,
        owed_by=run.jurisdiction,
        due_on=rules.due_date(step, closed=closed, started_on=run.started_on, target_on=run.target_on),
        owner=owner or _holder(run, step, now),
        source=Ref(run.subject_kind, run.subject_id),
        source_label=run.subject_label,
        source_text=step.source,
        key=f"step:{run.public_id}:{step.key}",
        now=now,
        requires_sign_in=step.requires_sign_in or bool(step.records),
        visibility=run.visibility,
        run=run,
        step_key=step.key,
    )


def _holder(run: ProcedureRun, step: Step, now: datetime) -> User | None:
    """The one person who holds the step's role there; nobody when there is none, or a choice to make."""
    if not step.role:
        return None
    people = list(
        people_for(jurisdiction_scope(run.jurisdiction.public_id), role=step.role, on=rules.day_of(now))[:2]
    )
    return people[0] if len(people) == 1 else None
