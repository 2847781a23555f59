"""Recovery keys and backups, as the installation remembers them."""

from django.db import models

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA


class RecoveryKey(Record):
    """The machine's side of a recovery sheet: it seals for the sheet's holder and opens nothing."""

    fingerprint = models.CharField(max_length=14, unique=True)
    public_key = models.BinaryField(max_length=32)
    sealed_proof = models.BinaryField()
    # The vault's key file, sealed to the sheet: database and sheet together bring a lost key file back.
    sealed_key_file = models.BinaryField()
    checked_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    privacy = NO_PERSONAL_DATA

    def __str__(self) -> str:
        return self.fingerprint


class Backup(Record):
    """A backup that was made and read back whole."""

    file_name = models.CharField(max_length=120, unique=True)
    folder = models.CharField(max_length=500)
    fingerprint = models.CharField(max_length=14)
    size = models.BigIntegerField()
    tables = models.PositiveIntegerField()
    rows = models.BigIntegerField()
    files = models.BigIntegerField()
    is_automatic = models.BooleanField(default=False)
    verified_at = models.DateTimeField(null=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="backup_made")]

    def __str__(self) -> str:
        return self.file_name
