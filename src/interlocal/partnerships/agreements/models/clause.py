"""Clauses by type. A clause that is replaced or struck stays on record."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.partnerships.agreements.models.agreement import Agreement


class ClauseKind(models.TextChoices):
    """What a shared-service agreement speaks of, in the order in which one is written."""

    AUTHORITY = "authority", _("Authority")
    PURPOSE = "purpose", _("Purpose")
    SERVICES = "services", _("Services and service standards")
    ENTITY = "entity", _("Entity or board")
    DURATION = "duration", _("Duration")
    BUDGET = "budget", _("Budget")
    COST = "cost", _("Cost formula, payment schedule and adjustment")
    PROPERTY = "property", _("Property and its division")
    STAFF = "staff", _("Staff and employer")
    LIABILITY = "liability", _("Liability and insurance")
    DISPUTE = "dispute", _("Disputes")
    AMENDMENT = "amendment", _("Amendment")
    ADDING = "adding-members", _("Adding members")
    WITHDRAWAL = "withdrawal", _("Withdrawal and termination, with non-appropriation")
    RENEWAL = "renewal", _("Renewal notice")
    RECEIPTS = "receipts", _("Accountability of receipts")
    SURPLUS = "surplus", _("Surplus")
    RECORDS = "records", _("Records")


class Clause(Record):
    """One clause, word for word, with its section."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="clauses", verbose_name=_("agreement")
    )
    kind = models.CharField(_("what it is about"), max_length=20, choices=ClauseKind)
    section = models.CharField(
        _("section"), max_length=40, help_text=_("As the text numbers it, such as “Section 4.2”.")
    )
    text = models.TextField(_("text"), help_text=_("Word for word."))
    replaced_at = models.DateTimeField(_("replaced at"), null=True, editable=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.section}: {self.get_kind_display()}"
