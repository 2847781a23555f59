"""Packets, the templates that they are made with, and how they stand to the text today."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.foundation.files.public import open_file
from interlocal.foundation.jobs.public import Job
from interlocal.kernel.permissions import Actor
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.partnerships.instruments.models import (
    Deviation,
    Instrument,
    Packet,
    PacketBatch,
    PacketTemplate,
    Standing,
    Statement,
)
from interlocal.partnerships.instruments.packets import FIELDS, TemplateField, house_template, read_template
from interlocal.partnerships.instruments.queries.papers import common_digest
from interlocal.partnerships.instruments.queries.records import instrument_for, instruments_for
from interlocal.partnerships.instruments.rules import Permission, is_packet_wanted
from interlocal.partnerships.jurisdictions.public import Jurisdiction, jurisdictions_where

_WITH_FILES = (
    "instrument__jurisdiction",
    "instrument__statement",
    "template__file",
    "word",
    "pdf",
    "page",
    "batch",
)


@dataclass(frozen=True)
class PacketRow:
    """One council under a statement: its instrument, its newest packet, and who may make one."""

    instrument: Instrument
    packet: Packet | None
    may_make: bool
    is_behind: bool


@dataclass(frozen=True)
class BatchProgress:
    """How far the packets are that were asked for last."""

    batch: PacketBatch
    done: int
    total: int
    has_failed: bool = False

    @property
    def is_running(self) -> bool:
        """Is anything still to come?"""
        return self.batch.finished_at is None and not self.has_failed


def packets_for(reader: Actor) -> QuerySet[Packet]:
    """Return the finished packets of the instruments that ``reader`` may see, newest first."""
    seen = Packet.objects.filter(instrument__in=instruments_for(reader)).exclude(made_at=None)
    return seen.select_related(*_WITH_FILES)


def packet_for(reader: Actor, public_id: str) -> Packet:
    """Return one finished packet, or raise ``Http404``."""
    return get_object_or_404(packets_for(reader), public_id=public_id)


def packets_of(instrument: Instrument) -> list[Packet]:
    """Return the finished packets of an instrument, newest first."""
    rows = instrument.packets.exclude(made_at=None).select_related(*_WITH_FILES)
    return list(rows[:20])


def packet_by_digest(instrument: Instrument, digest: str) -> Packet | None:
    """Return the newest packet of ``instrument`` whose words have this digest."""
    return instrument.packets.filter(text_digest=digest).exclude(made_at=None).first()


def packet_rows(reader: Actor, statement: Statement) -> tuple[PacketRow, ...]:
    """Return a row for each council that is adopting ``statement``; queries do not grow with councils."""
    reach = reader.reach(Permission.ADD)
    digest = common_digest(statement.parts)
    newest = newest_packets(statement)
    instruments = statement.instruments.select_related("jurisdiction").order_by("jurisdiction__name")
    rows = []
    for instrument in instruments.filter(pk__in=instruments_for(reader)):
        packet = newest.get(instrument.pk)
        may_make = is_packet_wanted(instrument) and reach.covers(
            jurisdiction_scope(instrument.jurisdiction.public_id)
        )
        is_behind = packet is not None and packet.common_digest != digest
        rows.append(PacketRow(instrument, packet, may_make, is_behind and is_packet_wanted(instrument)))
    return tuple(rows)


def newest_packets(statement: Statement) -> dict[int, Packet]:
    """Return the newest finished packet of each instrument under ``statement``, in one query."""
    rows = Packet.objects.filter(instrument__statement=statement).exclude(made_at=None)
    return {row.instrument_id: row for row in rows.select_related(*_WITH_FILES).order_by("pk")}


def is_behind(packet: Packet) -> bool:
    """Has the common text changed since the packet was made?"""
    instrument = packet.instrument
    if instrument.standing in {Standing.ADOPTED, Standing.PASSED}:
        return False
    return instrument.statement is None or packet.common_digest != common_digest(instrument.statement.parts)


def latest_batch(statement: Statement) -> BatchProgress | None:
    """Return how far the packets are that were asked for last; ``None`` before anybody asked."""
    batch = statement.packet_batches.select_related("by").first()
    return None if batch is None else _progress_of(batch)


def _progress_of(batch: PacketBatch) -> BatchProgress:
    packets = list(batch.packets.values_list("made_at", "problem"))
    done = sum(1 for made_at, problem in packets if made_at or problem)
    failed = Job.objects.filter(key=batch_key(batch), state="failed")
    return BatchProgress(batch, done, len(packets), batch.finished_at is None and failed.exists())


def latest_batch_of(instrument: Instrument) -> BatchProgress | None:
    """Return how far the batch is in which this council's packet was asked for last."""
    packet = instrument.packets.select_related("batch__by").first()
    return None if packet is None else _progress_of(packet.batch)


def problems_of(batch: PacketBatch) -> list[Packet]:
    """Return the packets that could not be made, with why."""
    rows = batch.packets.exclude(problem="").select_related("instrument__jurisdiction")
    return list(rows.order_by("instrument__jurisdiction__name"))


def batch_key(batch: PacketBatch) -> str:
    """Return the key of the job that makes a batch."""
    return f"instruments-packets:{batch.public_id}"


def instruments_to_pack(person: Actor, statement: Statement) -> list[Instrument]:
    """Return the instruments for which ``person`` may have packets made: of their own councils, not ended."""
    return [row.instrument for row in packet_rows(person, statement) if row.may_make]


def instrument_with_packet(reader: Actor, public_id: str) -> Instrument:
    """Return an instrument under a statement, whose packet can be shown; raises ``Http404``."""
    instrument = instrument_for(reader, public_id)
    if instrument.statement is None:
        raise Http404
    return instrument


def undecided_in(instrument: Instrument) -> int:
    """Return how many changes of the council's text nobody has decided on."""
    return Deviation.objects.filter(returned__instrument=instrument, decision="").count()


@dataclass(frozen=True)
class FieldRow:
    """One field of the list: its name as a template writes it, and whether the template at hand uses it."""

    name: str
    field: TemplateField
    is_part: bool
    is_used: bool


def field_rows(template: PacketTemplate | None) -> tuple[FieldRow, ...]:
    """Return every field that a template may use, lists with their parts below them."""
    used = set(template.fields if template else read_template(house_template()).names)
    rows = []
    for one in FIELDS:
        rows.append(FieldRow(one.name, one, is_part=False, is_used=one.name in used))
        rows += [
            FieldRow(
                f"{one.name[:-1]}.{part.name}", part, is_part=True, is_used=f"{one.name}.{part.name}" in used
            )
            for part in one.parts
        ]
    return tuple(rows)


def template_of(jurisdiction: Jurisdiction) -> PacketTemplate | None:
    """Return the jurisdiction's own template; ``None`` where the house's is used."""
    return template_versions(jurisdiction).filter(retired_at=None).first()


def template_versions(jurisdiction: Jurisdiction) -> QuerySet[PacketTemplate]:
    """Return every version that the jurisdiction brought, newest first."""
    return PacketTemplate.objects.filter(jurisdiction=jurisdiction).select_related("file", "by")


def template_bytes(template: PacketTemplate | None) -> bytes:
    """Return the Word file of a template; the house's own for ``None``."""
    if template is None:
        return house_template()
    with open_file(template.file) as stream:
        return stream.read()


def jurisdiction_to_template(person: Actor, public_id: str) -> Jurisdiction:
    """Return a jurisdiction for which ``person`` keeps the template, or raise ``Http404``."""
    return get_object_or_404(jurisdictions_where(person, Permission.ADD), public_id=public_id)


def template_for(person: Actor, public_id: str) -> PacketTemplate:
    """Return one version of a template of a jurisdiction of the person's, or raise ``Http404``."""
    own = jurisdictions_where(person, Permission.ADD)
    rows = PacketTemplate.objects.filter(jurisdiction__in=own).select_related("file", "jurisdiction")
    return get_object_or_404(rows, public_id=public_id)


def newest_instrument(jurisdictions: Iterable[Jurisdiction]) -> Instrument | None:
    """Return the newest instrument of these with a common text, to show what a template makes of it."""
    rows = Instrument.objects.filter(jurisdiction__in=list(jurisdictions)).exclude(statement=None)
    return rows.exclude(statement__text="").select_related("jurisdiction", "statement").first()
