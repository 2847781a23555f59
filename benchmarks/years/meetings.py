"""Bodies that met through the years: agendas, notices, who was there, motions, votes, notes and minutes."""

from datetime import date, datetime, timedelta
from typing import Any

from interlocal.partnerships.jurisdictions.models import Jurisdiction
from interlocal.partnerships.meetings.models import (
    AgendaItem,
    AgendaProposal,
    AttendanceEvent,
    Body,
    BodyMember,
    Meeting,
    MeetingState,
    Minutes,
    Motion,
    Notice,
    RecordNote,
    Vote,
)
from interlocal.partnerships.meetings.rules import wording_of
from years.span import COMMITTEES, ITEMS, MARK, MOTIONS, Span, write

AHEAD = 3  # meetings of a body that are still to come
SEATS = 9


def add_meetings(span: Span, like: Motion) -> None:
    """A steering group twice a month, a board of all cities each quarter, and committees once a month.

    What was decided is written ``like`` a motion that went through the product's own actions.
    """
    _add_body(span, "Steering group of managers", "steering-group", span.cities[:SEATS], 24, like)
    _add_body(span, "Board of every city", "board", span.cities, 4, like)
    for number in range(COMMITTEES):
        cities = span.some(span.cities, SEATS)
        _add_body(span, f"Committee {number + 1}", "committee", cities, 12, like)


def _add_body(
    span: Span, name: str, kind: str, cities: list[Jurisdiction], a_year: int, like: Motion
) -> None:
    body = Body.objects.create(
        name=f"{name} (synthetic)",
        kind=kind,
        is_formal=True,
        public_status="open",
        posting_place="Board at the main door",
        created_at=span.now,
        **MARK,
    )
    seats = write(
        BodyMember(
            body=body,
            jurisdiction=city,
            user=span.people[city.pk][0],
            title="City manager",
            office="chair" if place == 0 else "member",
            starts_on=span.begun,
            created_at=span.now,
        )
        for place, city in enumerate(cities)
    )
    days = span.days(a_year)
    meetings = write(_meeting(span, body, day) for day in days)
    _record(span, meetings, seats, like)
    ahead = [span.today + timedelta(days=round(365 / a_year * (place + 1))) for place in range(AHEAD)]
    coming = write(_meeting(span, body, day) for day in ahead)
    _items(coming)
    write(
        AgendaProposal(
            body=body,
            title=f"Something for the next agenda, {place}",
            proposed_by=seat.user,
            jurisdiction=seat.jurisdiction,
            created_at=span.now,
        )
        for place, seat in enumerate(seats[:2])
    )


def _meeting(span: Span, body: Body, day: date) -> Meeting:
    starts_at = span.moment(day)
    is_over = starts_at < span.now
    return Meeting(
        body=body,
        title="Regular meeting",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        place="Council chamber",
        state=MeetingState.ADJOURNED if is_over else MeetingState.SCHEDULED,
        opened_at=starts_at if is_over else None,
        adjourned_at=starts_at + timedelta(hours=2) if is_over else None,
        agenda_published_at=starts_at - timedelta(days=8) if is_over else None,
        calendar_uid=f"{body.public_id}-{day}@example.org",
        created_at=min(span.now, starts_at - timedelta(days=60)),
        **MARK,
    )


def _items(meetings: list[Meeting]) -> list[AgendaItem]:
    return write(
        AgendaItem(
            meeting=meeting,
            position=place,
            title=f"Matter {place} of {meeting.starts_at:%B %Y}: sharing what each city does alone",
            detail="What was said before, and what the staff advise.",
            state="done" if meeting.adjourned_at else "planned",
            began_at=_at(meeting, place) if meeting.adjourned_at else None,
            ended_at=_at(meeting, place + 1) if meeting.adjourned_at else None,
            created_at=meeting.created_at,
        )
        for meeting in meetings
        for place in range(1, ITEMS + 1)
    )


def _at(meeting: Meeting, place: int) -> datetime:
    return meeting.starts_at + timedelta(minutes=10 * place)


def _record(span: Span, meetings: list[Meeting], seats: list[BodyMember], like: Motion) -> None:
    items: dict[int, list[AgendaItem]] = {}
    for item in _items(meetings):
        items.setdefault(item.meeting_id, []).append(item)
    write(_notice(meeting, items[meeting.pk]) for meeting in meetings)
    write(
        AttendanceEvent(
            meeting=meeting,
            member=seat,
            kind="arrive",
            at=meeting.starts_at,
            key=f"arrive-{meeting.pk}-{seat.pk}",
            created_at=meeting.starts_at,
        )
        for meeting in meetings
        for seat in seats
        if span.chance.random() < 0.9
    )
    motions = write(
        _motion(meeting, items[meeting.pk], place, seats, like)
        for meeting in meetings
        for place in range(MOTIONS)
    )
    write(
        Vote(
            motion=motion,
            member=seat,
            cast_for=seat.jurisdiction,
            choice="yea" if span.chance.random() < 0.95 else "nay",
            at=motion.moved_at,
            created_at=motion.moved_at,
        )
        for motion in motions
        for seat in seats
    )
    notes = write(
        RecordNote(
            meeting=item.meeting,
            item=item,
            text="They talked about what it costs and who would do it.",
            at=item.began_at,
            key=f"note-{item.pk}",
            created_at=item.began_at,
        )
        for listed in items.values()
        for item in listed
    )
    _minutes(meetings, notes)


def _notice(meeting: Meeting, items: list[AgendaItem]) -> Notice:
    posted_at = meeting.starts_at - timedelta(days=8)
    return Notice(
        meeting=meeting,
        number=1,
        posted_at=posted_at,
        due_at=meeting.starts_at - timedelta(days=1),
        place="Board at the main door",
        says=wording_of(meeting, items),
        reckoning={"rule": "RSMo 610.020"},
        created_at=posted_at,
    )


def _motion(
    meeting: Meeting, items: list[AgendaItem], place: int, seats: list[BodyMember], like: Motion
) -> Motion:
    at = _at(meeting, place + 1)
    said: dict[str, Any] = {"rule": like.rule, "tally": like.tally, "is_roll_call": True}
    return Motion(
        meeting=meeting,
        item=items[place],
        number=place + 1,
        kind="main",
        text=f"To settle matter {place + 1} as the staff advise.",
        mover=seats[0],
        seconder=seats[1],
        state="passed",
        moved_at=at,
        decided_at=at + timedelta(minutes=5),
        key=f"motion-{meeting.pk}-{place}",
        created_at=at,
        **said,
    )


def _minutes(meetings: list[Meeting], notes: list[RecordNote]) -> None:
    noted: dict[int, list[RecordNote]] = {}
    for note in notes:
        noted.setdefault(note.meeting_id, []).append(note)
    write(
        Minutes(
            meeting=meeting,
            blocks=[
                {"key": "meeting", "kind": "meeting", "text": "They met.", "drafted": "They met."},
                *(
                    {"key": f"note:{note.pk}", "kind": "note", "text": note.text, "drafted": note.text}
                    for note in noted[meeting.pk]
                ),
            ],
            state="approved",
            approved_at=meeting.starts_at + timedelta(days=14),
            published_at=meeting.starts_at + timedelta(days=14),
            changed_at=meeting.starts_at + timedelta(days=1),
            created_at=meeting.starts_at + timedelta(days=1),
        )
        for meeting in meetings
    )
