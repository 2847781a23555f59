"""Seats as rows, so that none can be given twice, and every decision about them with its reason."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy
from interlocal.programs.training.models.cohorts import Cohort
from interlocal.programs.training.models.learners import KEEP_LEARNING, Application


class Seat(models.Model):
    """One seat of a cohort, held by at most one application (an offer holds its seat too)."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="seats")
    number = models.PositiveSmallIntegerField()
    holder = models.OneToOneField(Application, on_delete=models.PROTECT, null=True, related_name="seat")

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["cohort", "number"], name="training_seat_number_once")]

    def __str__(self) -> str:
        return str(self.number)


class DecisionKind(models.TextChoices):
    """What was decided about a seat."""

    SEATED = "seated", _("Seat given within the city's share")
    OFFERED = "offered", _("Seat offered")
    ACCEPTED = "accepted", _("Offer accepted")
    REFUSED = "refused", _("Offer refused")
    LAPSED = "lapsed", _("Offer lapsed")
    WITHDREW = "withdrew", _("Withdrew")
    SUBSTITUTED = "substituted", _("Substitute took the seat")
    RELEASED = "released", _("Unused shares released")
    OVERRIDDEN = "overridden", _("Given by decision of the coordinator")
    TAKEN_BACK = "taken-back", _("Taken back by decision of the coordinator")
    CITY_LEFT = "city-left", _("City left the cohort")
    CHANGED = "changed", _("Shares or seats changed")
    NO_SHOW = "no-show", _("Did not come")


class Decision(Record):
    """One decision about a cohort's seats. ``figures`` holds what the rule saw when it decided.

    ``reason`` is what a person gave; the rule's own reason is worded from ``figures`` in the reader's
    language. Everybody who sees the cohort sees the reasons; only who may see the learner sees the name.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="decisions")
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction", on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=11, choices=DecisionKind)
    seat_number = models.PositiveSmallIntegerField(null=True)
    figures = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    privacy = Privacy(
        fields=("reason", "by"),
        purpose="To explain why a seat went where it went.",
        keep=KEEP_LEARNING,
    )

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.get_kind_display()
