"""What reaches people's calendars, and what their calendars answer."""

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import act
from interlocal.foundation.notices.public import notify
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.calendars import (
    Person,
    Reply,
    UnreadableReply,
    cancel,
    read_reply,
    request,
    standing_of,
)
from interlocal.partnerships.meetings.models import (
    Body,
    CalendarFeed,
    CalendarMessage,
    CalendarMethod,
    CalendarReply,
    Meeting,
    MeetingState,
    ReplyAnswer,
    ReplyStanding,
)
from interlocal.partnerships.meetings.queries.calendars import (
    digest_of,
    entry_of,
    latest_messages,
    seats_asked,
)

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User

TOKEN_BYTES = 32
_SECOND = timedelta(seconds=1)


def bring_calendars_up_to_date(*, meeting: Meeting, now: datetime) -> int:
    """Send each member what their calendar lacks of ``meeting``; return how many messages go.

    Compares what was sent with what should be held, so that it can run any number of times, in any order:
    a REQUEST to whoever sits on the body on that day and has not this version, a CANCEL to whoever holds a
    meeting that is off or to which they are no longer asked (RFC 5546, 3.2.2 and 3.2.5). What has ended is
    left alone.
    """
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
        if meeting.state == MeetingState.ADJOURNED or meeting.ends_at <= now:
            return 0
        wanted = {} if meeting.state == MeetingState.CANCELLED else _people(meeting)
        held = latest_messages(meeting)
        to_ask = [person for pk, person in wanted.items() if not _has_this_version(held.get(pk), meeting)]
        to_tell = [
            message.recipient
            for pk, message in held.items()
            if message.method == CalendarMethod.REQUEST and pk not in wanted and message.recipient is not None
        ]
        to_tell = [person for person in to_tell if person.is_active]
        if not to_ask and not to_tell:
            return 0
        with act(by=None, action="meetings.send_calendar", now=now, subject=meeting) as sending:
            sending.record(requests=len(to_ask), cancellations=len(to_tell))
            for person in to_ask:
                _send(meeting, person, CalendarMethod.REQUEST, held.get(person.pk), now)
            for person in to_tell:
                _send(meeting, person, CalendarMethod.CANCEL, held.get(person.pk), now)
    return len(to_ask) + len(to_tell)


def bring_reply(*, by: "User | None", meeting: Meeting, data: bytes, now: datetime) -> CalendarReply:
    """Take in what a calendar answered (RFC 5546, 3.2.3). An answer that is too old is kept and flagged.

    Raises ``Refusal`` for what is no answer, answers another meeting, or is on record already.
    """
    reply = _read(data)
    answer, address = _checked(reply, meeting)
    with act(by=by, action="meetings.bring_reply", now=now, subject=meeting) as brought:
        meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        row = CalendarReply(
            meeting=meeting,
            address=address,
            answer=answer,
            sequence=reply.sequence,
            stamped_at=reply.stamped_at,
            standing=_standing(reply, meeting),
            comment=reply.comment,
            brought_by=by,
            created_at=now,
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise Refusal(_("This answer is on record already."), field="upload") from None
        brought.record(reply=row.public_id, answer=row.answer, standing=row.standing)
    return row


def make_feed(*, by: "User", body: Body | None, now: datetime) -> tuple[CalendarFeed, str]:
    """Give ``by`` an address for a calendar: of ``body``, or of all bodies on which they sit.

    Return the record, and the secret part of the address, which is kept nowhere: whoever loses it makes
    another. The one before it ends.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed = CalendarFeed(owner=by, body=body, digest=digest_of(token), created_at=now)
    with act(by=by, action="meetings.make_feed", now=now, subject=body or by) as made:
        CalendarFeed.objects.filter(owner=by, body=body, ended_at=None).update(ended_at=now)
        feed.save(force_insert=True)
        made.record(feed=feed.public_id)
    return feed, token


def end_feed(*, by: "User", feed: CalendarFeed, now: datetime) -> None:
    """Revoke a calendar address: whoever fetches it gets nothing from now on."""
    with act(by=by, action="meetings.end_feed", now=now, subject=feed.body or by, feed=feed.public_id):
        feed.ended_at = now
        feed.save(update_fields=["ended_at"])


def _people(meeting: Meeting) -> "dict[int, User]":
    seats = seats_asked(meeting)
    return {seat.user.pk: seat.user for seat in seats if seat.user is not None and seat.user.is_active}


def _has_this_version(message: CalendarMessage | None, meeting: Meeting) -> bool:
    return (
        message is not None
        and message.method == CalendarMethod.REQUEST
        and message.sequence == meeting.calendar_sequence
    )


def _send(
    meeting: Meeting, to: "User", method: CalendarMethod, last: CalendarMessage | None, now: datetime
) -> None:
    # Of two messages with one SEQUENCE the later DTSTAMP counts, and that has whole seconds.
    sent_at = max(now, last.sent_at + _SECOND) if last is not None else now
    came_back = last is not None and last.method == CalendarMethod.CANCEL
    stay = (last.stay if last is not None else 0) + came_back
    message = CalendarMessage.objects.create(
        meeting=meeting,
        recipient=to,
        address=to.email,
        method=method,
        sequence=meeting.calendar_sequence,
        stay=stay,
        sent_at=sent_at,
        created_at=now,
    )
    with translation.override(to.language):
        entry = entry_of(meeting, sent_at)
    write = request if method == CalendarMethod.REQUEST else cancel
    notify(
        to=to,
        kind="meetings.calendar",
        key=f"calendar:{message.public_id}",
        template=f"meetings/mail/{_template(meeting, method, last)}",
        context=_context(meeting),
        path=f"/meetings/{meeting.public_id}/",
        calendar=write(entry, Person(str(to), to.email)).decode(),
        now=now,
    )


def _template(meeting: Meeting, method: CalendarMethod, last: CalendarMessage | None) -> str:
    if meeting.state == MeetingState.CANCELLED:
        return "cancelled"
    if method == CalendarMethod.CANCEL:
        return "no_longer_asked"
    return "invited" if last is None or last.method == CalendarMethod.CANCEL else "changed"


def _context(meeting: Meeting) -> dict[str, str]:
    return {
        "title": meeting.title,
        "body": meeting.body.name,
        "starts_at": meeting.starts_at.isoformat(),
        "time_zone": meeting.body.time_zone,
        "place": meeting.place,
        "reason": meeting.cancel_reason,
    }


def _read(data: bytes) -> Reply:
    try:
        return read_reply(data)
    except UnreadableReply as unreadable:
        raise Refusal(str(unreadable), field="upload") from None


def _checked(reply: Reply, meeting: Meeting) -> tuple[ReplyAnswer, str]:
    if reply.uid != meeting.calendar_uid:
        raise Refusal(_("This answers another meeting. Bring it in on that meeting's page."), field="upload")
    if reply.answer not in ReplyAnswer:
        raise Refusal(
            _("The answer “%(answer)s” is none that a meeting knows.") % {"answer": reply.answer[:40]},
            field="upload",
        )
    rules.refuse_answer_to_the_future(answered=reply.sequence, current=meeting.calendar_sequence)
    rules.refuse_address(reply.address)
    return ReplyAnswer(reply.answer), reply.address


def _standing(reply: Reply, meeting: Meeting) -> ReplyStanding:
    if not meeting.calendar_messages.filter(address__iexact=reply.address).exists():
        return ReplyStanding.STRANGER
    same = meeting.calendar_replies.filter(address=reply.address, sequence=reply.sequence)
    latest = same.order_by("stamped_at").last()
    found = standing_of(
        reply, sequence=meeting.calendar_sequence, latest=latest.stamped_at if latest else None
    )
    return ReplyStanding(found.value)
