"""Who comes, goes, steps aside and comes back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.actions.session.holding import held, in_order, keyed
from interlocal.partnerships.meetings.floor import Objection, Presence, Why, presence_at
from interlocal.partnerships.meetings.models import (
    AgendaItem,
    AttendanceEvent,
    AttendanceKind,
    BodyMember,
    Choice,
    Meeting,
    MotionState,
    Vote,
)
from interlocal.partnerships.meetings.queries.floor import Floor, cast_of

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User

_ABOUT_AN_ITEM = {AttendanceKind.RECUSE, AttendanceKind.RETURN}


def record_attendance(
    *,
    by: "User | None",
    meeting: Meeting,
    members: Sequence[BodyMember],
    kind: str,
    at: datetime | None = None,
    item: AgendaItem | None = None,
    is_remote: bool = False,
    note: str = "",
    key: str,
    now: datetime,
) -> list[AttendanceEvent]:
    """Record that ``members`` arrive, leave, step aside from ``item`` or return to it; return the new rows.

    Somebody who is there already does not arrive again, so two people may record the same arrivals. Raises
    ``Refusal`` for a departure of somebody absent, a departure before their vote, and a stepping aside after
    it.
    """
    at = at or now
    if not members:
        return []
    with act(by=by, action="meetings.record_attendance", now=now, subject=meeting, kind=kind) as recorded:
        floor = held(meeting, now)
        rules.refuse_moment(floor.meeting, at, now)
        if kind in _ABOUT_AN_ITEM and item is None:
            raise Refusal(_("Say from which item."), field="item")
        presence = presence_at(floor.changes, at)
        keys = {member.pk: keyed(meeting, f"{key}:{member.public_id}") for member in members}
        known = set(AttendanceEvent.objects.filter(key__in=keys.values()).values_list("member", flat=True))
        fresh = [member for member in members if member.pk not in known]
        if kind == AttendanceKind.ARRIVE:
            fresh = [member for member in fresh if member.pk not in presence.people]
        for member in fresh:
            _check(floor, presence, member, kind, at, item)
        rows = [
            AttendanceEvent(
                meeting=floor.meeting,
                member=member,
                kind=kind,
                item=item if kind in _ABOUT_AN_ITEM else None,
                at=at,
                is_remote=is_remote and kind == AttendanceKind.ARRIVE,
                note=note.strip(),
                recorded_by=by,
                key=keys[member.pk],
                created_at=now,
            )
            for member in fresh
        ]
        for row in rows:
            row.save(force_insert=True)
        recorded.record(members=[row.member.public_id for row in rows])
    return rows


def annul_attendance(
    *, by: "User | None", meeting: Meeting, event: AttendanceEvent, now: datetime
) -> AttendanceEvent:
    """Record that an attendance was recorded wrongly; the row stays, and says nothing any more."""
    with act(by=by, action="meetings.annul_attendance", now=now, subject=meeting, event=event.public_id):
        floor = held(meeting, now)
        row = AttendanceEvent.objects.select_related("member", "item").get(pk=event.pk)
        if (annulled := AttendanceEvent.objects.filter(annuls=row).first()) is not None:
            return annulled
        if row.annuls_id is not None:
            raise Refusal(_("That row annuls another. Record what happened anew instead."))
        if row.kind == AttendanceKind.ARRIVE and _voted_after(floor, row.member_id, row.at):
            raise Refusal(
                _("%(who)s voted after that arrival. Correct the vote first, or record a departure.")
                % {"who": row.member}
            )
        annulling = AttendanceEvent(
            meeting=floor.meeting,
            member=row.member,
            kind=row.kind,
            item=row.item,
            at=now,
            annuls=row,
            recorded_by=by,
            key=keyed(meeting, f"annul:{row.public_id}"),
            created_at=now,
        )
        annulling.save(force_insert=True)
    return annulling


def _check(
    floor: Floor,
    presence: Presence,
    member: BodyMember,
    kind: str,
    at: datetime,
    item: AgendaItem | None,
) -> None:
    if kind == AttendanceKind.ARRIVE:
        if member.pk not in floor.members:
            raise Refusal(_("%(who)s does not sit on this body.") % {"who": member}, field="members")
        return
    with in_order(floor, "members"):
        if member.pk not in presence.people:
            raise Objection(Why.NOT_PRESENT, about=(member.pk,))
    item_id = item.pk if item else None
    if kind == AttendanceKind.LEAVE and _voted_after(floor, member.pk, at):
        raise Refusal(
            _("%(who)s voted after that moment. Enter a later one, or correct the vote.") % {"who": member},
            field="at",
        )
    if kind == AttendanceKind.RECUSE and _is_voting_on(floor, member.pk, item_id):
        raise Refusal(
            _("%(who)s has answered the roll call on this item. Stepping aside comes before the vote.")
            % {"who": member},
            field="members",
        )
    if kind == AttendanceKind.RECUSE and presence.is_recused(member.pk, item_id):
        raise Refusal(_("%(who)s has stepped aside from it already.") % {"who": member}, field="members")
    if kind == AttendanceKind.RETURN and not presence.is_recused(member.pk, item_id):
        raise Refusal(_("%(who)s has not stepped aside from it.") % {"who": member}, field="members")


def _voted_after(floor: Floor, member_id: int, at: datetime) -> bool:
    return any(vote.at >= at for vote in _spoken(floor, member_id))


def _is_voting_on(floor: Floor, member_id: int, item_id: int | None) -> bool:
    under_way = {
        motion.pk
        for motion in floor.motions
        if motion.state == MotionState.VOTING and motion.item_id == item_id
    }
    return any(vote.motion_id in under_way for vote in _spoken(floor, member_id))


def _spoken(floor: Floor, member_id: int) -> Iterable[Vote]:
    silent = {Choice.ABSENT, Choice.RECUSED}
    for motion in floor.motions:
        for vote in cast_of(motion):
            if vote.member_id == member_id and vote.choice not in silent:
                yield vote
