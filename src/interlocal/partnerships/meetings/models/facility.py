"""Where a body meets and posts its notices, and on which days that building is closed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.kernel.sources import Sourced

MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)


def monday_to_friday() -> list[int]:
    """Return the weekdays on which most offices are open; Monday is 0."""
    return list(MONDAY_TO_FRIDAY)


class Facility(Record, Sourced):
    """A building with the days on which it is open: the calendar of a notice clock."""

    name = models.CharField(_("name"), max_length=150, unique=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="America/Chicago")
    open_weekdays = models.JSONField(_("open on"), default=monday_to_friday)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("facility")
        verbose_name_plural = _("facilities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FacilityClosure(Record, Sourced):
    """One day on which a facility is closed though its weekday is open: a holiday, say."""

    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="closures")
    on = models.DateField(_("day"))
    name = models.CharField(_("why it is closed"), max_length=120)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("closed day")
        verbose_name_plural = _("closed days")
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["facility", "on"], name="facility_closes_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.name}"
