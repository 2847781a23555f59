"""What one city gives today for the service: versions, cells, and what is asked about them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies.models.study import Line, StudyCity
from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy

_KEEP = "As long as the partnership keeps its records."


class Baseline(Record):
    """One version of a city's baseline. The one that is not signed is the draft; there is one at most."""

    city = models.ForeignKey(
        StudyCity, on_delete=models.PROTECT, related_name="baselines", verbose_name=_("city")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    year = models.PositiveSmallIntegerField(_("year of the figures"), null=True, blank=True)
    frozen_at = models.DateTimeField(_("signed at"), null=True, editable=False)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("signed by"),
    )
    signed_name = models.CharField(_("name"), max_length=120, blank=True)
    signed_office = models.CharField(_("office"), max_length=120, blank=True)
    digest = models.CharField(_("digest of what was signed"), max_length=64, blank=True, editable=False)

    privacy = Privacy(
        fields=("frozen_by", "signed_name", "signed_office"),
        purpose="To say who answers for a city's figures.",
        keep=_KEEP,
    )

    class Meta:
        verbose_name = _("baseline")
        verbose_name_plural = _("baselines")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["city", "number"], name="baseline_version_once"),
            models.UniqueConstraint(
                fields=["city"], condition=Q(frozen_at=None), name="one_draft_of_a_baseline"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city} ({self.number})"


class Cell(Record):
    """One figure of one version. A change puts a new cell in its place; the former one stays on record.

    ``hundredths`` are hundredths of its unit: cents for money, and ``None`` while nobody knows. A line may
    have several cells, each with the ``label`` that the city's own spreadsheet gives it.
    """

    baseline = models.ForeignKey(
        Baseline, on_delete=models.PROTECT, related_name="cells", verbose_name=_("baseline")
    )
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="cells", verbose_name=_("line"))
    label = models.CharField(_("name in our books"), max_length=120, blank=True)
    hundredths = models.BigIntegerField(_("figure"), null=True)
    last_year = models.BigIntegerField(_("a year before"), null=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("changed by"),
    )
    replaced_at = models.DateTimeField(_("replaced at"), null=True, editable=False)

    privacy = Privacy(
        fields=("changed_by", "note"), purpose="To say who entered or changed a figure.", keep=_KEEP
    )

    class Meta:
        verbose_name = _("cell of a baseline")
        verbose_name_plural = _("cells of a baseline")
        ordering = ["line_id", "pk"]

    def __str__(self) -> str:
        return self.label or self.line.name


class CellQuestion(Record):
    """What somebody asked about a figure, and what the city answered."""

    city = models.ForeignKey(
        StudyCity, on_delete=models.PROTECT, related_name="questions", verbose_name=_("city")
    )
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="questions", verbose_name=_("line"))
    text = models.TextField(_("question"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)

    privacy = Privacy(
        fields=("text", "asked_by", "answer", "answered_by"),
        purpose="To keep what was asked about a figure beside the figure, with who answered it.",
        keep=_KEEP,
    )

    class Meta:
        verbose_name = _("question about a figure")
        verbose_name_plural = _("questions about figures")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]
