"""Texts that came back from councils, and where they differ from the common text."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy


class ReturnedText(Record):
    """A council's text as it came back, and the common text with which it was compared.

    ``packet`` is the one whose mark the file bears; empty for a text that came another way.
    """

    instrument = models.ForeignKey(
        "instruments.Instrument", on_delete=models.PROTECT, related_name="returned_texts"
    )
    packet = models.ForeignKey(
        "instruments.Packet", on_delete=models.PROTECT, null=True, related_name="returned_texts"
    )
    file_name = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    parts = models.JSONField(default=dict)
    common_parts = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    privacy = Privacy(
        fields=("by",), purpose="To show who brought the text.", keep="As long as the instrument is kept."
    )

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.file_name or str(self.public_id)


class Decision(models.TextChoices):
    """What became of a deviation; empty while nobody has decided."""

    COMMON = "common", _("The common text takes it")
    LOCAL = "local", _("Accepted for this council alone")
    RETURNED = "returned", _("Sent back")


class Deviation(Record):
    """One passage in which a council's text differs from the common text, and what became of it."""

    returned = models.ForeignKey(ReturnedText, on_delete=models.PROTECT, related_name="deviations")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    change = models.CharField(max_length=20)
    old_place = models.PositiveSmallIntegerField(null=True)
    new_place = models.PositiveSmallIntegerField(null=True)
    old_text = models.TextField(blank=True)
    new_text = models.TextField(blank=True)
    decision = models.CharField(max_length=20, choices=Decision, blank=True)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    privacy = Privacy(
        fields=("decided_by", "reason"),
        purpose="To show who decided on a change of the text, and why.",
        keep="As long as the instrument is kept.",
    )

    class Meta:
        ordering = ("place", "pk")

    def __str__(self) -> str:
        return f"{self.kind} {self.old_place or self.new_place}"

    @property
    def old_number(self) -> int:
        """The passage's number in the common text, counted from one; zero where it is not there."""
        return 0 if self.old_place is None else self.old_place + 1

    @property
    def new_number(self) -> int:
        """The passage's number in the council's text, counted from one; zero where it is not there."""
        return 0 if self.new_place is None else self.new_place + 1
