"""Public meetings as feed readers, calendars, search engines and civic databases take them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from interlocal.partnerships.jurisdictions import public as jurisdictions
from interlocal.partnerships.meetings import public as meetings
from interlocal.partnerships.meetings.public import (
    AtomEntry,
    Body,
    CivicBody,
    CivicEvent,
    CivicSeat,
    CivicVote,
    Motion,
    PublishedMeeting,
)
from interlocal.web import dates

# Makes the absolute address of a public page from its name and what stands in it.
Address = Callable[..., str]
_PASSED = "passed"


def all_published(now: datetime, body: Body | None = None) -> list[PublishedMeeting]:
    """Return the meetings ahead, the nearest first, then those past, the latest first."""
    ahead = meetings.published_meetings(now, is_past=False, body=body)
    return [*ahead, *meetings.published_meetings(now, is_past=True, body=body)]


def atom_of_meetings(now: datetime, address: Address) -> bytes:
    """Return the Atom feed of notices and published minutes, the newest first."""
    entries = [entry for one in all_published(now) for entry in _atom_entries(one, address)]
    entries.sort(key=lambda entry: entry.updated_at, reverse=True)
    partnership = jurisdictions.the_partnership()
    return meetings.atom_feed(
        address=address("meetings-atom"),
        url=address("meetings"),
        title=_("Public meetings"),
        author=partnership.name if partnership else _("The partnership"),
        updated_at=entries[0].updated_at if entries else now,
        language=get_language() or "en",
        entries=entries,
    )


def calendar_of_meetings(now: datetime, address: Address, body: Body | None = None) -> bytes:
    """Return the calendar of all public meetings, or of those of one body."""
    name = body.name if body is not None else _("Public meetings")
    entries = [
        meetings.published_entry(one, address("meeting", one.meeting.public_id))
        for one in all_published(now, body)
    ]
    return meetings.feed(name, entries)


def event_of(one: PublishedMeeting, address: Address) -> str:
    """Return a meeting as schema.org JSON-LD."""
    return meetings.event_json_ld(
        meetings.published_entry(one, address("meeting", one.meeting.public_id)),
        body=one.says["body"],
        body_url=address("body", one.meeting.body.public_id),
        mode=one.says["mode"],
        observe=one.says["how_to_observe"],
    )


def civic_data_of(now: datetime, address: Address) -> dict[str, list[dict[str, Any]]]:
    """Return everything public about bodies, meetings and votes as Open Civic Data JSON."""
    bodies = meetings.published_bodies(timezone.localdate(now))
    published = all_published(now)
    votes = meetings.published_votes_of(published)
    return meetings.civic_data(
        [_civic_body(body, address) for body in bodies],
        [_civic_event(one, votes.get(one.meeting.pk, ()), address) for one in published],
    )


def _atom_entries(one: PublishedMeeting, address: Address) -> list[AtomEntry]:
    page = address("meeting", one.meeting.public_id)
    entries = [
        AtomEntry(
            id=f"{page}#notice-{notice.number}",
            title=f"{notice.get_kind_display()}: {notice.says['title']}",
            url=page,
            updated_at=notice.posted_at,
            published_at=notice.posted_at,
            summary=_summary(notice.says),
        )
        for notice in one.notices
    ]
    if one.minutes is not None:
        minutes = AtomEntry(
            id=f"{page}#minutes-{one.minutes.version}",
            title=_("Minutes: %(title)s") % {"title": one.says["title"]},
            url=page,
            updated_at=one.minutes.published_at,
            published_at=one.minutes.published_at,
            summary=_summary(one.says),
        )
        entries.append(minutes)
    return entries


def _summary(says: dict[str, Any]) -> str:
    when = dates.spoken(datetime.fromisoformat(says["starts_at"]))
    lines = [f"{says['body']}, {when}", says["place"], says["how_to_observe"]]
    lines += [f"{item['position']}. {item['title']}" for item in says["items"]]
    return "\n".join(line for line in lines if line)


def _civic_body(body: Body, address: Address) -> CivicBody:
    seats = [
        CivicSeat(
            person=seat.person,
            role="substitute" if seat.substitute_for_id else str(seat.office),
            on_behalf_of=seat.jurisdiction.name if seat.jurisdiction else "",
            starts_on=seat.starts_on,
            ends_on=seat.ends_on,
        )
        for seat in body.seated  # type: ignore[attr-defined]
    ]
    return CivicBody(
        id=f"ocd-organization/{body.public_id}",
        name=body.name,
        url=address("body", body.public_id),
        jurisdiction_id=address("home"),
        seats=seats,
    )


def _civic_event(one: PublishedMeeting, motions: Sequence[Motion], address: Address) -> CivicEvent:
    page = address("meeting", one.meeting.public_id)
    status = "cancelled" if one.is_cancelled else _PASSED if one.is_over else "confirmed"
    packet = address("meeting-packet", one.meeting.public_id)
    return CivicEvent(
        id=f"ocd-event/{one.meeting.public_id}",
        name=one.says["title"],
        body=one.says["body"],
        url=page,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        status=status,
        place=one.says["place"],
        description=one.says["how_to_observe"],
        agenda=[(str(item["position"]), item["title"]) for item in one.says["items"]],
        documents=[("Packet", packet, "application/pdf")] if one.packet else [],
        votes=[_civic_vote(motion) for motion in motions],
    )


def _civic_vote(motion: Motion) -> CivicVote:
    return CivicVote(
        id=f"ocd-vote/{motion.public_id}",
        text=motion.text,
        kind=motion.kind,
        decided_at=motion.decided_at or motion.moved_at,
        is_passed=motion.state == "passed",
        votes=[(vote.member.person, vote.choice) for vote in motion.cast],  # type: ignore[attr-defined]
    )
