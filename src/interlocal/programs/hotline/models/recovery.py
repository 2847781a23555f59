"""Recovery: somebody asks, and keepers of different cities open one layer after another."""

from django.conf import settings
from django.db import models

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy
from interlocal.programs.hotline.models.keys import StaffKey
from interlocal.programs.hotline.models.reports import RecoveryWrap


class RecoveryAsk(Record):
    """Somebody who serves a city cannot open its reports; the same row whether or not there are any."""

    jurisdiction = models.ForeignKey("jurisdictions.Jurisdiction", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(StaffKey, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    ended_on = models.DateField(null=True)

    privacy = Privacy(
        fields=("user",), purpose="To know who asked for a recovery.", keep="A year after it ended."
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "user"],
                condition=models.Q(ended_on=None),
                name="hotline_one_open_ask",
            )
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class RecoveryStep(models.Model):
    """How far keepers have come with one report: what is left, still sealed to those who follow."""

    ask = models.ForeignKey(RecoveryAsk, on_delete=models.CASCADE, related_name="steps")
    wrap = models.ForeignKey(RecoveryWrap, on_delete=models.CASCADE, related_name="steps")
    opened = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ["ask", "pk"]
        constraints = [models.UniqueConstraint(fields=["ask", "wrap"], name="hotline_step_once")]

    def __str__(self) -> str:
        return f"{self.ask_id}: {self.opened}"
