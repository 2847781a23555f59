"""Meetings, alone or in a series."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy
from interlocal.kernel.sources import Sourced
from interlocal.partnerships.meetings.models.body import Body
from interlocal.partnerships.meetings.models.seat import BodyMember


class Mode(models.TextChoices):
    """How people take part."""

    IN_PERSON = "in-person", _("In person")
    HYBRID = "hybrid", _("In person and by video")
    ELECTRONIC = "electronic", _("By video or telephone only")


class MeetingState(models.TextChoices):
    """How far a meeting has come."""

    SCHEDULED = "scheduled", _("Scheduled")
    NOTICED = "noticed", _("Notice posted")
    OPEN = "open", _("In session")
    ADJOURNED = "adjourned", _("Adjourned")
    CANCELLED = "cancelled", _("Cancelled")


class Repeats(models.TextChoices):
    """How the meetings of a series follow one another."""

    WEEKLY = "weekly", _("Every so many weeks")
    MONTHLY_BY_WEEKDAY = "monthly-weekday", _("Every so many months, on the same weekday")
    MONTHLY_BY_DAY = "monthly-day", _("Every so many months, on the same date")


class Venue(models.Model):
    """Abstract: where and how a meeting is held, and how the public observes it."""

    place = models.CharField(_("place"), max_length=300, blank=True)
    mode = models.CharField(_("how people take part"), max_length=12, choices=Mode, default=Mode.IN_PERSON)
    how_to_observe = models.CharField(
        _("how the public observes"),
        max_length=500,
        blank=True,
        help_text=_("Needed when it is held by video: the address or number to call."),
    )

    class Meta:
        abstract = True


class MeetingSeries(Record, Venue):
    """A body's regular meetings. ``ordinal`` is 1 to 4 or -1, the last, of the weekday of ``first_on``."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="series")
    title = models.CharField(_("title"), max_length=200)
    repeats = models.CharField(_("repeats"), max_length=16, choices=Repeats)
    every = models.PositiveSmallIntegerField(_("every"), default=1)
    ordinal = models.SmallIntegerField(_("which in the month"), null=True, blank=True)
    first_on = models.DateField(_("first meeting"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    starts_at_time = models.TimeField(_("starts at"))
    minutes_long = models.PositiveSmallIntegerField(_("length in minutes"), default=60)
    ended_at = models.DateTimeField(null=True, editable=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("series of meetings")
        verbose_name_plural = _("series of meetings")
        ordering = ["body", "first_on", "pk"]
        constraints = [
            models.CheckConstraint(name="series_repeats", condition=Q(every__gte=1)),
            models.CheckConstraint(
                name="series_names_its_weekday",
                condition=~Q(repeats=Repeats.MONTHLY_BY_WEEKDAY) | Q(ordinal__in=(1, 2, 3, 4, -1)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Meeting(Record, Venue, Sourced):
    """One meeting of a body. Its times are moments; pages show them in the body's time zone.

    ``calendar_uid`` stays for life; ``calendar_sequence`` rises with each material change (RFC 5546),
    and ``calendar_stamped_at`` is when it last did.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    series = models.ForeignKey(
        MeetingSeries, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    state = models.CharField(_("state"), max_length=10, choices=MeetingState, default=MeetingState.SCHEDULED)
    cancel_reason = models.CharField(_("why it is cancelled"), max_length=300, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(_("called to order"), null=True, blank=True)
    adjourned_at = models.DateTimeField(_("adjourned"), null=True, blank=True)
    presiding = models.ForeignKey(
        BodyMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agenda_published_at = models.DateTimeField(_("agenda published"), null=True, blank=True)
    packet = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    calendar_uid = models.CharField(max_length=120, unique=True, editable=False)
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    calendar_stamped_at = models.DateTimeField(null=True, editable=False)

    privacy = Privacy(
        fields=("presiding",),
        purpose="To say who presided.",
        keep="As long as the partnership keeps the record of its meetings.",
    )

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["state", "starts_at"], name="meeting_by_state_and_start")]
        constraints = [
            models.CheckConstraint(
                name="meeting_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="meeting_adjourned_after_it_opened",
                condition=Q(adjourned_at=None) | Q(opened_at__isnull=False, adjourned_at__gte=F("opened_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def length(self) -> timedelta:
        """How long it is planned to last."""
        return self.ends_at - self.starts_at

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens in it."""
        return self.state in {MeetingState.ADJOURNED, MeetingState.CANCELLED}


class CalendarMethod(models.TextChoices):
    """What a calendar message does in the calendar of its reader (RFC 5546)."""

    REQUEST = "REQUEST", _("Invitation")
    CANCEL = "CANCEL", _("Cancellation")


class CalendarMessage(Record):
    """One calendar message that was sent: to whom, what, and with which sequence number.

    ``stay`` counts from 0 how often its reader had been taken out before: who left the body and came back is
    asked again with the same sequence number and a later DTSTAMP.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="calendar_messages")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    address = models.EmailField(_("e-mail"))
    method = models.CharField(max_length=8, choices=CalendarMethod)
    sequence = models.PositiveIntegerField()
    stay = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField()

    privacy = Privacy(
        fields=("recipient", "address"),
        purpose="To know whose calendar holds a meeting, so that a change or cancellation reaches it.",
        keep="As long as the meeting is on record.",
    )

    class Meta:
        verbose_name = _("calendar message")
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "address", "method", "sequence", "stay"], name="calendar_message_goes_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.sequence}"
