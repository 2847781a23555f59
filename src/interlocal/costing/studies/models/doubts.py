"""What nobody knows for sure beside amounts: how volumes grow, what cities bring, and what moves together."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies.models.study import Line, Study, StudyCity
from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA


class Range(Record):
    """How a volume grows, or which part of its service a city brings: least, most likely, most.

    Exactly one of ``line`` and ``city`` is set. ``follows`` is the part of what cities pay today that moves
    with the volume. A range that is replaced or taken out stays on record.
    """

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="ranges", verbose_name=_("study"))
    line = models.ForeignKey(
        Line, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("volume")
    )
    city = models.ForeignKey(
        StudyCity, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("city")
    )
    low = models.DecimalField(_("at least, percent"), max_digits=5, decimal_places=2)
    likely = models.DecimalField(_("most likely, percent"), max_digits=5, decimal_places=2)
    high = models.DecimalField(_("at most, percent"), max_digits=5, decimal_places=2)
    follows = models.DecimalField(
        _("percent of today's cost that moves with the volume"),
        max_digits=5,
        decimal_places=2,
        default=Decimal(0),
        blank=True,
    )
    source = models.CharField(_("where it comes from"), max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("range of a study")
        verbose_name_plural = _("ranges of studies")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(line=None, city__isnull=False) | Q(line__isnull=False, city=None),
                name="range_is_of_a_volume_or_a_city",
            )
        ]

    def __str__(self) -> str:
        return self.line.name if self.line else str(self.city.jurisdiction.name if self.city else "")


class Tie(Record):
    """Two figures in doubt that tend to move together, by their names in the study file."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="ties", verbose_name=_("study"))
    one = models.CharField(_("one figure"), max_length=200)
    other = models.CharField(_("the other"), max_length=200)
    rank = models.DecimalField(_("rank correlation"), max_digits=3, decimal_places=2)
    source = models.CharField(_("where it comes from"), max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("tie of two figures in doubt")
        verbose_name_plural = _("ties of figures in doubt")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.one} + {self.other}"
