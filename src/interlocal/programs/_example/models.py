"""Loans of equipment."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy


class Loan(Record):
    """A piece of equipment that one jurisdiction lends to another."""

    equipment = models.CharField(_("equipment"), max_length=120)
    lender = models.ForeignKey("jurisdictions.Jurisdiction", on_delete=models.PROTECT, related_name="+")
    borrower = models.ForeignKey("jurisdictions.Jurisdiction", on_delete=models.PROTECT, related_name="+")
    lent_on = models.DateField(_("lent on"))
    returned_on = models.DateField(_("returned on"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy = Privacy(
        fields=("recorded_by",),
        purpose="To know whom to ask about a loan.",
        keep="Five years after the equipment was returned.",
    )

    class Meta:
        ordering = ("-lent_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(lender=models.F("borrower")), name="example_loan_has_two_parties"
            ),
            models.CheckConstraint(
                condition=models.Q(returned_on=None) | models.Q(returned_on__gte=models.F("lent_on")),
                name="example_loan_returned_after_lent",
            ),
        ]

    def __str__(self) -> str:
        return self.equipment
