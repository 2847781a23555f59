"""One run of a course: its seats and shares, sessions and instructors."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.fields import WebAddressField
from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy
from interlocal.programs.training.models.catalogue import STAFF_PRIVACY_PURPOSE, Course


class CohortState(models.TextChoices):
    """Where a cohort stands."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open for applications")
    CLOSED_OUT = "closed", _("Closed out")
    CANCELLED = "cancelled", _("Cancelled")


class CostRule(models.TextChoices):
    """How the cost of a cohort is shared."""

    SEATS = "seats", _("By seats used")
    EQUAL = "equal", _("Equally among the cities that used a seat")
    FORMULA = "formula", _("By a formula")


class Cohort(Record):
    """One run of a course, with seats of which each city holds a share until ``release_on``."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="cohorts")
    title = models.CharField(_("title"), max_length=120)
    state = models.CharField(max_length=9, choices=CohortState, default=CohortState.PLANNED)
    time_zone = models.CharField(_("time zone"), max_length=64, default="America/Chicago")
    apply_from = models.DateField(_("applications from"))
    apply_until = models.DateField(_("applications until"))
    release_on = models.DateField(
        _("unused shares released on"),
        help_text=_("From this day seats that a city does not use go to whoever waits."),
    )
    substitute_until = models.DateField(_("substitutes until"))
    offer_days = models.PositiveSmallIntegerField(
        _("days to accept an offer"), default=3, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    least_percent = models.PositiveSmallIntegerField(
        _("attendance needed, percent"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    cost_rule = models.CharField(_("cost shared"), max_length=8, choices=CostRule, default=CostRule.SEATS)
    cost_formula = models.TextField(_("formula"), blank=True)
    copied_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="copies")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    report = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")

    privacy = Privacy(
        fields=("made_by",), purpose=STAFF_PRIVACY_PURPOSE, keep="Seven years after it was closed out."
    )

    class Meta:
        verbose_name = _("cohort")
        ordering = ["-apply_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(apply_until__gte=models.F("apply_from"))
                & models.Q(release_on__gte=models.F("apply_from")),
                name="training_cohort_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.course}: {self.title}"


class SeatShare(models.Model):
    """The seats of a cohort that a jurisdiction is entitled to."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="shares")
    jurisdiction = models.ForeignKey("jurisdictions.Jurisdiction", on_delete=models.PROTECT, related_name="+")
    seats = models.PositiveSmallIntegerField(_("seats"))
    withdrawn_at = models.DateTimeField(null=True, help_text="When the jurisdiction left the cohort.")

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ["jurisdiction__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "jurisdiction"], name="training_one_share_a_jurisdiction"
            )
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction}: {self.seats}"


class Instructor(Record):
    """Who teaches a cohort. Opens the roster by a link in a mail, with or without an account."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="instructors")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    organization = models.CharField(_("organization"), max_length=120, blank=True)

    privacy = Privacy(
        fields=("name", "email", "organization"),
        purpose="To tell learners who teaches, and to let instructors record attendance.",
        keep="Seven years after the cohort was closed out.",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["cohort", "email"], name="training_instructor_once")]

    def __str__(self) -> str:
        return self.name


class Session(Record):
    """A meeting of a cohort, at a place or behind a link; ``makes_up`` names the session it stands in for."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=120)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    contact_minutes = models.PositiveSmallIntegerField(_("contact minutes"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = WebAddressField(_("link"), blank=True)
    makes_up = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="made_up_by"
    )
    # What calendars hold: rises with each change of time or place (RFC 5546, 2.1.4).
    calendar_sequence = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    check_in_code = models.CharField(max_length=8)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("session")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="training_session_ends_after_start",
            ),
            models.UniqueConstraint(fields=["cohort", "number"], name="training_session_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
