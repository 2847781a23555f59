"""Figures about a jurisdiction, one per measure and year, each with its source."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.kernel.sources import Sourced
from interlocal.partnerships.jurisdictions.models.jurisdiction import Jurisdiction


class Measure(models.TextChoices):
    """What is counted, and its unit."""

    POPULATION = "population", _("Population")
    EMPLOYEES = "employees", _("Employees (full-time equivalents)")
    ASSESSED_VALUE = "assessed-value", _("Assessed value (dollars)")
    HOUSEHOLDS = "households", _("Households")
    LAND_AREA = "land-area", _("Land area (square miles)")
    GENERAL_FUND = "general-fund", _("General fund expenditure (dollars)")


class JurisdictionFigure(Record, Sourced):
    """One measure in one year. A corrected figure replaces the earlier one, which stays in the history."""

    jurisdiction = models.ForeignKey(
        Jurisdiction,
        on_delete=models.PROTECT,
        related_name="figures",
        verbose_name=_("jurisdiction"),
    )
    measure = models.CharField(_("measure"), max_length=20, choices=Measure)
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=2)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    replaced_at = models.DateTimeField(_("replaced at"), null=True, editable=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["measure", "-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "measure", "year"],
                condition=models.Q(replaced_at=None),
                name="one_current_figure_per_measure_and_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()} {self.year}: {self.value:,}"
