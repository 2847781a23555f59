"""Hours of staff that one city lends another."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies.models.options import Option
from interlocal.costing.studies.models.study import Line, StudyCity
from interlocal.kernel.models import Record
from interlocal.kernel.money import CentsField
from interlocal.kernel.privacy import NO_PERSONAL_DATA

FULL_TIME = 2080  # 52 weeks of 40 hours


class Exchange(Record):
    """Hours a year from one city to another. One that is replaced or taken out stays on record.

    An hour costs the giver what ``pay`` comes to over the hours of ``staff`` in its signed baseline, and
    saves the receiver the same of its own, unless cents an hour are typed.
    """

    option = models.ForeignKey(
        Option, on_delete=models.PROTECT, related_name="exchanges", verbose_name=_("option")
    )
    giver = models.ForeignKey(
        StudyCity, on_delete=models.PROTECT, related_name="+", verbose_name=_("city that lends")
    )
    receiver = models.ForeignKey(
        StudyCity, on_delete=models.PROTECT, related_name="+", verbose_name=_("city that borrows")
    )
    hours = models.DecimalField(
        _("hours a year"), max_digits=9, decimal_places=2, validators=[MinValueValidator(0)]
    )
    staff = models.ForeignKey(
        Line, on_delete=models.PROTECT, related_name="+", verbose_name=_("line of the positions")
    )
    pay = models.ForeignKey(
        Line, on_delete=models.PROTECT, related_name="+", verbose_name=_("line of their pay and benefits")
    )
    full_time = models.PositiveSmallIntegerField(
        _("hours of a full-time position a year"), default=FULL_TIME, validators=[MinValueValidator(1)]
    )
    cost_cents = CentsField(_("what an hour costs the city that lends"), null=True, blank=True)
    saves_cents = CentsField(_("what an hour saves the city that borrows"), null=True, blank=True)
    price_cents = CentsField(_("price of an hour"), null=True, blank=True)
    low = models.DecimalField(
        _("at least, percent of the hours"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    high = models.DecimalField(
        _("at most, percent of the hours"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    source = models.CharField(_("where it comes from"), max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("hours lent")
        verbose_name_plural = _("hours lent")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.giver.jurisdiction.name} – {self.receiver.jurisdiction.name}"
