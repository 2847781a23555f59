"""What hurts a city, in its own words, and the groups in which cities find that it hurts them alike."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.money import CentsField
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy
from interlocal.kernel.sources import Sourced

if TYPE_CHECKING:
    from interlocal.partnerships.initiatives.models.initiative import Initiative


class Weight(models.IntegerChoices):
    """How much it weighs for the city that states it."""

    SLIGHT = 1, _("1, a nuisance")
    LIGHT = 2, _("2, costs time now and then")
    MIDDLING = 3, _("3, costs time every week")
    HEAVY = 4, _("4, keeps us from what we must do")
    SEVERE = 5, _("5, we cannot go on like this")


class Certainty(models.TextChoices):
    """How sure the city is of what it costs."""

    MEASURED = "measured", _("Measured")
    ESTIMATED = "estimated", _("Estimated")
    GUESSED = "guessed", _("A guess")


class PainGroup(Record):
    """Pain points that a person found to be one and the same. It can become an initiative."""

    title = models.CharField(_("title"), max_length=160)
    dissolved_at = models.DateTimeField(_("dissolved at"), null=True, editable=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("group of pain points")
        verbose_name_plural = _("groups of pain points")
        ordering = ["-created_at", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def became(self) -> "Initiative | None":
        """The initiative that it has become, if it has."""
        return getattr(self, "initiative", None)


class PainPoint(Record, Sourced):
    """Something that hurts one city. Its source covers weight and cost."""

    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        related_name="pain_points",
        verbose_name=_("stated by"),
    )
    title = models.CharField(_("what hurts"), max_length=160)
    description = models.TextField(
        _("in more words"),
        help_text=_("What happens, to whom, how often. Matches are found from these words."),
    )
    weight = models.PositiveSmallIntegerField(_("weight"), choices=Weight)
    yearly_cost_cents = CentsField(_("cost in a year"), null=True, blank=True)
    cost_year = models.PositiveSmallIntegerField(_("year of the cost"), null=True, blank=True)
    certainty = models.CharField(_("how sure the cost is"), max_length=10, choices=Certainty, blank=True)
    group = models.ForeignKey(
        PainGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="pain_points"
    )
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("written down by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawal_reason = models.TextField(_("why it was withdrawn"), blank=True)

    privacy = Privacy(
        fields=("stated_by",),
        purpose="To know whom to ask about a pain point.",
        keep="As long as the partnership keeps its records.",
    )

    class Meta:
        verbose_name = _("pain point")
        verbose_name_plural = _("pain points")
        ordering = ["-weight", "-created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="cost_of_pain_has_year_and_certainty",
                condition=models.Q(yearly_cost_cents=None, cost_year=None, certainty="")
                | (models.Q(yearly_cost_cents__gte=0, cost_year__isnull=False) & ~models.Q(certainty="")),
            )
        ]

    def __str__(self) -> str:
        return self.title
