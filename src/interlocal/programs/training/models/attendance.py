"""Who was there, and what was handed in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy
from interlocal.programs.training.models.catalogue import Homework
from interlocal.programs.training.models.cohorts import Session
from interlocal.programs.training.models.learners import KEEP_LEARNING, Application


class Presence(models.TextChoices):
    """How attendance came to be recorded."""

    QR = "qr", _("QR code scanned")
    CODE = "code", _("Code typed")
    PAPER = "paper", _("Paper roster")
    LOG = "log", _("Log of the online meeting")
    HAND = "hand", _("Recorded by the instructor or coordinator")


class Attendance(Record):
    """The minutes of instruction that a learner was present for in one session."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendance")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="attendance")
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    how = models.CharField(max_length=5, choices=Presence)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_as = models.CharField(max_length=120, blank=True, help_text="An instructor without an account.")

    privacy = Privacy(
        fields=("minutes", "recorded_by", "recorded_as"),
        purpose="To count contact hours, and to answer who recorded them.",
        keep=KEEP_LEARNING,
    )

    class Meta:
        ordering = ["session", "application"]
        constraints = [
            models.UniqueConstraint(fields=["session", "application"], name="training_present_once")
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.minutes}"


class HandIn(Record):
    """What a learner handed in for homework, and whether it was taken as done. A later one replaces it."""

    homework = models.ForeignKey(Homework, on_delete=models.PROTECT, related_name="handed_in")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="handed_in")
    text = models.TextField(_("text"), blank=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    handed_in_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    note = models.CharField(_("note to the learner"), max_length=300, blank=True)

    privacy = Privacy(
        fields=("text", "file", "note"),
        purpose="To let an instructor see what a learner did.",
        keep="A year after the cohort was closed out.",
    )

    class Meta:
        ordering = ["homework", "application"]
        constraints = [
            models.UniqueConstraint(fields=["homework", "application"], name="training_handed_in_once")
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.homework}"
