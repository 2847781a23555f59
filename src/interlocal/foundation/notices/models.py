"""What people are told: one row a notice, shown in the inbox and, where wanted, mailed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy


class Notice(Record):
    """One thing one person is told. Its texts are rendered, in the person's language, when they are read."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    template = models.CharField(max_length=120)
    context = models.JSONField(default=dict)
    calendar = models.TextField(blank=True, default="", help_text="An iCalendar message for the mail.")
    path = models.CharField(max_length=300, blank=True, default="")
    signed_path = models.CharField(max_length=300, blank=True, default="")
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=200, blank=True, default="")

    privacy = Privacy(
        fields=("recipient", "context", "calendar"),
        purpose="To tell a person what concerns them, in the inbox and by mail.",
        keep="180 days after it was read; unread ones two years.",
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["recipient"],
                condition=models.Q(read_at=None),
                name="notices_unread",
            ),
            models.Index(fields=["recipient", "-id"], name="notices_of_person"),
            models.Index(
                fields=["read_at"],
                condition=models.Q(read_at__isnull=False),
                name="notices_read",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class MailChoice(models.TextChoices):
    """Which notices a person also wants by mail. Duties with a one-link mail are always sent."""

    AT_ONCE = "at_once", _("At once, each by itself")
    WEEKLY = "weekly", _("Only in the weekly mail")
    DUTIES = "duties", _("Nothing but what I must do")


class MailPreference(models.Model):
    """A person's choice of mail; without one, mail comes at once."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="mail_preference",
        primary_key=True,
    )
    choice = models.CharField(max_length=8, choices=MailChoice, default=MailChoice.AT_ONCE)

    privacy = NO_PERSONAL_DATA

    def __str__(self) -> str:
        return self.choice
