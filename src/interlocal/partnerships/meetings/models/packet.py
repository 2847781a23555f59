"""Packets: the agenda and its papers as one PDF."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy
from interlocal.partnerships.meetings.models.meeting import Meeting


class PacketState(models.TextChoices):
    """How far a packet has come."""

    WAITING = "waiting", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Could not be made")


class Packet(Record):
    """One version of a meeting's packet. Earlier versions stay.

    ``fingerprint`` is that of what it was made from: agenda, papers and the meeting's facts. ``says`` is the
    wording of its notice then (as a ``Notice`` freezes it). ``problems`` names each paper that could not be
    joined, and why.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="packets")
    version = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(max_length=8, choices=PacketState, default=PacketState.WAITING)
    fingerprint = models.CharField(max_length=64)
    says = models.JSONField(default=dict)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    page_count = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    made_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        fields=("asked_by",),
        purpose="To know who had a packet made.",
        keep="As long as the meeting is on record.",
    )

    class Meta:
        verbose_name = _("packet of a meeting")
        ordering = ["meeting", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version"], name="packets_of_a_meeting_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, {self.version}"
