"""Everything that a meeting's minutes are drafted from, loaded with a fixed number of questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import dateformat, timezone

from interlocal.foundation.audit.public import ref_to
from interlocal.partnerships.commitments.public import Commitment, commitments_about
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.drafting import Block, filled
from interlocal.partnerships.meetings.models import (
    AgendaItem,
    AttendanceEvent,
    ClosedSession,
    Meeting,
    Notice,
    NoticeKind,
    RecordNote,
)
from interlocal.partnerships.meetings.queries.floor import Floor, floor_of

ACTIONS = "meetings:action:"


@dataclass(frozen=True, kw_only=True)
class Record:
    """A meeting's floor with its notes, closed sessions, actions and notice."""

    floor: Floor
    notes: Sequence[RecordNote]
    closed: Sequence[ClosedSession]
    actions: Sequence[Commitment]
    notice: Notice | None

    @property
    def meeting(self) -> Meeting:
        """The meeting."""
        return self.floor.meeting

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The body's own words for its minutes."""
        return dict(self.meeting.body.text_modules)

    @cached_property
    def events(self) -> Sequence[AttendanceEvent]:
        """Who came, went and stepped aside; nothing that was annulled."""
        void = {row.annuls_id for row in self.floor.events if row.annuls_id}
        return [row for row in self.floor.events if row.annuls_id is None and row.pk not in void]

    @cached_property
    def items(self) -> Mapping[int, AgendaItem]:
        """The agenda's items, by primary key."""
        return {item.pk: item for item in self.floor.items}

    def words(self, module: str, **values: object) -> str:
        """Return a text module's sentence."""
        return filled(module, self.texts, values)

    def name(self, member_id: int | None) -> str:
        """Return a member's name and jurisdiction."""
        return self.floor.names.get(member_id, "") if member_id else ""

    def clock(self, at: datetime | None) -> str:
        """Return ``"9:05 a.m."`` where the body meets."""
        if at is None:
            return ""
        return dateformat.format(timezone.localtime(at, rules.zone_of(self.meeting.body)), "g:i a")

    def day(self, at: datetime) -> str:
        """Return ``"March 10, 2026"`` where the body meets."""
        return spoken_day(timezone.localtime(at, rules.zone_of(self.meeting.body)).date())


def spoken_day(day: date) -> str:
    """Return ``"March 10, 2026"``."""
    return dateformat.format(day, "F j, Y")


def record_of(meeting: Meeting, at: datetime) -> Record:
    """Return the record of ``meeting`` as of ``at``."""
    notices = Notice.objects.filter(meeting=meeting).exclude(kind=NoticeKind.CANCELLED)
    return Record(
        floor=floor_of(meeting, at),
        notes=list(
            RecordNote.objects.filter(meeting=meeting, corrected_by=None)
            .select_related("by")
            .order_by("at", "pk")
        ),
        closed=list(meeting.closed_sessions.select_related("motion").order_by("began_at")),
        actions=list(
            commitments_about(ref_to(meeting)).filter(key__startswith=ACTIONS).order_by("opened_at", "pk")
        ),
        notice=notices.order_by("-number").first(),
    )


def block(kind: str, text: str, source: object = None, *, key: str = "", is_closed: bool = False) -> Block:
    """Return a block as drafted from ``source``, a record with a public id."""
    public_id = getattr(source, "public_id", "")
    return Block(
        key=key or (f"{kind}:{public_id}" if public_id else kind),
        kind=kind,
        text=text,
        drafted=text,
        source_kind=getattr(source, "_meta").label_lower if public_id else "",  # noqa: B009
        source_id=public_id,
        is_closed=is_closed,
    )
