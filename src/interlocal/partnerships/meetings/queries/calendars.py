"""Meetings as calendars show them, whose calendar holds which, and what calendars answered."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.kernel.periods import in_force
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.calendars import Entry, Person
from interlocal.partnerships.meetings.models import (
    BodyMember,
    CalendarFeed,
    CalendarMessage,
    CalendarMethod,
    CalendarReply,
    Meeting,
    MeetingState,
    ReplyStanding,
)
from interlocal.partnerships.meetings.queries.reading import meetings_for

# How far back a feed reaches: calendars keep what they fetched, and ask every few hours.
FEED_REACHES_BACK = timedelta(days=92)


@dataclass(frozen=True)
class Expected:
    """One person who is asked to a meeting, and what their calendar says.

    ``answer`` counts for the meeting as it is now; ``before`` is what they answered before it was changed.
    """

    seat: BodyMember
    asked_at: datetime | None
    answer: CalendarReply | None
    before: CalendarReply | None

    @property
    def has_address(self) -> bool:
        """Whether mail can reach them: people without an account have no address here."""
        return self.seat.user is not None


@dataclass(frozen=True)
class Answers:
    """Who is expected at a meeting, and the replies that changed nothing, with why."""

    expected: Sequence[Expected]
    flagged: Sequence[CalendarReply]

    @property
    def accepted(self) -> int:
        """How many said that they come to the meeting as it is now."""
        return sum(one.answer is not None and one.answer.answer == "ACCEPTED" for one in self.expected)


def entry_of(meeting: Meeting, stamped_at: datetime | None = None) -> Entry:
    """Return ``meeting`` as its members' calendars show it; ``stamped_at`` is when the message is made."""
    page = settings.INTERLOCAL_BASE_URL + reverse("meetings:detail", args=[meeting.public_id])
    lines = [_("Agenda and papers: %(page)s") % {"page": page}]
    if meeting.how_to_observe:
        lines.append(_("By video or telephone: %(how)s") % {"how": meeting.how_to_observe})
    if meeting.cancel_reason:
        lines.append(_("Cancelled: %(reason)s") % {"reason": meeting.cancel_reason})
    return Entry(
        uid=meeting.calendar_uid,
        sequence=meeting.calendar_sequence,
        title=meeting.title,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=rules.zone_of(meeting.body),
        stamped_at=stamped_at or meeting.calendar_stamped_at or meeting.created_at,
        organizer=organizer_of(meeting.body.name),
        place=meeting.place,
        description="\n".join(lines),
        url=page,
        is_cancelled=meeting.state == MeetingState.CANCELLED,
    )


def organizer_of(name: str) -> Person:
    """Return who calls a meeting: the body, at the address from which this installation sends mail.

    One address for a meeting's whole life: calendars refuse changes from an organizer whom they do not know.
    """
    return Person(name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])


def seats_asked(meeting: Meeting) -> QuerySet[BodyMember]:
    """Return who sits on the body, or stands in, on the day of ``meeting``."""
    day = meeting.starts_at.astimezone(rules.zone_of(meeting.body)).date()
    rows = meeting.body.members.filter(in_force(day))
    return rows.select_related("user", "jurisdiction", "substitute_for__user")


def latest_messages(meeting: Meeting) -> dict[int, CalendarMessage]:
    """Return the last message that each person was sent about ``meeting``, by the person's primary key."""
    rows = meeting.calendar_messages.filter(recipient__isnull=False).select_related("recipient")
    return {row.recipient_id: row for row in rows.order_by("pk") if row.recipient_id is not None}


def answers_to(meeting: Meeting) -> Answers:
    """Return who is expected at ``meeting``, and what their calendars answered."""
    sent: dict[int, CalendarMessage] = {}
    addresses: dict[str, int] = {}
    for message in meeting.calendar_messages.filter(recipient__isnull=False).order_by("pk"):
        assert message.recipient_id is not None
        sent[message.recipient_id] = message
        addresses[message.address.lower()] = message.recipient_id
    counting: dict[int, CalendarReply] = {}
    flagged = []
    for reply in meeting.calendar_replies.order_by("sequence", "stamped_at"):
        if reply.standing == ReplyStanding.NEW and reply.address in addresses:
            counting[addresses[reply.address]] = reply
        else:
            flagged.append(reply)
    expected = [
        _expected(seat, sent.get(seat.user_id or 0), counting.get(seat.user_id or 0), meeting)
        for seat in seats_asked(meeting)
    ]
    return Answers(expected, flagged)


def feeds_of(user: User) -> QuerySet[CalendarFeed]:
    """Return the calendar addresses of ``user`` that are in use."""
    return CalendarFeed.objects.filter(owner=user, ended_at=None).select_related("body")


def digest_of(token: str) -> str:
    """Return what is kept of a calendar address. It has 256 random bits, so one plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def feed_behind(token: str, now: datetime) -> tuple[str, list[Entry]]:
    """Return the name and the entries of the feed with the address ``token``, or raise ``Http404``.

    The address is worth what its owner is: with their account suspended, or their right to read gone, it
    leads nowhere.
    """
    feed = (
        CalendarFeed.objects.filter(digest=digest_of(token), ended_at=None)
        .select_related("owner", "body")
        .first()
    )
    if feed is None or not feed.owner.is_active:
        raise Http404
    rows = meetings_for(feed.owner).filter(ends_at__gte=now - FEED_REACHES_BACK)
    if feed.body is not None:
        return feed.body.name, _entries(rows.filter(body=feed.body))
    today = timezone.localdate(now)
    seats = BodyMember.objects.filter(in_force(today), user=feed.owner).values("body")
    return _("Meetings of %(person)s") % {"person": feed.owner}, _entries(rows.filter(body__in=seats))


def feed_of(user: User, public_id: str) -> CalendarFeed:
    """Return one calendar address of ``user`` that is in use, or raise ``Http404``."""
    return get_object_or_404(feeds_of(user), public_id=public_id)


def _entries(meetings: Iterable[Meeting]) -> list[Entry]:
    return [entry_of(meeting) for meeting in meetings]


def _expected(
    seat: BodyMember, message: CalendarMessage | None, reply: CalendarReply | None, meeting: Meeting
) -> Expected:
    is_asked = message is not None and message.method == CalendarMethod.REQUEST
    is_current = reply is not None and reply.sequence >= meeting.calendar_sequence
    return Expected(
        seat,
        message.sent_at if message is not None and is_asked else None,
        reply if is_current else None,
        None if is_current else reply,
    )
