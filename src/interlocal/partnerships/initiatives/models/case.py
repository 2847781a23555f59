"""The case for an initiative: the pressure behind it, what it must achieve, the practice it looks to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.kernel.sources import Sourced
from interlocal.partnerships.initiatives.models.initiative import InitiativePart


class PressureUnit(models.TextChoices):
    """What the figures of a pressure count."""

    DOLLARS = "dollars", _("Dollars")
    COUNT = "count", _("A count")
    HOURS = "hours", _("Hours")


class Pressure(InitiativePart, Sourced):
    """A funding decline or another pressure, year by year. Its source covers every year."""

    title = models.CharField(_("what presses"), max_length=160)
    unit = models.CharField(_("unit"), max_length=10, choices=PressureUnit, default=PressureUnit.DOLLARS)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("pressure")
        verbose_name_plural = _("pressures")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.title


class PressureYear(models.Model):
    """The figure of one year: cents for dollars, hundredths for the rest."""

    pressure = models.ForeignKey(Pressure, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("year"))
    hundredths = models.BigIntegerField(_("figure, in hundredths"))

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("figure of a year")
        verbose_name_plural = _("figures of years")
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["pressure", "year"], name="one_figure_per_year")]

    def __str__(self) -> str:
        return f"{self.year}: {self.hundredths}"


class Whose(models.TextChoices):
    """Who expects it."""

    RESIDENTS = "residents", _("Residents")
    STAFF = "staff", _("Staff")


class Expectation(InitiativePart, Sourced):
    """What residents or staff may expect, measurable: where it was, where it shall be, where it came."""

    whose = models.CharField(_("who expects it"), max_length=10, choices=Whose)
    measure = models.CharField(_("measure"), max_length=160)
    unit = models.CharField(_("unit"), max_length=60, help_text=_("Such as days, percent, calls a year."))
    baseline = models.DecimalField(_("baseline"), max_digits=14, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField(_("baseline as of"), null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2, null=True, blank=True)
    target_on = models.DateField(_("target by"), null=True, blank=True)
    result = models.DecimalField(_("result"), max_digits=14, decimal_places=2, null=True, blank=True)
    result_on = models.DateField(_("result as of"), null=True, blank=True)
    result_source = models.CharField(_("what shows the result"), max_length=300, blank=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("expectation")
        verbose_name_plural = _("expectations")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.measure


class Practice(InitiativePart, Sourced):
    """A best-in-class practice that the initiative was compared with."""

    name = models.CharField(_("practice"), max_length=200)
    differs = models.TextField(_("what differs here"))

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("best-in-class practice")
        verbose_name_plural = _("best-in-class practices")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.name


class Support(InitiativePart):
    """What the assigned staff get so that they can do the work."""

    what = models.CharField(
        _("support"), max_length=200, help_text=_("Such as training, relief from other duties, equipment.")
    )
    given_by = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("given by"),
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("support for staff")
        verbose_name_plural = _("support for staff")
        ordering = ["starts_on", "pk"]

    def __str__(self) -> str:
        return self.what
