"""Joining and withdrawing, from the first word to the day on which it takes effect."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act, ref_to
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.agreements import rules
from interlocal.partnerships.agreements.actions.packs import procedure_for
from interlocal.partnerships.agreements.actions.parties import add_party, correct_party
from interlocal.partnerships.agreements.events import ChangeEntered
from interlocal.partnerships.agreements.models import Agreement, Direction, PartyChange
from interlocal.partnerships.agreements.queries import (
    belongs,
    end_rule_of,
    locked_change,
    run_of,
    running_party,
    unsettled_steps,
)
from interlocal.partnerships.commitments.public import move_target, skip_step, start_procedure
from interlocal.partnerships.jurisdictions.public import (
    Jurisdiction,
    MembershipRole,
    Source,
    begin_membership,
    end_membership,
)


def begin_change(
    *,
    by: User | None,
    direction: str,
    jurisdiction: Jurisdiction,
    agreement: Agreement | None,
    begun_on: date,
    effective_on: date | None = None,
    late_reason: str = "",
    now: datetime,
) -> PartyChange:
    """Begin to join or withdraw: of ``agreement``, or of the partnership where that is ``None``.

    ``begun_on`` is the day of the expression of interest, or of the notice. The steps open as commitments.
    Raises ``Refusal`` when it belongs already or does not, when one is under way, and when the notice is too
    late under the agreement's window, with its section, unless ``late_reason`` says why that is accepted.
    """
    rules.check_for_jurisdiction(by, jurisdiction)
    rules.refuse_early_start(begun_on=begun_on, effective_on=effective_on, today=rules.day_of(now))
    change = PartyChange(
        direction=direction,
        jurisdiction=jurisdiction,
        agreement=agreement,
        begun_on=begun_on,
        effective_on=effective_on,
        created_at=now,
    )
    if direction == Direction.WITHDRAW:
        change.notice_on, change.notice_rule = begun_on, end_rule_of(agreement)
    with act(
        by=by,
        action="agreements.begin_change",
        subject=change,
        now=now,
        direction=direction,
        jurisdiction=jurisdiction.public_id,
        agreement=agreement.public_id if agreement else "",
        effective_on=effective_on,
    ):
        Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
        rules.refuse_change_that_cannot_be(
            direction=direction,
            belongs=belongs(jurisdiction, agreement),
            is_under_way=jurisdiction.party_changes.filter(
                agreement=agreement, entered_at=None, called_off_at=None
            ).exists(),
        )
        _keep_lateness(change, late_reason)
        change.save(force_insert=True)
        _start_steps(by, change, now)
    return change


def set_effective_day(
    *,
    by: User | None,
    change: PartyChange,
    effective_on: date,
    reason: str,
    late_reason: str = "",
    now: datetime,
) -> PartyChange:
    """Set or move the day on which it takes effect; steps that count back from it move with it.

    Once every step is settled it is entered at once. Raises ``Refusal`` as ``begin_change`` does, and when it
    is over already.
    """
    rules.check_for_jurisdiction(by, change.jurisdiction)
    rules.refuse_early_start(begun_on=change.begun_on, effective_on=effective_on, today=rules.day_of(now))
    with act(
        by=by,
        action="agreements.set_effective_day",
        subject=change,
        now=now,
        effective_on=effective_on,
        reason=reason,
    ) as moved:
        change = locked_change(change)
        _refuse_settled(change)
        moved.record(stood=change.effective_on)
        change.effective_on = effective_on
        _keep_lateness(change, late_reason)
        change.save(update_fields=["effective_on", "late_reason"])
        run = run_of(change)
        if run is not None:
            move_target(by=by, run=run, to_on=effective_on, reason=reason, now=now)
            if run.finished_on is not None:
                change = enter_change(by=by, change=change, now=now)
    return change


def call_off_change(*, by: User | None, change: PartyChange, reason: str, now: datetime) -> PartyChange:
    """Call it off. What was done stays on record; the steps that are left are skipped with the reason.

    Raises ``Refusal`` without a reason, and once it is entered.
    """
    rules.check_for_jurisdiction(by, change.jurisdiction)
    reason = rules.need(reason, _("Say why it is called off. The reason stays on record."), "reason")
    with act(by=by, action="agreements.call_off_change", subject=change, now=now, reason=reason):
        change = locked_change(change)
        _refuse_settled(change)
        change.called_off_at, change.called_off_because = now, reason
        change.save(update_fields=["called_off_at", "called_off_because"])
        if (run := run_of(change)) is not None:
            # From the last step back: skipping one lets those after it begin, and there are none left.
            for key in reversed(unsettled_steps(run)):
                skip_step(by=by, run=run, step_key=key, reason=reason, now=now)
    return change


def finish_change(*, change: PartyChange, now: datetime) -> PartyChange:
    """Enter a change whose steps are all settled, or say on it what stands in the way. By the system."""
    if not change.is_open:
        return change
    try:
        return enter_change(by=None, change=change, now=now)
    except Refusal as refusal:
        with act(by=None, action="agreements.hold_change", subject=change, now=now, because=str(refusal)):
            change.blocked_because = str(refusal)
            change.save(update_fields=["blocked_because"])
    return change


def enter_change(*, by: User | None, change: PartyChange, now: datetime) -> PartyChange:
    """Write the membership, or the party's days, as the change has them; once.

    Raises ``Refusal`` while a step is open or the effective day is not set, and where the membership or the
    party would not be valid.
    """
    rules.check_for_jurisdiction(by, change.jurisdiction)
    with act(by=by, action="agreements.enter_change", subject=change, now=now) as entered:
        change = locked_change(change)
        _refuse_settled(change)
        run = run_of(change)
        if run is None or run.finished_on is None:
            raise Refusal(_("Some of its steps are still open."))
        if change.effective_on is None:
            raise Refusal(_("Set the day on which it takes effect."), field="effective_on")
        if change.agreement is None:
            _write_membership(by, change, change.effective_on, now)
        else:
            _write_party(change, change.agreement, change.effective_on, now)
        change.entered_at, change.blocked_because = now, ""
        change.save(update_fields=["entered_at", "blocked_because"])
        entered.record(effective_on=change.effective_on)
        entered.announce(
            ChangeEntered(
                change=change.public_id,
                direction=change.direction,
                jurisdiction=change.jurisdiction.public_id,
                agreement=change.agreement.public_id if change.agreement else "",
                effective_on=change.effective_on,
            )
        )
    return change


def _start_steps(by: User | None, change: PartyChange, now: datetime) -> None:
    start_procedure(
        by=by,
        version=procedure_for(by=by, direction=change.direction, now=now),
        subject=ref_to(change),
        subject_label=str(change),
        jurisdiction=change.jurisdiction,
        starts_on=rules.day_of(now),
        target_on=change.effective_on,
        now=now,
    )


def _write_membership(by: User | None, change: PartyChange, day: date, now: datetime) -> None:
    jurisdiction = change.jurisdiction
    if change.is_joining:
        begin_membership(
            by=by,
            jurisdiction=jurisdiction,
            role=MembershipRole.MEMBER,
            starts_on=day,
            source=Source(source_title=_("Joining recorded here"), source_on=rules.day_of(now)),
            now=now,
        )
        return
    membership = jurisdiction.memberships.filter(ends_on=None).first()
    if membership is None:
        raise Refusal(_("It does not belong to the partnership any more."))
    end_membership(
        by=by,
        membership=membership,
        ends_on=day,
        note=_("Withdrew by notice of %(day)s.") % {"day": rules.name_day(change.begun_on)},
        now=now,
    )


def _write_party(change: PartyChange, agreement: Agreement, day: date, now: datetime) -> None:
    """Of an agreement: by the system, since one that joins is no party yet who could keep the record."""
    if change.is_joining:
        add_party(by=None, agreement=agreement, jurisdiction=change.jurisdiction, joined_on=day, now=now)
        return
    party = running_party(change.jurisdiction, agreement)
    if party is None:
        raise Refusal(_("It is no party to the agreement any more."))
    correct_party(by=None, party=party, joined_on=party.joined_on, left_on=day, note=party.note, now=now)


def _keep_lateness(change: PartyChange, late_reason: str) -> None:
    """Refuse late notice without a reason; keep the reason only where the notice is late."""
    if change.notice_on is None:
        return
    fault = rules.notice_fault(
        change.notice_rule,
        notice_on=change.notice_on,
        last_day=change.effective_on,
        term_ends_on=change.agreement.last_day if change.agreement else None,
    )
    rules.refuse_late_notice(fault, late_reason or change.late_reason)
    change.late_reason = (late_reason.strip() or change.late_reason) if fault else ""


def _refuse_settled(change: PartyChange) -> None:
    if change.called_off_at is not None:
        raise Refusal(_("It was called off."))
    if change.entered_at is not None:
        raise Refusal(_("It is entered already. Correct the membership or the party instead."))
