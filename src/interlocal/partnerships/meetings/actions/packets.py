"""Having a packet made, and making it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db.models import Max

from interlocal.foundation.audit.public import act
from interlocal.foundation.files.public import UploadRefused, store_upload
from interlocal.foundation.jobs.public import enqueue
from interlocal.partnerships.meetings import packets
from interlocal.partnerships.meetings.models import Meeting, Packet, PacketState
from interlocal.partnerships.meetings.queries.packets import content_of, fingerprint_of, wording_now
from interlocal.web.pdf import PdfRefused

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User

MAKE = "interlocal.partnerships.meetings.tasks.make_packet_of"
# Agendas change in bursts: what is made by itself waits until the hands rest.
REST = timedelta(minutes=1)


def ask_packet(
    *, by: "User | None", meeting: Meeting, not_before: datetime | None = None, now: datetime
) -> Packet:
    """Have the packet of ``meeting`` made by a job; one that is being made already is the one."""
    with act(by=by, action="meetings.ask_packet", now=now, subject=meeting) as asked:
        meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
        waiting = meeting.packets.filter(state=PacketState.WAITING).first()
        if waiting is not None:
            return waiting
        latest = meeting.packets.aggregate(latest=Max("version"))["latest"] or 0
        packet = Packet.objects.create(
            meeting=meeting,
            version=latest + 1,
            fingerprint=fingerprint_of(meeting),
            asked_by=by,
            created_at=now,
        )
        asked.record(packet=packet.public_id, version=packet.version)
        enqueue(
            MAKE,
            key=f"packet:{packet.public_id}",
            payload={"packet": packet.public_id},
            not_before=not_before,
            now=now,
        )
    return packet


def remake_packet(*, meeting: Meeting, now: datetime) -> Packet | None:
    """Have the packet made anew where there is one and it no longer shows what is planned."""
    latest = meeting.packets.first()
    if latest is None or latest.state == PacketState.WAITING or meeting.is_over:
        return None
    if latest.fingerprint == fingerprint_of(meeting):
        return None
    return ask_packet(by=None, meeting=meeting, not_before=now + REST, now=now)


def make_packet(*, packet: Packet, now: datetime) -> Packet:
    """Make a packet that was asked for, once; what could not be joined is named with it."""
    if packet.state != PacketState.WAITING:
        return packet
    meeting = Meeting.objects.select_related("body").get(pk=packet.meeting_id)
    fingerprint, says = fingerprint_of(meeting), wording_now(meeting)
    try:
        made = packets.make(content_of(meeting, now))
    except PdfRefused:
        return _failed(packet, now)
    name = f"packet-{meeting.starts_at:%Y-%m-%d}-{packet.version}.pdf"
    try:
        with act(by=packet.asked_by, action="meetings.make_packet", now=now, subject=meeting) as done:
            packet = Packet.objects.select_for_update(of=("self",)).get(pk=packet.pk)
            if packet.state != PacketState.WAITING:
                return packet
            upload = ContentFile(made.data, name=name)
            packet.file = store_upload(by=packet.asked_by, upload=upload, now=now, purpose="meetings.packet")
            packet.fingerprint, packet.says, packet.page_count = fingerprint, says, made.page_count
            packet.problems, packet.state, packet.made_at = list(made.problems), PacketState.READY, now
            packet.save()
            Meeting.objects.filter(pk=meeting.pk).update(packet=packet.file)
            done.record(packet=packet.public_id, version=packet.version, problems=len(made.problems))
            # Somebody may have changed the agenda while it was being made.
            remake_packet(meeting=meeting, now=now)
    except UploadRefused:
        return _failed(packet, now)
    return packet


def _failed(packet: Packet, now: datetime) -> Packet:
    with act(by=None, action="meetings.make_packet", now=now, subject=packet.meeting, failed=True):
        packet.state, packet.made_at = PacketState.FAILED, now
        packet.save(update_fields=["state", "made_at"])
    return packet
