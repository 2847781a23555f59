"""The item in hand, and items that are taken out of consent."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.actions.session.holding import held, in_order, keyed
from interlocal.partnerships.meetings.floor import Objection, Why, check_business
from interlocal.partnerships.meetings.models import AgendaItem, BodyMember, ItemState, MotionState, RecordNote
from interlocal.partnerships.meetings.queries.floor import Floor

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


def take_up_item(*, by: "User | None", item: AgendaItem, now: datetime) -> AgendaItem:
    """Take an item in hand; what was in hand before is dealt with.

    One that was put off can be taken up again, and the motion that went with it is before the body as it was,
    with what stood on it (RONR, 12th ed., § 34); a note on record says so. What was moved in a closed session
    comes back in a closed session alone.
    """
    with act(by=by, action="meetings.take_up_item", now=now, subject=item.meeting, item=item.public_id):
        floor = held(item.meeting, now)
        row = _row(item)
        if row.state == ItemState.OPEN:
            return row
        rules.refuse_unplanned(row)
        with in_order(floor):
            check_business(floor.law, floor.closed_floor, item=row.pk)
            if floor.motion is not None:
                raise Objection(Why.OUT_OF_ORDER)
        if floor.meeting.body.is_formal and row.is_taken_together:
            raise Refusal(
                _("This item is taken together with the other consent items. Take it out of consent first.")
            )
        floor.meeting.items.filter(state=ItemState.OPEN).update(state=ItemState.DONE, ended_at=now)
        was_put_off = row.state == ItemState.POSTPONED
        row.state, row.began_at, row.ended_at = ItemState.OPEN, now, None
        row.save(update_fields=["state", "began_at", "ended_at"])
        if was_put_off:
            _bring_back(floor, row, by, now)
    return row


def close_item(*, by: "User | None", item: AgendaItem, now: datetime) -> AgendaItem:
    """Record that the item in hand is dealt with."""
    with act(by=by, action="meetings.close_item", now=now, subject=item.meeting, item=item.public_id):
        floor = held(item.meeting, now)
        row = _row(item)
        if row.state == ItemState.DONE:
            return row
        if row.state != ItemState.OPEN:
            raise Refusal(_("Only the item in hand can be closed."))
        _refuse_undecided(floor)
        if floor.closed is not None and floor.closed.item_id == row.pk:
            raise Refusal(
                _("The session is closed for this item. Return to the open session first (%(section)s).")
                % {"section": floor.law.only_that_business.section}
            )
        row.state, row.ended_at = ItemState.DONE, now
        row.save(update_fields=["state", "ended_at"])
    return row


def pull_from_consent(
    *, by: "User | None", item: AgendaItem, asked_by: BodyMember, now: datetime
) -> AgendaItem:
    """Deal with a consent item by itself, because a member who is present asks for it."""
    with act(by=by, action="meetings.pull_from_consent", now=now, subject=item.meeting, item=item.public_id):
        floor = held(item.meeting, now)
        row = _row(item)
        if row.pulled_at is not None:
            return row
        if not row.is_taken_together or row.state != ItemState.PLANNED:
            raise Refusal(_("This item is not, or no longer, among the consent items."))
        with in_order(floor, "asked_by"):
            check_business(floor.law, floor.closed_floor, item=row.pk)
            if asked_by.pk not in floor.presence.people:
                raise Objection(Why.NOT_PRESENT, about=(asked_by.pk,))
        row.pulled_by, row.pulled_at = asked_by, now
        row.save(update_fields=["pulled_by", "pulled_at"])
    return row


def _bring_back(floor: Floor, item: AgendaItem, by: "User | None", now: datetime) -> None:
    is_closed = floor.closed is not None
    put_off = [
        motion
        for motion in floor.motions
        if motion.item_id == item.pk and motion.state == MotionState.TABLED and motion.is_closed == is_closed
    ]
    for motion in put_off:
        motion.state = MotionState.SECONDED if motion.seconder_id else MotionState.MOVED
        motion.save(update_fields=["state"])
    if not put_off:
        return
    said = "; ".join(f"“{motion.text}”" for motion in put_off)
    RecordNote.objects.create(
        meeting=floor.meeting,
        item=item,
        text=f"The item was taken up again, with what was put off with it: {said}",
        at=now,
        by=by,
        is_closed=is_closed,
        key=keyed(floor.meeting, f"again-{put_off[0].public_id}-{now.isoformat()}"),
        created_at=now,
    )


def _row(item: AgendaItem) -> AgendaItem:
    return AgendaItem.objects.get(pk=item.pk)


def _refuse_undecided(floor: Floor) -> None:
    if floor.motion is not None:
        raise Refusal(_("Decide the motion first, or let it be withdrawn (RONR (12th ed.) § 5)."))
