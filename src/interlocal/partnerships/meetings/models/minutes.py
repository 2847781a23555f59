"""Minutes: drafted from the record, corrected, approved at a later meeting, published."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy
from interlocal.partnerships.meetings.models.meeting import Meeting
from interlocal.partnerships.meetings.models.session import Motion


class MinutesState(models.TextChoices):
    """How far a version of the minutes has come."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed for approval")
    APPROVED = "approved", _("Approved")
    SUPERSEDED = "superseded", _("Replaced by a later version")


class Minutes(Record):
    """One version of a meeting's minutes. ``blocks`` is a list: each has a kind, text, and its source."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    blocks = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=10, choices=MinutesState, default=MinutesState.DRAFT)
    changed_at = models.DateTimeField(null=True, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approving_motion = models.ForeignKey(
        Motion, on_delete=models.PROTECT, null=True, blank=True, related_name="approved_minutes"
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    privacy = Privacy(
        fields=("blocks", "changed_by"),
        purpose="To say what a body did and who voted how; the open meetings law asks for it.",
        keep="As long as the partnership keeps the record of its meetings.",
    )

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        ordering = ["meeting", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version"], name="versions_of_minutes_are_numbered"),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(state__in=("draft", "proposed")),
                name="one_version_of_minutes_in_work",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, {self.version}"
