"""What everybody may read of meetings: what a notice told, and what published minutes record.

Bodies that are treated as public alone, nothing made up, and of a closed session only that it was announced.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.kernel.periods import in_force
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.calendars import Entry
from interlocal.partnerships.meetings.models import (
    Body,
    BodyMember,
    ClosedSession,
    ItemKind,
    Meeting,
    MeetingState,
    Motion,
    MotionKind,
    MotionState,
    Notice,
    NoticeKind,
    Packet,
    PacketState,
    PublicStatus,
    Vote,
)
from interlocal.partnerships.meetings.queries.calendars import organizer_of
from interlocal.partnerships.meetings.queries.minutes import PublishedMinutes, published_minutes

# What a calendar compares: a meeting whose notice says other things of these is about to be changed.
_FACTS = ("starts_at", "ends_at", "place", "mode", "how_to_observe")
MOST_PAST = 100


@dataclass(frozen=True)
class PublishedMeeting:
    """A meeting as its latest notice tells it. ``is_changing`` while an amended notice has still to come."""

    meeting: Meeting
    notices: Sequence[Notice]
    minutes: PublishedMinutes | None
    packet: Packet | None

    @property
    def notice(self) -> Notice:
        """The latest notice that tells of the meeting, not of its cancellation."""
        told = [one for one in self.notices if one.kind != NoticeKind.CANCELLED]
        return (told or list(self.notices))[-1]

    @property
    def says(self) -> dict[str, Any]:
        """What that notice says."""
        return dict(self.notice.says)

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place: the public is told at once."""
        return self.meeting.state == MeetingState.CANCELLED

    @property
    def is_over(self) -> bool:
        """Whether it was held."""
        return self.meeting.state == MeetingState.ADJOURNED

    @property
    def is_changing(self) -> bool:
        """Whether time or place is no longer what the notice says."""
        now = rules.wording_of(self.meeting, ())
        return not self.meeting.is_over and any(now[name] != self.says.get(name) for name in _FACTS)

    @property
    def starts_at(self) -> datetime:
        """When it starts, as the notice says."""
        return datetime.fromisoformat(self.says["starts_at"])

    @property
    def ends_at(self) -> datetime:
        """When it ends, as the notice says."""
        return datetime.fromisoformat(self.says["ends_at"])

    @property
    def changed_at(self) -> datetime:
        """When the public last learned something of it."""
        known = [one.posted_at for one in self.notices]
        if self.minutes is not None:
            known.append(self.minutes.published_at)
        if self.meeting.cancelled_at is not None:
            known.append(self.meeting.cancelled_at)
        return max(known)


def published_bodies(on: date) -> QuerySet[Body]:
    """Return the bodies that everybody may know, each with ``seated``: who sits on it on ``on``."""
    seated = BodyMember.objects.filter(in_force(on)).select_related(
        "user", "jurisdiction", "substitute_for__user"
    )
    return (
        Body.objects.filter(is_formal=True, is_synthetic=False, ended_on=None)
        .exclude(public_status=PublicStatus.CLOSED)
        .prefetch_related(Prefetch("members", queryset=seated, to_attr="seated"))
    )


def published_body(public_id: str, on: date) -> Body:
    """Return one body that everybody may know, or raise ``Http404``."""
    return get_object_or_404(published_bodies(on), public_id=public_id)


def published_meetings(
    now: datetime, *, is_past: bool, body: Body | None = None
) -> Sequence[PublishedMeeting]:
    """Return noticed meetings: ahead the nearest first, or past the latest first; a hundred at most."""
    over = Q(ends_at__lt=now) | Q(state=MeetingState.ADJOURNED)
    rows = _noticed().filter(over if is_past else ~over)
    if body is not None:
        rows = rows.filter(body=body)
    return _as_published(rows.order_by("-starts_at" if is_past else "starts_at", "pk")[:MOST_PAST])


def has_published_meetings() -> bool:
    """Was a meeting ever noticed, of a body that everybody may know?"""
    return _noticed().exists()


def published_meeting(public_id: str) -> PublishedMeeting:
    """Return one meeting that was noticed, or raise ``Http404``."""
    return _as_published([get_object_or_404(_noticed(), public_id=public_id)])[0]


def published_packet(public_id: str) -> Packet:
    """Return the packet that goes with the latest notice of a meeting, or raise ``Http404``."""
    found = published_meeting(public_id).packet
    if found is None:
        raise Http404
    return found


def published_votes(meeting: PublishedMeeting) -> Sequence[Motion]:
    """Return the decided motions of a meeting whose minutes are published, each with ``cast``: its votes.

    Nothing that was moved while the session was closed, or on an item of a closed session; the motion that
    closed it is public.
    """
    return published_votes_of([meeting]).get(meeting.meeting.pk, ())


def published_votes_of(meetings: Iterable[PublishedMeeting]) -> dict[int, Sequence[Motion]]:
    """Return what :func:`published_votes` does for many meetings at once, by the meeting's key."""
    keys = [one.meeting.pk for one in meetings if one.minutes is not None]
    people = ("member__user", "member__jurisdiction")  # apart: a member votes often and is read once
    cast = Vote.objects.filter(corrected_by=None).prefetch_related(*people)
    motions = (
        Motion.objects.filter(meeting__in=keys, state__in=(MotionState.PASSED, MotionState.FAILED))
        .select_related("item", "mover__user", "mover__jurisdiction", "seconder__user")
        .prefetch_related(Prefetch("votes", queryset=cast, to_attr="cast"))
        .order_by("meeting", "number")
    )
    closed, found = defaultdict(list), defaultdict(list)
    for session in ClosedSession.objects.filter(meeting__in=keys):
        closed[session.meeting_id].append(session)
    for motion in motions:
        if _is_public(motion, closed[motion.meeting_id]):
            found[motion.meeting_id].append(motion)
    return dict(found)


def published_entry(published: PublishedMeeting, page: str) -> Entry:
    """Return a meeting as calendars of residents show it; ``page`` is the address of its public page."""
    says = published.says
    return Entry(
        uid=published.meeting.calendar_uid,
        sequence=published.notice.number - 1 + published.is_cancelled,
        title=says["title"],
        starts_at=published.starts_at,
        ends_at=published.ends_at,
        zone=rules.zone_of(published.meeting.body),
        stamped_at=published.changed_at,
        organizer=organizer_of(says["body"]),
        place=says["place"],
        description=says["how_to_observe"],
        url=page,
        is_cancelled=published.is_cancelled,
    )


def _noticed() -> QuerySet[Meeting]:
    return (
        Meeting.objects.filter(
            notices__isnull=False, is_synthetic=False, body__is_synthetic=False, body__is_formal=True
        )
        .exclude(body__public_status=PublicStatus.CLOSED)
        .select_related("body", "body__host")
        .distinct()
    )


def _as_published(meetings: Iterable[Meeting]) -> list[PublishedMeeting]:
    rows = list(meetings)
    notices: dict[int, list[Notice]] = defaultdict(list)
    for notice in Notice.objects.filter(meeting__in=rows).order_by("number"):
        notices[notice.meeting_id].append(notice)
    ready = Packet.objects.filter(meeting__in=rows, state=PacketState.READY).select_related("file")
    packets: dict[int, list[Packet]] = defaultdict(list)
    for packet in ready.order_by("-version"):
        packets[packet.meeting_id].append(packet)
    minutes = published_minutes(rows)
    return [
        PublishedMeeting(row, notices[row.pk], minutes.get(row.pk), _packet(notices[row.pk], packets[row.pk]))
        for row in rows
    ]


def _packet(notices: Sequence[Notice], packets: Sequence[Packet]) -> Packet | None:
    """The newest packet whose agenda is that of the latest notice: what was not told is not public yet."""
    told = [one.says for one in notices if one.kind != NoticeKind.CANCELLED][-1:]
    return next((packet for packet in packets if packet.says in told), None)


def _is_public(motion: Motion, closed: Iterable[ClosedSession]) -> bool:
    if motion.kind == MotionKind.CLOSE_SESSION:
        return True
    if motion.item is not None and motion.item.kind == ItemKind.CLOSED:
        return False
    return not any(
        one.began_at <= motion.moved_at and (one.ended_at is None or motion.moved_at < one.ended_at)
        for one in closed
    )
