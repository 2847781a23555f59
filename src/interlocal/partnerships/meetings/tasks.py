"""What runs apart from any request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from interlocal.foundation.jobs.public import RunningJob
from interlocal.partnerships.meetings.actions.calendars import bring_calendars_up_to_date
from interlocal.partnerships.meetings.actions.councils import forget_unsaved_imports, read_source
from interlocal.partnerships.meetings.actions.packets import make_packet
from interlocal.partnerships.meetings.imports import Fetch, PublicJson
from interlocal.partnerships.meetings.models import CouncilImport, Meeting, Packet


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


@dataclass
class _Counted:
    """A fetcher that tells the job of each answer that came."""

    source: Fetch
    job: RunningJob
    answers: int = 0

    def get(self, path: str, query: Mapping[str, str]) -> Any:
        answer = self.source.get(path, query)
        self.answers += 1
        # How many will come is not known before the last; one more than came is what is certain.
        self.job.progress(self.answers, self.answers + 1)
        return answer


def read_council_record(job: RunningJob, fetch: Callable[[str], Fetch] = PublicJson) -> None:
    """Ask the source that somebody named. ``fetch`` returns who gets JSON below an address."""
    brought = CouncilImport.objects.filter(public_id=job.payload["brought"]).first()
    if brought is not None:
        read_source(brought=brought, fetch=lambda address: _Counted(fetch(address), job), now=job.now)


def forget_unsaved_councils(job: RunningJob) -> None:
    """Throw away what was read of councils and never saved."""
    forget_unsaved_imports(now=job.now)
