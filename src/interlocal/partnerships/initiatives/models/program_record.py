"""A program that was run together, or a precedent in the region, as far as it is published."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.fields import WebAddressField
from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.kernel.sources import Sourced


class ProgramKind(models.TextChoices):
    """A program of the partnership, or one of the region that it takes as its example."""

    PROGRAM = "program", _("Program")
    PRECEDENT = "regional-precedent", _("Regional precedent")


class ProgramStatus(models.TextChoices):
    """Where it stands, as its sources say."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    COMPLETED = "completed", _("Completed")
    UNPUBLISHED = "unpublished", _("Status not published")


class Precision(models.TextChoices):
    """How much of a date the source gives."""

    DAY = "day", _("To the day")
    MONTH = "month", _("To the month")
    YEAR = "year", _("Only the year")


class ProgramRecord(Record, Sourced):
    """What is known of one program. Its source covers title, summary, dates and status."""

    title = models.CharField(_("title"), max_length=160, unique=True)
    summary = models.TextField(_("summary"), help_text=_("What it is, in words a resident understands."))
    title_es = models.CharField(_("title in Spanish"), max_length=160, blank=True)
    summary_es = models.TextField(
        _("summary in Spanish"),
        blank=True,
        help_text=_("Shown on Spanish pages; while it is empty, the English is."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ProgramKind, default=ProgramKind.PROGRAM)
    status = models.CharField(
        _("status"), max_length=12, choices=ProgramStatus, default=ProgramStatus.UNPUBLISHED
    )
    started_on = models.DateField(
        _("started"), null=True, blank=True, help_text=_("Leave empty when it is not published.")
    )
    started_precision = models.CharField(
        _("how exact the start is"), max_length=5, choices=Precision, default=Precision.DAY
    )
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    ended_precision = models.CharField(
        _("how exact the end is"), max_length=5, choices=Precision, default=Precision.DAY
    )
    term = models.CharField(
        _("term"),
        max_length=160,
        blank=True,
        help_text=_("Such as “three-year agreement”, when the source gives one."),
    )
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("program record")
        verbose_name_plural = _("program records")
        ordering = ["kind", "title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(started_on=None)
                | models.Q(ended_on=None)
                | models.Q(ended_on__gte=models.F("started_on")),
                name="program_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ProgramLink(Record):
    """A page elsewhere that says more about a program."""

    program = models.ForeignKey(
        ProgramRecord, on_delete=models.CASCADE, related_name="links", verbose_name=_("program record")
    )
    title = models.CharField(_("title"), max_length=200)
    url = WebAddressField(_("address"), max_length=500)
    dated_on = models.DateField(_("date"), null=True, blank=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["dated_on", "pk"]

    def __str__(self) -> str:
        return self.title
