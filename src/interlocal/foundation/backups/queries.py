"""What is known of recovery keys and backups."""

from pathlib import Path

from interlocal.foundation.backups.models import Backup, RecoveryKey
from interlocal.foundation.vault.public import decrypt


def recovery_key_in_use() -> RecoveryKey | None:
    """Return the recovery key that backups are sealed to now."""
    return RecoveryKey.objects.filter(retired_at=None).order_by("-pk").first()


def proof_key_of(key: RecoveryKey) -> bytes:
    """Return what proves that a backup was sealed here."""
    return decrypt("backups", bytes(key.sealed_proof), key.fingerprint.encode())


def last_good_backup() -> Backup | None:
    """Return the newest backup that was read back whole and is still where it was written."""
    verified = Backup.objects.exclude(verified_at=None).order_by("-created_at")
    return next((one for one in verified[:50] if (Path(one.folder) / one.file_name).is_file()), None)


def backups_made() -> list[Backup]:
    """Return the last fifty backups, newest first."""
    return list(Backup.objects.order_by("-created_at")[:50])
