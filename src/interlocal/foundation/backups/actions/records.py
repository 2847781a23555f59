"""Writing down that a backup was made, or brought back."""

from datetime import datetime

from interlocal.foundation.audit.public import Ref, act, ref_to
from interlocal.foundation.backups.models import Backup
from interlocal.foundation.backups.outcomes import Made, Restored


def record_backup(*, made: Made, is_automatic: bool, now: datetime) -> Backup:
    """Remember a backup that was made, and read back when ``made.is_verified``."""
    with act(
        by=None, action="backups.make", now=now, rows=made.rows, files=made.files, size=made.size
    ) as done:
        backup = Backup.objects.create(
            created_at=now,
            file_name=made.path.name,
            folder=str(made.path.parent),
            fingerprint=made.fingerprint,
            size=made.size,
            tables=made.tables,
            rows=made.rows,
            files=made.files,
            is_automatic=is_automatic,
            verified_at=now if made.is_verified else None,
        )
        done.subject = ref_to(backup)
    return backup


def record_restore(*, restored: Restored, now: datetime) -> None:
    """Write into the audit book that this is a backup brought back, and of when."""
    with act(
        by=None,
        action="backups.restore",
        subject=Ref("backups.backup", restored.number, label=restored.made_at),
        now=now,
        rows=restored.rows,
        files=restored.files,
    ):
        pass
