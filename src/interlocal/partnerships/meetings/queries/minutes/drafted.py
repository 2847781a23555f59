"""Minutes drafted from the record: the frame, then each item with what happened while it was in hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils import translation

from interlocal.partnerships.law.public import grounds_in_words
from interlocal.partnerships.meetings.drafting import Block
from interlocal.partnerships.meetings.floor import presence_at, voices_present
from interlocal.partnerships.meetings.models import (
    AgendaItem,
    AttendanceEvent,
    AttendanceKind,
    ItemState,
    Meeting,
    MotionKind,
)
from interlocal.partnerships.meetings.queries.minutes.motions import motion_words
from interlocal.partnerships.meetings.queries.minutes.record import Record, block, record_of, spoken_day

_LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)


@dataclass(frozen=True)
class _Row:
    """One thing that happened: when, in which order at one moment, under which heading, and its block."""

    at: datetime
    order: int
    heading: str
    block: Block


def drafted_blocks(meeting: Meeting, at: datetime) -> list[Block]:
    """Return the minutes of ``meeting`` as the record has them at ``at``, in English, as blocks.

    They show date, time and place, who was present and absent, and each vote by name.
    """
    with translation.override("en"):
        record = record_of(meeting, at)
        if not meeting.body.is_formal:
            return [_first(record), *_proceedings(record)]
        return [*_frame(record), *_proceedings(record), *_end(record)]


def _first(record: Record) -> Block:
    meeting = record.meeting
    began = meeting.opened_at or meeting.starts_at
    words = record.words(
        "meeting",
        body=meeting.body.name,
        title=meeting.title,
        date=record.day(began),
        time=record.clock(began),
        place=meeting.place or meeting.get_mode_display(),
        mode=meeting.get_mode_display(),
    )
    return block("meeting", words, meeting)


def _frame(record: Record) -> Iterator[Block]:
    yield _first(record)
    if (notice := record.notice) is not None:
        words = record.words(
            "notice",
            posted=f"{record.day(notice.posted_at)}, {record.clock(notice.posted_at)}",
            where=notice.place,
        )
        if notice.is_short:
            rule = notice.reckoning.get("rule", "")
            words = f"{words} {record.words('short-notice', rule=rule, cause=notice.cause)}"
        yield block("notice", words, notice)
    yield from _people(record)
    if record.meeting.opened_at is not None:
        yield _call_to_order(record, record.meeting.opened_at)


def _people(record: Record) -> Iterator[Block]:
    opened_at = record.meeting.opened_at or _LONG_AGO
    first = [row for row in record.events if row.kind == AttendanceKind.ARRIVE and row.at <= opened_at]
    here = [_with_principal(record, row) for row in first if not row.is_remote]
    remote = [_with_principal(record, row) for row in first if row.is_remote]
    yield block("present", record.words("present", present="; ".join(here) or "nobody"), key="present")
    if remote:
        yield block("remote", record.words("remote", remote="; ".join(remote)), key="remote")
    came = {row.member_id for row in record.events if row.kind == AttendanceKind.ARRIVE}
    away = [
        str(member)
        for key, member in record.floor.members.items()
        if member.has_vote and member.substitute_for_id is None and key not in came
    ]
    yield block("absent", record.words("absent", absent="; ".join(away) or "nobody"), key="absent")


def _with_principal(record: Record, event: AttendanceEvent) -> str:
    member = record.floor.members.get(event.member_id)
    if member is None or member.substitute_for is None:
        return record.name(event.member_id)
    return f"{member} (for {member.substitute_for.person})"


def _call_to_order(record: Record, opened_at: datetime) -> Block:
    body = record.floor.body
    presence = presence_at(record.floor.changes, opened_at)
    words = record.words(
        "call-to-order",
        chair=record.name(record.meeting.presiding_id) or "The chair",
        time=record.clock(opened_at),
        counted=len(voices_present(body, presence)),
        seats=body.seats,
        needed=body.needed,
    )
    return block("call-to-order", words, record.meeting, key="call-to-order")


def _proceedings(record: Record) -> list[Block]:
    """What happened, under the heading of its item, in the order in which the items came up."""
    rows = sorted(_rows(record), key=lambda row: (row.at, row.order))
    headings: dict[str, list[Block]] = {}
    for row in rows:
        headings.setdefault(row.heading, []).append(row.block)
    blocks: list[Block] = []
    titles = {item.public_id: item for item in record.floor.items}
    for heading, found in headings.items():
        item = titles.get(heading)
        if item is not None:
            blocks.append(block("item", f"{item.position}. {item.title}", item))
        elif heading == "consent":
            blocks.append(block("item", "Consent items", key="item:consent"))
        blocks += [one for one in found if one.kind != "begin"]
        if item is not None and item.state == ItemState.POSTPONED:
            blocks.append(block("postponed", record.words("postponed", item=item.title), item))
    return blocks


def _rows(record: Record) -> Iterator[_Row]:
    for item in record.floor.items:
        if item.began_at is not None and not item.is_taken_together:
            yield _Row(item.began_at, 0, item.public_id, block("begin", "", item))
        if item.pulled_at is not None:
            words = record.words(
                "pulled", item=item.title, who=record.name(item.pulled_by_id), number=item.position
            )
            yield _Row(item.pulled_at, 1, "consent", block("pulled", words, item))
    yield from _attendance(record)
    for motion in record.floor.motions:
        if motion.kind == MotionKind.ADJOURN:
            continue
        heading = _heading(record, motion.item_id, motion.moved_at)
        if motion.kind == MotionKind.CONSENT:
            heading = "consent"
        made = block("motion", motion_words(record, motion), motion, is_closed=motion.is_closed)
        yield _Row(motion.moved_at, 2 + motion.number, heading, made)
    yield from _closed(record)
    for note in record.notes:
        made = block("note", note.text, note, is_closed=note.is_closed)
        yield _Row(note.at, 5000, _heading(record, note.item_id, note.at), made)
    yield from _actions(record)


def _attendance(record: Record) -> Iterator[_Row]:
    opened_at = record.meeting.opened_at or _LONG_AGO
    for event in record.events:
        if event.kind == AttendanceKind.ARRIVE and event.at <= opened_at:
            continue
        item = record.items.get(event.item_id or 0)
        words = record.words(
            event.kind,
            who=_with_principal(record, event),
            time=record.clock(event.at),
            item=item.title if item else "",
            note=event.note,
        )
        yield _Row(event.at, 1, _heading(record, event.item_id, event.at), block(event.kind, words, event))


def _closed(record: Record) -> Iterator[_Row]:
    for session in record.closed:
        heading = _heading(record, session.item_id, session.began_at)
        words = record.words(
            "closed-begin",
            time=record.clock(session.began_at),
            grounds=grounds_in_words(session.grounds) or "the rules of the body",
        )
        yield _Row(session.began_at, 4000, heading, block("closed-begin", words, session))
        if session.ended_at is not None:
            words = record.words("closed-end", time=record.clock(session.ended_at))
            yield _Row(session.ended_at, 6000, heading, block("closed-end", words, session))


def _actions(record: Record) -> Iterator[_Row]:
    by_title = {item.title: item for item in record.floor.items}
    for action in record.actions:
        owner = action.owner.name if action.owner else ""
        words = record.words(
            "action",
            what=action.title,
            who=", ".join(part for part in (owner, action.owed_by.name) if part),
            due=spoken_day(action.due_on) if action.due_on else "without a day",
        )
        item = by_title.get(action.source_text)
        heading = _heading(record, item.pk if item else None, action.opened_at)
        yield _Row(action.opened_at, 5500, heading, block("action", words, action))


def _heading(record: Record, item_id: int | None, at: datetime) -> str:
    """The item that a row names, or else the one that was in hand."""
    if item_id is not None and item_id in record.items:
        return str(record.items[item_id].public_id)
    begun: Sequence[AgendaItem] = [
        item
        for item in record.floor.items
        if item.began_at is not None and item.began_at <= at and not item.is_taken_together
    ]
    return str(max(begun, key=lambda item: item.began_at or _LONG_AGO).public_id) if begun else ""


def _end(record: Record) -> Iterator[Block]:
    if record.meeting.adjourned_at is None:
        return
    left = [
        f"{item.position}. {item.title}" for item in record.floor.items if item.state == ItemState.PLANNED
    ]
    if left:
        yield block("not-reached", record.words("not-reached", items="; ".join(left)), key="not-reached")
    for motion in record.floor.motions:
        if motion.kind == MotionKind.ADJOURN:
            yield block("motion", motion_words(record, motion), motion)
    words = record.words("adjourn", time=record.clock(record.meeting.adjourned_at))
    yield block("adjourn", words, record.meeting, key="adjourn")
