"""Who is bound by an agreement, from when until when, and by what act of its own."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.partnerships.agreements.models.agreement import Agreement


class Party(Record):
    """One stretch of being a party; both its ends are included. An unknown start counts as begun long ago."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="parties", verbose_name=_("agreement")
    )
    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        related_name="agreement_parties",
        verbose_name=_("jurisdiction"),
    )
    joined_on = models.DateField(
        _("party from"), null=True, blank=True, help_text=_("Leave it empty when the day is not known.")
    )
    left_on = models.DateField(_("last day as a party"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    signed_office = models.CharField(
        _("office that signed"), max_length=120, blank=True, help_text=_("Such as “Mayor” or “City Manager”.")
    )

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["jurisdiction__name", F("joined_on").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(joined_on=None) | Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="party_leaves_after_it_joins",
            ),
            models.UniqueConstraint(
                fields=["agreement", "jurisdiction"],
                condition=Q(left_on=None),
                name="one_running_party_per_jurisdiction",
            ),
            models.CheckConstraint(
                condition=Q(signed_on=None, signed_office="")
                | (Q(signed_on__isnull=False) & ~Q(signed_office="")),
                name="signature_has_day_and_office",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction} · {self.agreement}"


class PartyInstrument(Record):
    """The instrument by which a party's governing body adopted the agreement."""

    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="instruments", verbose_name=_("party")
    )
    instrument = models.ForeignKey(
        "instruments.Instrument",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("instrument"),
    )

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("adopting instrument")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["party", "instrument"], name="instrument_is_linked_once")
        ]

    def __str__(self) -> str:
        return f"{self.instrument}"
