"""Staff hours: what a manager promises each month, and what was given. No time sheets."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy
from interlocal.partnerships.initiatives.models.initiative import Initiative


class Per(models.TextChoices):
    """What the hours are counted by."""

    MONTH = "month", _("A month")
    WEEK = "week", _("A week")


class Assignment(Record):
    """Hours that one city promises to one initiative, for one task, in a period."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="assignments")
    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        related_name="assignments",
        verbose_name=_("city"),
    )
    task = models.CharField(_("to what"), max_length=150)
    worker = models.CharField(
        _("by whom"), max_length=120, help_text=_("A name or an office: whoever does the work.")
    )
    hours = models.DecimalField(_("hours"), max_digits=6, decimal_places=2)
    per = models.CharField(_("for each"), max_length=5, choices=Per, default=Per.MONTH)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    commitment = models.OneToOneField(
        "commitments.Commitment", on_delete=models.PROTECT, related_name="+", editable=False
    )

    privacy = Privacy(
        fields=("worker",),
        purpose="To say who does the work that a city promised.",
        keep="As long as the partnership keeps its records.",
    )

    class Meta:
        verbose_name = _("staff assignment")
        verbose_name_plural = _("staff assignments")
        ordering = ["jurisdiction__name", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(name="assigned_hours_are_positive", condition=models.Q(hours__gt=0)),
            models.CheckConstraint(
                name="assignment_ends_after_it_starts",
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.task


class MonthGiven(Record):
    """The hours given in one month to one assignment, as its city's manager said."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="months")
    month_on = models.DateField(_("month"), help_text=_("Its first day."))
    hours = models.DecimalField(_("hours"), max_digits=6, decimal_places=2)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("said by"),
    )

    privacy = Privacy(
        fields=("said_by",),
        purpose="To know who said how many hours were given.",
        keep="As long as the partnership keeps its records.",
    )

    class Meta:
        verbose_name = _("hours given in a month")
        verbose_name_plural = _("hours given in months")
        ordering = ["month_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "month_on"], name="one_answer_per_month"),
            models.CheckConstraint(name="given_hours_not_negative", condition=models.Q(hours__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.month_on}: {self.hours}"


class HoursAsk(Record):
    """One manager asked about one month, with a link that takes one answer without a password."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("person")
    )
    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction", on_delete=models.PROTECT, related_name="+", verbose_name=_("city")
    )
    month_on = models.DateField(_("month"))
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    privacy = Privacy(
        fields=("person",),
        purpose="To let a manager answer for a month's hours from a mail.",
        keep="As long as the partnership keeps its records.",
    )

    class Meta:
        verbose_name = _("question about a month's hours")
        verbose_name_plural = _("questions about months' hours")
        ordering = ["month_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "jurisdiction", "month_on"], name="asked_once_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.month_on}"

    @property
    def path(self) -> str:
        """The address before its signature."""
        return f"/initiatives/answer/{self.public_id}/"
