"""What a cohort costs, and what each city bears of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy
from interlocal.programs.training.models.catalogue import STAFF_PRIVACY_PURPOSE
from interlocal.programs.training.models.cohorts import Cohort


class CostKind(models.TextChoices):
    """Whether a line was planned or spent."""

    BUDGET = "budget", _("Budget")
    ACTUAL = "actual", _("Actual")


class CostLine(Record):
    """One line of a cohort's budget or actual cost, in cents; income (a grant, say) is negative."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="cost_lines")
    kind = models.CharField(max_length=6, choices=CostKind)
    title = models.CharField(_("what for"), max_length=120)
    cents = models.BigIntegerField(_("amount"))
    source = models.CharField(_("where from"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy = Privacy(
        fields=("recorded_by",),
        purpose=STAFF_PRIVACY_PURPOSE,
        keep="Seven years after the cohort was closed out.",
    )

    class Meta:
        ordering = ["kind", "pk"]

    def __str__(self) -> str:
        return self.title


class CohortShare(Record):
    """What a jurisdiction bears of a cohort's actual cost, set when the cohort is closed out."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="cost_shares")
    jurisdiction = models.ForeignKey("jurisdictions.Jurisdiction", on_delete=models.PROTECT, related_name="+")
    seats_used = models.PositiveSmallIntegerField()
    cents = models.BigIntegerField()
    working = models.TextField(blank=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ["jurisdiction__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "jurisdiction"], name="training_one_cost_a_jurisdiction"
            )
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction}: {self.cents}"
