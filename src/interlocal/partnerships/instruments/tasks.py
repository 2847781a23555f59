"""Work apart from any request: packets that were asked for, and what is forgotten at night."""

from interlocal.foundation.jobs.public import RunningJob
from interlocal.partnerships.instruments import actions
from interlocal.partnerships.instruments.models import PacketBatch


def forget_old_drafts(job: RunningJob) -> None:
    """Drop what was brought and never finished."""
    actions.forget_old_drafts(now=job.now)


def make_packets(job: RunningJob) -> None:
    """Make the packets for councils."""
    batch = PacketBatch.objects.select_related("by", "statement").get(public_id=job.payload["batch"])
    actions.make_packets(batch=batch, now=job.now, progress=job.progress)
