"""What a council or its officer did with an instrument."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.fields import WebAddressField
from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy
from interlocal.partnerships.instruments.lifecycle import Outcome as PlainOutcome
from interlocal.partnerships.instruments.lifecycle import StepKind as PlainKind


class StepKind(models.TextChoices):
    """What a step takes down, as the procedures name it (``config.wiring.STEP_RECORDS``)."""

    BILL = PlainKind.BILL, _("Filed")
    AGENDA = PlainKind.AGENDA, _("On the agenda")
    READING = PlainKind.READING, _("Reading")
    VOTE = PlainKind.VOTE, _("Vote")
    NUMBER = PlainKind.NUMBER, _("Number assigned")
    SIGNATURE = PlainKind.SIGNATURE, _("Signature")
    MAYOR = PlainKind.MAYOR, _("Mayor")
    OVERRIDE = PlainKind.OVERRIDE, _("Vote after a veto")
    EFFECTIVE = PlainKind.EFFECTIVE, _("In effect")


class Outcome(models.TextChoices):
    """How it came out."""

    DONE = PlainOutcome.DONE, _("Done")
    IN_FULL = PlainOutcome.IN_FULL, _("Read in full")
    BY_TITLE = PlainOutcome.BY_TITLE, _("Read by title")
    PASSED = PlainOutcome.PASSED, _("Passed")
    AMENDED = PlainOutcome.AMENDED, _("Passed with changes")
    FAILED = PlainOutcome.FAILED, _("Not passed")
    TABLED = PlainOutcome.TABLED, _("Tabled to a later day")
    SIGNED = PlainOutcome.SIGNED, _("Signed")
    UNSIGNED = PlainOutcome.UNSIGNED, _("Took effect without a signature")
    VETOED = PlainOutcome.VETOED, _("Vetoed")
    OVERRIDDEN = PlainOutcome.OVERRIDDEN, _("Passed over the veto")
    SUSTAINED = PlainOutcome.SUSTAINED, _("The veto stands")


class Proceeding(Record):
    """One thing done at one step: filed, read, tabled, voted, signed. Nothing is overwritten.

    ``votes`` names who voted how, ``[name, "aye" | "nay" | "abstain"]`` each, where the names are known.
    ``undone_at`` marks what was taken back when its step was opened again.
    """

    instrument = models.ForeignKey(
        "instruments.Instrument", on_delete=models.PROTECT, related_name="proceedings"
    )
    commitment = models.ForeignKey("commitments.Commitment", on_delete=models.PROTECT, related_name="+")
    step_key = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=StepKind)
    outcome = models.CharField(max_length=20, choices=Outcome)
    happened_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    number = models.CharField(max_length=40, blank=True)
    ayes = models.PositiveSmallIntegerField(null=True, blank=True)
    nays = models.PositiveSmallIntegerField(null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(null=True, blank=True)
    votes = models.JSONField(default=list, blank=True)
    officer = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    url = WebAddressField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        fields=("by", "officer", "votes", "note"),
        purpose="To show how a council and its officers acted, as its public record does.",
        keep="As long as the instrument is kept.",
    )

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_outcome_display()}"

    @property
    def count(self) -> str:
        """The vote in short: ``6–0``, with abstentions ``6–0–1``; ``""`` for what is no vote."""
        if self.ayes is None or self.nays is None:
            return ""
        rest = f"–{self.abstentions}" if self.abstentions else ""
        return f"{self.ayes}–{self.nays}{rest}"
