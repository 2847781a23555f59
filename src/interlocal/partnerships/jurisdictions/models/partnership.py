"""The one partnership that this installation serves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.kernel.sources import Sourced


class Partnership(Record, Sourced):
    """The partnership itself; an installation has one."""

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60)
    purpose = models.TextField(
        _("purpose"),
        help_text=_("What the partnership is for, in words a resident understands."),
    )
    purpose_es = models.TextField(
        _("purpose in Spanish"),
        blank=True,
        help_text=_("Shown on Spanish pages; while it is empty, the English is."),
    )
    time_zone = models.CharField(_("time zone"), max_length=64, default="America/Chicago")
    fiscal_year_starts_month = models.PositiveSmallIntegerField(
        _("month in which its fiscal year starts"), default=7
    )
    fiscal_year_starts_day = models.PositiveSmallIntegerField(
        _("day on which its fiscal year starts"), default=1
    )
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    only_one = models.BooleanField(default=True, editable=False, unique=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("partnership")
        constraints = [models.CheckConstraint(condition=models.Q(only_one=True), name="one_partnership")]

    def __str__(self) -> str:
        return self.name
