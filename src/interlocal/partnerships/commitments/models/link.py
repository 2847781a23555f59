"""Links in mail that open one commitment without a password, and the reminders that carry them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.ids import PublicIdField
from interlocal.kernel.privacy import Privacy
from interlocal.partnerships.commitments.models.commitment import Commitment


class Answer(models.TextChoices):
    """What a link was used for."""

    DONE = "done", _("Recorded as done")
    REVIEWED = "reviewed", _("Recorded as reviewed")
    DATE = "date", _("Moved to another date")
    COMMENT = "comment", _("Answered with a comment")


class ActionLink(models.Model):
    """One person's single-use, expiring way to one commitment. Its signature is never stored."""

    public_id = PublicIdField()
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="links")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    revoked_at = models.DateTimeField(null=True)
    renewed_at = models.DateTimeField(null=True)

    privacy = Privacy(
        fields=("person",),
        purpose="To let a person answer for one commitment from a mail.",
        keep="As the commitment: it shows how an answer came in.",
    )

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.public_id}"

    @property
    def path(self) -> str:
        """The address before its signature."""
        return f"/do/{self.public_id}/"


class Reminder(models.Model):
    """A reminder that went out. One for each stage of each due date, and no other."""

    public_id = PublicIdField()
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    due_on = models.DateField()
    stage = models.CharField(max_length=20)
    sent_at = models.DateTimeField()

    privacy = Privacy(
        fields=("person",), purpose="To remind once, and to show that we did.", keep="As the commitment."
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commitment", "due_on", "stage"], name="one_reminder_per_stage")
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.due_on}"
