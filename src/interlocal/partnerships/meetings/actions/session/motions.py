"""Motions: moved, seconded, withdrawn."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.actions.session.holding import held, in_order, keyed
from interlocal.partnerships.meetings.floor import (
    Kind,
    check_business,
    check_closing,
    check_mover,
    check_order,
    check_quorum,
    check_seconder,
)
from interlocal.partnerships.meetings.models import (
    AgendaItem,
    BodyMember,
    ItemState,
    Meeting,
    Minutes,
    MinutesState,
    Motion,
    MotionKind,
    MotionState,
)
from interlocal.partnerships.meetings.queries.floor import Floor, grounds_noticed

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User

# These act on the motion before the body, and belong to its item.
ON_ANOTHER = frozenset({MotionKind.AMEND, MotionKind.CLOSE_DEBATE, MotionKind.TABLE, MotionKind.POSTPONE})
OF_THE_MEETING = frozenset({MotionKind.CONSENT, MotionKind.ADJOURN})
_USUAL_WORDS = {
    MotionKind.CONSENT: "To approve the consent items together.",
    MotionKind.CLOSE_SESSION: "To close the session.",
    MotionKind.TABLE: "To lay the matter on the table.",
    MotionKind.POSTPONE: "To put the matter off.",
    MotionKind.CLOSE_DEBATE: "To close debate and vote.",
    MotionKind.ADJOURN: "To adjourn.",
}


def make_motion(
    *,
    by: "User | None",
    meeting: Meeting,
    kind: str,
    text: str = "",
    mover: BodyMember,
    seconder: BodyMember | None = None,
    grounds: Sequence[str] = (),
    minutes: Minutes | None = None,
    key: str,
    now: datetime,
) -> Motion:
    """Put a motion before the body, with its second where one was heard; the same ``key`` puts it once.

    It belongs to the item in hand, or to that of the motion on which it acts. Raises ``Refusal`` with the
    rule's section where it is out of order, without a quorum, from somebody absent, outside the business of a
    closed session, or closes the session without a ground that the notice names.
    """
    with act(by=by, action="meetings.make_motion", now=now, subject=meeting, kind=kind) as made:
        floor = held(meeting, now)
        if (known := Motion.objects.filter(key=keyed(meeting, key)).first()) is not None:
            return known
        item = _item_of(floor, kind)
        motion = Motion(
            meeting=floor.meeting,
            item=item,
            number=max((row.number for row in floor.motions), default=0) + 1,
            kind=kind,
            text=text.strip() or _usual_words(floor, kind, minutes),
            amends=floor.motion if kind == MotionKind.AMEND else None,
            grounds=list(grounds) if kind == MotionKind.CLOSE_SESSION else [],
            mover=mover,
            seconder=seconder,
            state=MotionState.SECONDED if seconder else MotionState.MOVED,
            moved_at=now,
            is_closed=floor.closed is not None,
            key=keyed(meeting, key),
            created_at=now,
        )
        _check(floor, motion)
        motion.save(force_insert=True)
        if kind == MotionKind.APPROVE_MINUTES:
            _bind_minutes(motion, minutes)
        made.record(motion=motion.public_id, number=motion.number)
    return motion


def second_motion(*, by: "User | None", motion: Motion, seconder: BodyMember, now: datetime) -> Motion:
    """Record who seconds a motion. Whoever is recorded first stands."""
    with act(
        by=by, action="meetings.second_motion", now=now, subject=motion.meeting, motion=motion.public_id
    ):
        floor = held(motion.meeting, now)
        row = next(one for one in floor.motions if one.pk == motion.pk)
        if row.seconder_id == seconder.pk:
            return row
        if row.seconder_id is not None:
            raise Refusal(
                _("%(who)s has seconded it already.") % {"who": floor.names[row.seconder_id]},
                field="seconder",
            )
        rules.refuse_out_of_turn(row, is_next=row == floor.motion)
        with in_order(floor, "seconder"):
            _check_quorum(floor, row)
            check_seconder(
                floor.body, floor.presence, mover=row.mover_id, seconder=seconder.pk, item=row.item_id
            )
        row.seconder, row.state = seconder, MotionState.SECONDED
        row.save(update_fields=["seconder", "state"])
    return row


def withdraw_motion(*, by: "User | None", motion: Motion, now: datetime) -> Motion:
    """Record that the mover takes a motion back before its vote begins. It stays on record as withdrawn."""
    with act(
        by=by, action="meetings.withdraw_motion", now=now, subject=motion.meeting, motion=motion.public_id
    ):
        floor = held(motion.meeting, now)
        row = next(one for one in floor.motions if one.pk == motion.pk)
        if row.state == MotionState.WITHDRAWN:
            return row
        rules.refuse_out_of_turn(row, is_next=row == floor.motion)
        if row.state == MotionState.VOTING:
            raise Refusal(_("The roll call has begun: finish it (RONR (12th ed.) § 33)."))
        row.state = MotionState.WITHDRAWN
        row.save(update_fields=["state"])
        row.approved_minutes.update(approving_motion=None)
    return row


def _item_of(floor: Floor, kind: str) -> AgendaItem | None:
    if kind in OF_THE_MEETING:
        return None
    if floor.motion is not None and kind in ON_ANOTHER:
        return floor.motion.item
    return floor.item


def _usual_words(floor: Floor, kind: str, minutes: Minutes | None) -> str:
    if kind == MotionKind.APPROVE_MINUTES:
        if minutes is None:
            raise Refusal(_("Choose which minutes are to be approved."), field="minutes")
        day = minutes.meeting.starts_at.astimezone(rules.zone_of(floor.meeting.body))
        return f"To approve the minutes of {day:%B} {day.day}, {day.year}."
    if kind == MotionKind.CONSENT:
        titles = [
            row.title for row in floor.items if row.is_taken_together and row.state == ItemState.PLANNED
        ]
        return f"To approve the consent items: {'; '.join(titles)}."
    words = _USUAL_WORDS.get(MotionKind(kind), "")
    rules.refuse_empty(words, _("Write what is moved."), "text")
    return words


def _check(floor: Floor, motion: Motion) -> None:
    kind = Kind(motion.kind)
    with in_order(floor, "mover"):
        check_business(floor.law, floor.closed_floor, item=motion.item_id, kind=kind)
        check_order(kind, floor.pending, amends=motion.amends_id)
        _check_quorum(floor, motion)
        check_mover(floor.body, floor.presence, motion.mover_id, motion.item_id)
        if motion.seconder_id is not None:
            check_seconder(
                floor.body,
                floor.presence,
                mover=motion.mover_id,
                seconder=motion.seconder_id,
                item=motion.item_id,
            )
    if kind is Kind.CONSENT and not any(
        row.is_taken_together and row.state == ItemState.PLANNED for row in floor.items
    ):
        raise Refusal(_("No consent item is left to take together."))
    if kind is Kind.CLOSE_SESSION:
        _check_closing(floor, motion)


def _check_closing(floor: Floor, motion: Motion) -> None:
    if motion.item is None:
        raise Refusal(_("Take up the item for which the session is to be closed first."))
    if not floor.meeting.body.is_treated_as_public:
        return
    with in_order(floor, "grounds"):
        check_closing(
            floor.law,
            grounds=motion.grounds,
            known=[ground.code for ground in floor.grounds],
            noticed=grounds_noticed(floor.meeting, motion.item),
            closed=floor.closed_floor,
        )


def _check_quorum(floor: Floor, motion: Motion) -> None:
    """To adjourn needs no quorum (RONR, 12th ed., 40:7)."""
    if motion.kind != MotionKind.ADJOURN:
        check_quorum(floor.body, floor.presence, motion.item_id, floor.law.quorum.section)


def _bind_minutes(motion: Motion, minutes: Minutes | None) -> None:
    row = None if minutes is None else Minutes.objects.select_for_update().get(pk=minutes.pk)
    if row is None or row.meeting.body_id != motion.meeting.body_id:
        raise Refusal(_("Choose which minutes are to be approved."), field="minutes")
    if row.meeting_id == motion.meeting_id:
        raise Refusal(_("A meeting does not approve its own minutes: the next one does."), field="minutes")
    if row.state != MinutesState.PROPOSED:
        raise Refusal(_("These minutes are not proposed for approval, or were approved."), field="minutes")
    row.approving_motion = motion
    row.save(update_fields=["approving_motion"])
