"""Packets made for councils, and the Word templates that clerks bring for them."""

from django.conf import settings
from django.db import models

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy


class PacketTemplate(Record):
    """One version of a jurisdiction's own Word template; the newest that is not retired is used."""

    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction", on_delete=models.PROTECT, related_name="packet_templates"
    )
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True)

    privacy = Privacy(
        fields=("by",), purpose="To show who brought the template.", keep="As long as its packets are kept."
    )

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.jurisdiction}: {self.file}"


class PacketBatch(Record):
    """Packets that were asked for with one click, made by one job."""

    statement = models.ForeignKey(
        "instruments.Statement", on_delete=models.PROTECT, related_name="packet_batches"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)

    privacy = Privacy(
        fields=("by",), purpose="To show who had the packets made.", keep="As long as the packets are kept."
    )

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.statement}"


class Packet(Record):
    """What one council gets to adopt, as it was made: Word, PDF, Akoma Ntoso, and one page for its members.

    ``paper`` is the text that went out (``packets.Paper.as_values``), ``text_digest`` the digest of its words
    and ``common_digest`` that of the common text then. ``problem`` says why it could not be made.
    """

    batch = models.ForeignKey(PacketBatch, on_delete=models.PROTECT, related_name="packets")
    instrument = models.ForeignKey("instruments.Instrument", on_delete=models.PROTECT, related_name="packets")
    template = models.ForeignKey(PacketTemplate, on_delete=models.PROTECT, null=True, related_name="+")
    paper = models.JSONField(default=dict)
    text_digest = models.CharField(max_length=64, blank=True)
    common_digest = models.CharField(max_length=64, blank=True)
    word = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    page = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    legal_xml = models.TextField(blank=True)
    made_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)

    privacy = Privacy(
        fields=("paper", "legal_xml"),
        purpose="To know which words went out to a council; signatories' names stand in its sign-offs.",
        keep="As long as the instrument is kept.",
    )

    class Meta:
        ordering = ("-pk",)
        indexes = [models.Index(fields=["instrument", "text_digest"], name="packet_by_its_words")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "instrument"], name="one_packet_a_council_and_batch")
        ]

    def __str__(self) -> str:
        return f"{self.instrument}"
