"""What calendars answer, and the addresses at which they fetch meetings."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy
from interlocal.partnerships.meetings.models.body import Body
from interlocal.partnerships.meetings.models.meeting import Meeting


class ReplyAnswer(models.TextChoices):
    """What a person's calendar answers: PARTSTAT of RFC 5545, 3.2.12."""

    ACCEPTED = "ACCEPTED", _("Accepted")
    TENTATIVE = "TENTATIVE", _("Perhaps")
    DECLINED = "DECLINED", _("Declined")
    DELEGATED = "DELEGATED", _("Sends somebody else")
    NEEDS_ACTION = "NEEDS-ACTION", _("No answer yet")


class ReplyStanding(models.TextChoices):
    """What a reply was worth when it came in (RFC 5546, 2.1.5)."""

    NEW = "new", _("Counts")
    OLDER_VERSION = "older-version", _("Answers an earlier version of the meeting")
    OUT_OF_ORDER = "out-of-order", _("Arrived after a later answer")
    STRANGER = "stranger", _("From an address that was not invited")


class CalendarReply(Record):
    """One answer of one person's calendar. All are kept; only those that count change who comes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="calendar_replies")
    address = models.EmailField(_("e-mail"))
    answer = models.CharField(_("answer"), max_length=12, choices=ReplyAnswer)
    sequence = models.PositiveIntegerField()
    stamped_at = models.DateTimeField(_("answered at"))
    standing = models.CharField(max_length=14, choices=ReplyStanding)
    comment = models.CharField(_("comment"), max_length=300, blank=True)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("brought by"),
    )

    privacy = Privacy(
        fields=("address", "comment", "brought_by"),
        purpose="To know who comes to a meeting.",
        keep="As long as the meeting is on record.",
    )

    class Meta:
        verbose_name = _("answer of a calendar")
        ordering = ["meeting", "stamped_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "address", "sequence", "stamped_at"], name="calendar_reply_counts_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.get_answer_display()}"


class CalendarFeed(Record):
    """An address at which somebody's calendar fetches meetings: of one body, or of all of theirs.

    Only a digest of the address's secret part is kept, so that the address cannot be read out of the
    database or a backup. It ends when it is revoked or replaced.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("owner")
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        fields=("owner",),
        purpose="To let a person's calendar fetch their meetings.",
        keep="Until the address is revoked; that it was given is kept with the audit.",
    )

    class Meta:
        verbose_name = _("calendar address")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "body"],
                condition=Q(ended_at=None, body__isnull=False),
                name="one_calendar_address_a_body",
            ),
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(ended_at=None, body=None),
                name="one_calendar_address_a_person",
            ),
        ]

    def __str__(self) -> str:
        return str(self.body) if self.body is not None else str(_("All your meetings"))
