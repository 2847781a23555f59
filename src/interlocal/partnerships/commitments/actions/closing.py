"""Closing commitments: done, reviewed, withdrawn, and reopened after all."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.foundation.files.public import StoredFile
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.outbox import announce
from interlocal.partnerships.commitments import rules
from interlocal.partnerships.commitments.actions.advancing import (
    advance,
    restart_run,
    resume_step,
    step_of,
    stop_run,
)
from interlocal.partnerships.commitments.actions.telling import about
from interlocal.partnerships.commitments.events import (
    CommitmentClosed,
    CommitmentReopened,
    CommitmentWithdrawn,
    DueDateMoved,
)
from interlocal.partnerships.commitments.models import (
    Commitment,
    DueDateChange,
    HoursEntry,
    Outcome,
    ProcedureRun,
)


def close_commitment(
    *,
    by: User | None,
    commitment: Commitment,
    now: datetime,
    done_on: date,
    evidence_note: str = "",
    evidence_url: str = "",
    evidence_file: StoredFile | None = None,
    hours: Decimal | None = None,
    is_taken_down: bool = False,
    stops_run: str = "",
    **said: Any,
) -> Commitment:
    """Record that it is done, with its evidence; steps that waited for it begin in the same transaction.

    ``said`` goes into the audit row as it is (``via="link"``). ``is_taken_down`` is said by the room that
    keeps what the step records, in whose transaction this happens. ``stops_run`` is the reason for which
    nothing after it begins any more. Raises ``Refusal`` when it is closed already,
    the day has not come, the hours cannot be meant, or its step asks for evidence and none is given.
    """
    rules.check_done_on(done_on, today=rules.day_of(now))
    rules.check_hours(hours)
    with act(
        by=by, action="commitments.close", subject=commitment, now=now, done_on=done_on, **said
    ) as entry:
        commitment = _locked(commitment)
        rules.check_owed(commitment)
        step = step_of(commitment.run, commitment.step_key) if commitment.run else None
        note, url = evidence_note.strip(), evidence_url.strip()
        rules.check_taken_down(step, is_taken_down=is_taken_down)
        rules.check_evidence(step, note=note, url=url, has_file=evidence_file is not None)
        # What a person wrote lies with the commitment, where retention reaches it.
        entry.record(
            with_note=bool(note), with_link=bool(url), file=evidence_file.public_id if evidence_file else ""
        )
        _end(commitment, Outcome.DONE, by=by, now=now, done_on=done_on)
        commitment.evidence_note, commitment.evidence_url = note, url
        commitment.evidence_file = evidence_file
        commitment.save()
        if hours:
            HoursEntry.objects.create(commitment=commitment, hours=hours, worked_on=done_on, by=by, at=now)
        announce(CommitmentClosed(**about(commitment), done_on=done_on), now=now)
        if commitment.run is not None and stops_run:
            stop_run(by=by, run=commitment.run, stopped_on=done_on, reason=stops_run, now=now)
        elif commitment.run is not None:
            advance(by=by, run=commitment.run, now=now)
    return commitment


def review_commitment(
    *,
    by: User | None,
    commitment: Commitment,
    now: datetime,
    reviewed_on: date,
    next_on: date,
    note: str = "",
    hours: Decimal | None = None,
    **said: Any,
) -> Commitment:
    """Record the review of a standing duty and set the day of its next one.

    Raises ``Refusal`` when it is not a standing duty, is closed, or the next review is not after this one.
    """
    rules.check_done_on(reviewed_on, today=rules.day_of(now))
    rules.check_hours(hours)
    if next_on <= max(reviewed_on, rules.day_of(now)):
        raise Refusal(_("The next review has to be later than today."), field="next_on")
    with act(by=by, action="commitments.review", subject=commitment, now=now, next_on=next_on, **said):
        commitment = _locked(commitment)
        rules.check_owed(commitment)
        if not commitment.is_standing:
            raise Refusal(_("This is not a standing duty: record it as done."))
        former, commitment.due_on = commitment.due_on, next_on
        commitment.save(update_fields=["due_on"])
        reason = _("Reviewed on %(day)s.") % {"day": reviewed_on.isoformat()}
        DueDateChange.objects.create(
            commitment=commitment,
            from_on=former,
            to_on=next_on,
            reason=f"{reason} {note.strip()}".strip(),
            by=by,
            at=now,
        )
        if hours:
            HoursEntry.objects.create(
                commitment=commitment, hours=hours, worked_on=reviewed_on, by=by, at=now
            )
        announce(DueDateMoved(**about(commitment), from_on=former, to_on=next_on), now=now)
    return commitment


def withdraw_commitment(*, by: User | None, commitment: Commitment, reason: str, now: datetime) -> Commitment:
    """End it without its being done. It stays on record with the reason, and can be reopened.

    Raises ``Refusal`` without a reason, when it is closed already, and for the step of a procedure, which is
    skipped instead so that the steps after it can begin.
    """
    reason = rules.check_text(reason, _("Say why it is withdrawn. The reason stays on record."), "reason")
    with act(by=by, action="commitments.withdraw", subject=commitment, now=now, reason=reason):
        commitment = _locked(commitment)
        rules.check_owed(commitment)
        if commitment.run_id is not None:
            raise Refusal(
                _("This is a step of a procedure: skip it instead, and the steps after it can begin.")
            )
        _end(commitment, Outcome.WITHDRAWN, by=by, now=now)
        commitment.withdrawal_reason = reason
        commitment.save()
        announce(CommitmentWithdrawn(**about(commitment)), now=now)
    return commitment


def reopen_commitment(*, by: User | None, commitment: Commitment, reason: str, now: datetime) -> Commitment:
    """Owe it again. What closed it stays in the audit; what has begun after it stays begun.

    Raises ``Refusal`` without a reason or when it is still owed.
    """
    reason = rules.check_text(reason, _("Say why it is owed again."), "reason")
    with act(by=by, action="commitments.reopen", subject=commitment, now=now, reason=reason):
        commitment = _locked(commitment)
        if not commitment.is_closed:
            raise Refusal(_("This is still open."))
        if commitment.run is not None:
            restart_run(by=by, run=commitment.run, now=now)
            commitment.refresh_from_db()
            if not commitment.is_closed:
                return commitment
        if commitment.run is not None and commitment.outcome == Outcome.WITHDRAWN:
            resume_step(by=by, run=commitment.run, step_key=commitment.step_key, now=now)
            return Commitment.objects.get(pk=commitment.pk)
        commitment.outcome, commitment.closed_at, commitment.closed_by = "", None, None
        commitment.done_on, commitment.withdrawal_reason = None, ""
        commitment.save()
        announce(CommitmentReopened(**about(commitment)), now=now)
        if commitment.run is not None:
            advance(by=by, run=commitment.run, now=now)
    return commitment


def _locked(commitment: Commitment) -> Commitment:
    """The commitment as it is now, and nobody else's until the transaction ends."""
    if commitment.run_id is not None:
        # A run moves as one: two steps closed at once must not each miss that the other was the last.
        ProcedureRun.objects.select_for_update(of=("self",)).get(pk=commitment.run_id)
    locked = Commitment.objects.select_for_update(of=("self",)).select_related(
        "owed_by", "run__version", "run__procedure", "run__jurisdiction"
    )
    return locked.get(pk=commitment.pk)


def _end(
    commitment: Commitment, outcome: Outcome, *, by: User | None, now: datetime, done_on: date | None = None
) -> None:
    commitment.outcome, commitment.closed_at, commitment.closed_by = outcome, now, by
    commitment.done_on = done_on
