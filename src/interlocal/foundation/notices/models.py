"""What people are told: one row a notice, shown in the inbox and, where wanted, mailed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy


@dataclass(frozen=True, kw_only=True)
class Correspondent:
    """A person who has no account and is told things by mail alone."""

    name: str
    email: str
    language: str = "en"
    suspended_at: datetime | None = None


class Notice(Record):
    """One thing one person is told. Its texts are rendered, in the person's language, when they are read.

    It goes to a ``recipient`` with an account, or by mail alone to a ``Correspondent``, of whom name, address
    and language are kept here.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices", null=True
    )
    to_name = models.CharField(max_length=120, blank=True, default="")
    to_email = models.EmailField(blank=True, default="")
    to_language = models.CharField(max_length=5, blank=True, default="")
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
    refused_at = models.DateTimeField(null=True, help_text="When a mail server refused the address for good.")

    privacy = Privacy(
        fields=("recipient", "to_name", "to_email", "context", "calendar"),
        purpose="To tell a person what concerns them, in the inbox and by mail.",
        keep="180 days after it was read; unread ones two years.",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(recipient=None) ^ models.Q(to_email=""), name="notices_one_addressee"
            )
        ]
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
            models.Index(
                fields=["to_email"],
                condition=models.Q(recipient=None),
                name="notices_to_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def addressee(self) -> Any:
        """Who is told: the person with an account, or the ``Correspondent``."""
        if self.recipient is not None:
            return self.recipient
        return Correspondent(name=self.to_name, email=self.to_email, language=self.to_language)


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
