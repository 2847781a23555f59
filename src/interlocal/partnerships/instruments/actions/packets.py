"""Packets: asked for with one click, made by a job, one council after another."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.foundation.files.public import BytesMissing, StoredFile, store_upload
from interlocal.foundation.jobs.public import enqueue
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.instruments import queries, rules
from interlocal.partnerships.instruments.events import PacketMade
from interlocal.partnerships.instruments.models import Instrument, Packet, PacketBatch, Statement
from interlocal.partnerships.instruments.packets import (
    PacketMark,
    Paper,
    TemplateRefused,
    fill,
    legal_xml,
    slug,
    text_digest,
)
from interlocal.partnerships.instruments.printing import brief_pdf, packet_pdf

TASK = "interlocal.partnerships.instruments.tasks.make_packets"
PURPOSE = "instruments.packet"


def ask_for_packets(
    *, by: User | None, statement: Statement, instruments: Sequence[Instrument], now: datetime
) -> PacketBatch:
    """Have a packet made for the council of each of ``instruments``; a job makes them, one after another.

    Raises ``Refusal`` for another council's, and where there is no text.
    """
    rules.check_packing(by, statement=statement, instruments=instruments)
    batch = PacketBatch(statement=statement, by=by, created_at=now)
    with act(by=by, action="instruments.ask_for_packets", subject=statement, now=now) as record:
        batch.save()
        Packet.objects.bulk_create(
            Packet(batch=batch, instrument=instrument, created_at=now) for instrument in instruments
        )
        record.record(councils=[one.jurisdiction.public_id for one in instruments])
        enqueue(TASK, key=queries.batch_key(batch), payload={"batch": batch.public_id}, now=now)
    return batch


def make_packets(
    *, batch: PacketBatch, now: datetime, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> None:
    """Make what is not made yet of ``batch``; each packet stands or falls by itself."""
    rows = list(batch.packets.select_related("instrument__jurisdiction", "instrument__statement"))
    waiting = [row for row in rows if row.made_at is None and not row.problem]
    progress(len(rows) - len(waiting), len(rows))
    for place, packet in enumerate(waiting, start=1):
        _make(batch.by, packet, now)
        progress(len(rows) - len(waiting) + place, len(rows))
    PacketBatch.objects.filter(pk=batch.pk, finished_at=None).update(finished_at=now)


def _make(by: User | None, packet: Packet, now: datetime) -> None:
    instrument = packet.instrument
    try:
        with act(by=by, action="instruments.make_packet", subject=instrument, now=now) as record:
            held = Packet.objects.select_for_update(of=("self",)).get(pk=packet.pk)
            if held.made_at is not None:
                return
            _fill_in(by, packet, queries.paper_of(instrument), now)
            packet.made_at = now
            packet.save()
            record.record(packet=packet.public_id, words=packet.text_digest)
            record.announce(
                PacketMade(
                    packet=packet.public_id,
                    instrument=instrument.public_id,
                    jurisdiction=instrument.jurisdiction.public_id,
                )
            )
    except (Refusal, TemplateRefused, BytesMissing) as refused:
        with transaction.atomic():
            Packet.objects.filter(pk=packet.pk).update(problem=str(refused)[:1000])


def _fill_in(by: User | None, packet: Packet, paper: Paper, now: datetime) -> None:
    """Lay the paper out in each of its forms."""
    instrument = packet.instrument
    today, at = timezone.localdate(now), now.replace(microsecond=0)
    template = queries.template_of(instrument.jurisdiction)
    brief = queries.council_brief(instrument, today=today)
    digest = text_digest(paper.text())
    common = queries.common_digest(instrument.statement.parts if instrument.statement else {})
    mark = PacketMark(instrument.public_id, digest)
    name = f"{slug(paper.city) or 'council'}-{slug(paper.kind)}"

    def stored(content: bytes, called: str) -> StoredFile:
        upload = ContentFile(content, name=called)
        return store_upload(by=by, upload=upload, now=now, purpose=PURPOSE)

    packet.template, packet.paper = template, paper.as_values()
    packet.text_digest, packet.common_digest = digest, common
    packet.legal_xml = legal_xml(paper, made_on=today).decode()
    packet.word = stored(fill(queries.template_bytes(template), paper, mark), f"{name}.docx")
    packet.pdf = stored(packet_pdf(paper, brief, at=at), f"{name}-packet.pdf")
    packet.page = stored(brief_pdf(brief, at=at), f"{slug(paper.city) or 'council'}-one-page.pdf")
