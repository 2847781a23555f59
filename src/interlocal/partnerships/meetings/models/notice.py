"""Notices of a meeting, as they were posted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy
from interlocal.partnerships.meetings.models.meeting import Meeting


class NoticeKind(models.TextChoices):
    """What a notice tells."""

    MEETING = "meeting", _("Notice of the meeting")
    AMENDED = "amended", _("Amended notice")
    CANCELLED = "cancelled", _("Notice of cancellation")


class Notice(Record):
    """One notice. What it says is frozen in ``says`` when it is posted, so that it can be shown for ever.

    ``says`` holds text alone: title, body, starts_at and ends_at (ISO with offset), time_zone, place, mode,
    how_to_observe, items (position, kind, title, planned_at, grounds). ``reckoning`` is how the latest moment
    to post it was found: steps of the notice clock, and the moment as ISO text.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="notices")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=NoticeKind, default=NoticeKind.MEETING)
    posted_at = models.DateTimeField(_("posted at"))
    place = models.CharField(_("posted where"), max_length=300)
    says = models.JSONField(default=dict)
    reckoning = models.JSONField(default=dict, blank=True)
    due_at = models.DateTimeField(_("latest moment to post"), null=True, blank=True)
    is_short = models.BooleanField(_("shorter than the rule asks"), default=False)
    cause = models.TextField(_("good cause for the short notice"), blank=True)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    evidence_file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    evidence_note = models.CharField(_("what shows that it was posted"), max_length=300, blank=True)

    privacy = Privacy(
        fields=("posted_by", "evidence_note"),
        purpose="To show that a meeting was announced in time, and by whom.",
        keep="As long as the meeting is on record.",
    )

    class Meta:
        verbose_name = _("notice of a meeting")
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="notices_of_a_meeting_are_numbered"),
            models.CheckConstraint(
                name="short_notice_states_its_cause", condition=Q(is_short=False) | ~Q(cause="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
