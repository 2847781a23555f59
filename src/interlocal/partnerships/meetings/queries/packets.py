"""What a packet is made of, and how the packets of a meeting stand."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from interlocal.foundation.files.public import BytesMissing, open_file
from interlocal.partnerships.law.public import grounds_in_words
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.models import (
    AgendaItem,
    ItemDocument,
    ItemKind,
    Meeting,
    Packet,
    PacketState,
)
from interlocal.partnerships.meetings.packets import AgendaLine, PacketContent, Paper
from interlocal.partnerships.meetings.queries.agendas import agenda_of
from interlocal.web import dates

LANGUAGE = "en"
# The file store's limit counts for the whole packet; our own pages take the rest.
_SHARE = 0.9


@dataclass(frozen=True)
class PacketStanding:
    """The packets of a meeting, the latest first; ``is_stale`` when the latest is not what is planned now."""

    packets: Sequence[Packet]
    is_stale: bool

    @property
    def latest(self) -> Packet | None:
        """The newest packet that is ready."""
        return next((one for one in self.packets if one.state == PacketState.READY), None)

    @property
    def is_being_made(self) -> bool:
        """Whether a job has still to make one."""
        return any(one.state == PacketState.WAITING for one in self.packets)


def packet_standing(meeting: Meeting, items: Sequence[AgendaItem]) -> PacketStanding:
    """Return how the packets of ``meeting`` stand beside its agenda ``items``."""
    packets = list(meeting.packets.select_related("file"))
    ready = next((one for one in packets if one.state == PacketState.READY), None)
    is_stale = ready is not None and ready.fingerprint != _fingerprint(meeting, items)
    return PacketStanding(packets, is_stale)


def packet_of(meeting: Meeting, version: int) -> Packet:
    """Return one packet of ``meeting`` that is ready, or raise ``Http404``."""
    rows = meeting.packets.select_related("file").filter(state=PacketState.READY)
    return get_object_or_404(rows, version=version)


def fingerprint_of(meeting: Meeting) -> str:
    """Return a digest of everything that the packet of ``meeting`` would show."""
    return _fingerprint(meeting, agenda_of(meeting))


def wording_now(meeting: Meeting) -> dict[str, Any]:
    """Return what a notice of ``meeting`` would say now."""
    return rules.wording_of(meeting, agenda_of(meeting))


def content_of(meeting: Meeting, at: datetime) -> PacketContent:
    """Return what the packet of ``meeting`` holds. Papers of closed items stay out: packets are public."""
    with translation.override(LANGUAGE), timezone.override(rules.zone_of(meeting.body)):
        facts = [
            (_("When"), f"{dates.spoken(meeting.starts_at)} – {timezone.localtime(meeting.ends_at):%H:%M}"),
            (_("Where"), meeting.place or str(meeting.get_mode_display())),
            (_("Taking part"), str(meeting.get_mode_display())),
        ]
        if meeting.how_to_observe:
            facts.append((_("How the public observes"), meeting.how_to_observe))
        return PacketContent(
            title=meeting.title,
            subtitle=meeting.body.name,
            facts=facts,
            items=[_line(meeting, item) for item in agenda_of(meeting)],
            at=at.replace(microsecond=0),
            language=LANGUAGE,
            room=int(settings.INTERLOCAL_UPLOAD_LIMIT * _SHARE),
        )


def _fingerprint(meeting: Meeting, items: Sequence[AgendaItem]) -> str:
    shown = [
        [
            *(item.public_id, item.detail, item.presenter, item.minutes_planned),
            [[paper.public_id, paper.title, paper.file.sha256] for paper in _papers(item)],
        ]
        for item in items
    ]
    text = json.dumps([rules.wording_of(meeting, items), shown], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _line(meeting: Meeting, item: AgendaItem) -> AgendaLine:
    notes = [
        str(item.get_kind_display()) if item.kind != ItemKind.BUSINESS else "",
        _("at %(time)s") % {"time": f"{item.planned_at:%H:%M}"} if item.planned_at else "",
        _("%(minutes)s min") % {"minutes": item.minutes_planned} if item.minutes_planned else "",
        item.presenter,
        grounds_in_words(item.grounds) if item.grounds else "",
    ]
    return AgendaLine(
        number=str(item.position),
        title=item.title,
        notes=" · ".join(note for note in notes if note),
        detail="" if item.kind == ItemKind.CLOSED else item.detail,
        papers=[_paper(meeting, item, paper) for paper in _papers(item)],
    )


def _papers(item: AgendaItem) -> Sequence[ItemDocument]:
    """Return the papers of ``item`` that everybody may read: none of a closed session."""
    return () if item.kind == ItemKind.CLOSED else item.papers  # type: ignore[attr-defined]


def _paper(meeting: Meeting, item: AgendaItem, paper: ItemDocument) -> Paper:
    path = reverse("meetings:paper", args=[meeting.public_id, item.public_id, paper.public_id])

    def read() -> bytes:
        try:
            with open_file(paper.file) as stream:
                return stream.read()
        except BytesMissing as missing:
            raise FileNotFoundError(paper.file.public_id) from missing

    return Paper(
        title=paper.title,
        name=paper.file.name,
        media_type=paper.file.media_type,
        kind=paper.file.name.rpartition(".")[2].upper(),
        size=paper.file.size,
        where=settings.INTERLOCAL_BASE_URL + path,
        read=read,
    )
