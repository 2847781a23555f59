"""Archives that somebody asked for on the page, kept for some days."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy


class ArchiveState(models.TextChoices):
    """How far an archive has come."""

    WAITING = "waiting", _("Under way")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Could not be made")
    DELETED = "deleted", _("Deleted")


class Archive(Record):
    """One archive of the whole partnership, or of ``jurisdiction`` where there is one.

    ``records``, ``files`` and ``seal`` (the SHA-256 of its manifest) say what was in it also when ``stored``
    is gone. ``reason`` says why it could not be made.
    """

    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction", on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    state = models.CharField(max_length=8, choices=ArchiveState, default=ArchiveState.WAITING)
    reason = models.CharField(max_length=500, default="")
    stored = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    size = models.BigIntegerField(_("size in bytes"), default=0)
    records = models.PositiveBigIntegerField(default=0)
    files = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, default="")
    made_at = models.DateTimeField(null=True)
    kept_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    privacy = Privacy(
        fields=("asked_by",),
        purpose="To know who had records of a city or of all cities put together to take them along.",
        keep="As long as the installation; the archive itself for seven days.",
    )

    class Meta:
        verbose_name = _("archive")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                Coalesce(F("jurisdiction"), Value(0)),
                condition=Q(state=ArchiveState.WAITING),
                name="one_archive_under_way",
            ),
            models.CheckConstraint(
                condition=Q(state=ArchiveState.READY, stored__isnull=False)
                | (~Q(state=ArchiveState.READY) & Q(stored=None)),
                name="archive_is_there_when_ready",
            ),
        ]

    def __str__(self) -> str:
        return str(self.jurisdiction) if self.jurisdiction is not None else str(_("The whole partnership"))

    @property
    def job_key(self) -> str:
        """The key of the job that makes it."""
        return f"archive:{self.public_id}"

    @property
    def is_under_way(self) -> bool:
        """Is it still to come?"""
        return self.state == ArchiveState.WAITING

    @property
    def is_ready(self) -> bool:
        """Can it be downloaded?"""
        return self.state == ArchiveState.READY

    def is_over(self, now: datetime) -> bool:
        """Is the time for which it is kept over?"""
        return self.kept_until is not None and self.kept_until <= now
