"""What an agreement costs a year, and the documents that belong to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.money import CentsField
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.kernel.sources import Sourced
from interlocal.partnerships.agreements.models.agreement import Agreement


class AnnualAmount(Record, Sourced):
    """What one party, or all together, pay in a year. An amount that nobody knows is empty, never zero."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="amounts", verbose_name=_("agreement")
    )
    payer = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who pays"),
        help_text=_("Empty: all parties together."),
    )
    year = models.PositiveSmallIntegerField(_("year"))
    amount_cents = CentsField(_("amount a year"), null=True, blank=True)
    replaced_at = models.DateTimeField(_("replaced at"), null=True, editable=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("annual amount")
        verbose_name_plural = _("annual amounts")
        ordering = ["year", "pk"]

    def __str__(self) -> str:
        return f"{self.agreement} {self.year}"


class AgreementDocument(Record):
    """A file that belongs to the agreement."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="documents", verbose_name=_("agreement")
    )
    title = models.CharField(_("what it is"), max_length=200, help_text=_("Such as “Signed copy”."))
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("document")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
