"""The item in hand, and items that are taken out of consent."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.actions.session.holding import held, in_order, keyed
from interlocal.partnerships.meetings.floor import Objection, Why, check_business
from interlocal.partnerships.meetings.models import (
    AgendaItem,
    BodyMember,
    ItemState,
    Motion,
    MotionKind,
    MotionState,
    RecordNote,
)
from interlocal.partnerships.meetings.queries.floor import Floor
from interlocal.web.dates import short

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


# What asks something of one meeting alone (to put off, to close debate) does not go on at the next.
_GOES_ON = (MotionKind.MAIN, MotionKind.AMEND)


def take_up_item(*, by: "User | None", item: AgendaItem, now: datetime) -> AgendaItem:
    """Take an item in hand; what was in hand before is dealt with.

    One that was put off can be taken up again, here or at the next meetings, and the motion that went with it
    is before the body as it was, with what stood on it (RONR, 12th ed., §§ 14, 34); a note on record says so.
    What was moved in a closed session comes back in a closed session alone.
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
        is_first_time, was_put_off = row.began_at is None, row.state == ItemState.POSTPONED
        row.state, row.began_at, row.ended_at = ItemState.OPEN, now, None
        row.save(update_fields=["state", "began_at", "ended_at"])
        if was_put_off:
            _bring_back(floor, row, by, now)
        elif is_first_time and row.carried_from is not None:
            _go_on_with(floor, row, row.carried_from, by, now)
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
    put_off = _put_off(floor.motions, item, is_closed=floor.closed is not None)
    for motion in put_off:
        motion.state = _as_it_was(motion)
        motion.save(update_fields=["state"])
    if put_off:
        said = _("The item was taken up again, with what was put off with it: %(motions)s")
        _note(floor, item, put_off, said, by, now)


def _go_on_with(
    floor: Floor, item: AgendaItem, earlier: AgendaItem, by: "User | None", now: datetime
) -> None:
    """Put before the body what an earlier meeting put off: the record of that meeting stays as it is."""
    motions = earlier.motions.filter(kind__in=_GOES_ON).order_by("number")
    put_off = _put_off(motions, earlier, is_closed=floor.closed is not None)
    first = 1 + max((motion.number for motion in floor.motions), default=0)
    again: dict[int, Motion] = {}
    for number, motion in enumerate(put_off, start=first):
        again[motion.pk] = Motion.objects.create(
            meeting=floor.meeting,
            item=item,
            number=number,
            kind=motion.kind,
            text=motion.text,
            amends=again.get(motion.amends_id) if motion.amends_id else None,
            continues=motion,
            grounds=motion.grounds,
            mover=motion.mover,
            seconder=motion.seconder,
            state=_as_it_was(motion),
            moved_at=now,
            is_closed=motion.is_closed,
            key=keyed(floor.meeting, f"again-{motion.public_id}"),
            created_at=now,
        )
    if put_off:
        said = _("Taken up from the meeting of %(day)s, with what was put off there: %(motions)s")
        day = short(earlier.meeting.starts_at.astimezone(rules.zone_of(earlier.meeting.body)).date())
        _note(floor, item, put_off, said, by, now, day=day)


def _put_off(motions: Iterable[Motion], item: AgendaItem, *, is_closed: bool) -> list[Motion]:
    return [
        motion
        for motion in motions
        if motion.item_id == item.pk and motion.state == MotionState.TABLED and motion.is_closed == is_closed
    ]


def _as_it_was(motion: Motion) -> MotionState:
    return MotionState.SECONDED if motion.seconder_id else MotionState.MOVED


def _note(
    floor: Floor,
    item: AgendaItem,
    motions: Sequence[Motion],
    said: str,
    by: "User | None",
    now: datetime,
    **more: str,
) -> None:
    """Write into the record that ``motions`` are before the body again."""
    named = "; ".join(f"“{motion.text}”" for motion in motions)
    RecordNote.objects.create(
        meeting=floor.meeting,
        item=item,
        text=said % {"motions": named, **more},
        at=now,
        by=by,
        is_closed=floor.closed is not None,
        key=keyed(floor.meeting, f"again-{motions[0].public_id}-{now.isoformat()}"),
        created_at=now,
    )


def _row(item: AgendaItem) -> AgendaItem:
    return AgendaItem.objects.select_related("carried_from__meeting__body").get(pk=item.pk)


def _refuse_undecided(floor: Floor) -> None:
    if floor.motion is not None:
        raise Refusal(_("Decide the motion first, or let it be withdrawn (RONR (12th ed.) § 5)."))
