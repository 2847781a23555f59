"""Reports: what is sealed, and to whom. No row bears a time, only days."""

from django.db import models

from interlocal.kernel.ids import PublicIdField
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy
from interlocal.programs.hotline.models.keys import StaffKey

KEEP = "Until the city's schedule deletes the report, unless it is held."


class Report(models.Model):
    """A report: its public key, and its private key sealed to the receipt.

    ``receipt_lookup`` is a keyed digest of the receipt. ``delete_after`` is set when it is closed;
    ``is_counted`` once its figures went to the year's, so that closing it again counts nothing twice.
    """

    public_id = PublicIdField()
    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction", on_delete=models.PROTECT, null=True, related_name="+"
    )
    public_key = models.BinaryField(max_length=32)
    receipt_lookup = models.CharField(max_length=64, unique=True)
    receipt_wrap = models.BinaryField()
    received_on = models.DateField()
    delete_after = models.DateField(null=True)
    is_held = models.BooleanField(default=False)
    is_rehearsal = models.BooleanField(default=False)
    is_counted = models.BooleanField(default=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ["public_id"]

    def __str__(self) -> str:
        return str(self.public_id)


class Wrap(models.Model):
    """The private report key, sealed to one staff key: who has one may see the report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="wraps")
    key = models.ForeignKey(StaffKey, on_delete=models.PROTECT, related_name="wraps")
    sealed = models.BinaryField()

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ["report", "key"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="hotline_wrapped_once")]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.key_id}"


class RecoveryWrap(models.Model):
    """The private report key in nested sealed boxes; ``keys``: public ids of staff keys, outermost first."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="recovery_wraps")
    keys = models.JSONField()
    sealed = models.BinaryField()

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ["report", "pk"]

    def __str__(self) -> str:
        return f"{self.report_id}: {len(self.keys)}"


class Exclusion(models.Model):
    """A person who may have no wrap of the report: a digest of their public id, keyed for this report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="exclusions")
    digest = models.CharField(max_length=64)

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ["report", "digest"]
        constraints = [models.UniqueConstraint(fields=["report", "digest"], name="hotline_excluded_once")]

    def __str__(self) -> str:
        return f"report {self.report_id}"


class Entry(models.Model):
    """One event in a report, in order of ``place``: JSON sealed to the report key.

    ``is_for_staff_only`` marks what the reporter is not shown.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="entries")
    public_id = PublicIdField()
    place = models.PositiveIntegerField()
    sealed = models.BinaryField()
    is_for_staff_only = models.BooleanField(default=False)
    written_on = models.DateField()

    privacy = Privacy(fields=("sealed",), purpose="To look into what was reported.", keep=KEEP)

    class Meta:
        ordering = ["report", "place"]
        constraints = [models.UniqueConstraint(fields=["report", "place"], name="hotline_place_once")]

    def __str__(self) -> str:
        return str(self.public_id)


class SealedFile(models.Model):
    """A file of a report: a stream under a key of its own, which is sealed to the report key with the name.

    ``cleaned_from`` leads from the viewing copy without metadata to the original. ``size`` is of the stored
    bytes.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    public_id = PublicIdField()
    sealed = models.BinaryField()
    store_key = models.CharField(max_length=100, unique=True)
    size = models.PositiveBigIntegerField()
    cleaned_from = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, related_name="cleaned_copy"
    )

    privacy = Privacy(fields=("sealed",), purpose="To look into what was reported.", keep=KEEP)

    class Meta:
        ordering = ["report", "pk"]

    def __str__(self) -> str:
        return str(self.public_id)


class OpenReading(models.Model):
    """A reporter reads: which report, its private key and until when, sealed under a token.

    Only their browser holds the token, so the row tells but a day. A receipt that opens nothing leaves the
    same row.
    """

    token_digest = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    opened_on = models.DateField()

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ["token_digest"]

    def __str__(self) -> str:
        return self.token_digest
