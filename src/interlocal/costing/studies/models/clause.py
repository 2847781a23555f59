"""What of a study went into an agreement."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies.models.study import Study
from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA


class CostClause(Record):
    """An option and a way of sharing that an agreement took over as its cost clause, with the exhibit.

    ``digest`` is that of the study file. One that another took the place of stays on record.
    """

    study = models.ForeignKey(
        Study, on_delete=models.PROTECT, related_name="cost_clauses", verbose_name=_("study")
    )
    agreement = models.ForeignKey(
        "agreements.Agreement", on_delete=models.PROTECT, related_name="+", verbose_name=_("agreement")
    )
    clause = models.ForeignKey(
        "agreements.Clause", on_delete=models.PROTECT, related_name="+", verbose_name=_("clause")
    )
    exhibit = models.ForeignKey(
        "agreements.AgreementDocument", on_delete=models.PROTECT, related_name="+", verbose_name=_("exhibit")
    )
    option = models.CharField(_("option"), max_length=80)
    share = models.CharField(_("way of sharing"), max_length=60)
    digest = models.CharField(_("digest of the study file"), max_length=64)
    replaced_at = models.DateTimeField(_("replaced at"), null=True, editable=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("cost clause from a study")
        verbose_name_plural = _("cost clauses from studies")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(replaced_at=None),
                name="one_cost_clause_from_a_study",
            )
        ]

    @property
    def stands(self) -> bool:
        """Does the clause that was sent stand in the agreement?"""
        return self.replaced_at is None and self.clause.replaced_at is None

    def __str__(self) -> str:
        return f"{self.option}, {self.share}"
