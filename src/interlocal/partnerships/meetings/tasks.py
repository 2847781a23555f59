"""What runs apart from any request."""

from interlocal.foundation.jobs.public import RunningJob
from interlocal.partnerships.meetings.actions.calendars import bring_calendars_up_to_date
from interlocal.partnerships.meetings.actions.packets import make_packet
from interlocal.partnerships.meetings.models import Meeting, Packet


def send_calendars(job: RunningJob) -> None:
    """Look over all meetings ahead: accounts come and go without a word to this room."""
    ahead = list(Meeting.objects.filter(ends_at__gt=job.now))
    for done, meeting in enumerate(ahead, start=1):
        bring_calendars_up_to_date(meeting=meeting, now=job.now)
        job.progress(done, len(ahead))


def make_packet_of(job: RunningJob) -> None:
    """Make the packet that somebody asked for."""
    packet = Packet.objects.filter(public_id=job.payload["packet"]).first()
    if packet is not None:
        make_packet(packet=packet, now=job.now)
