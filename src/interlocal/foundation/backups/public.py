"""The door of the backups."""

from interlocal.foundation.backups.actions import record_backup, record_restore
from interlocal.foundation.backups.archive import BackupWrong
from interlocal.foundation.backups.models import Backup, RecoveryKey
from interlocal.foundation.backups.moving import Moved, move_rows
from interlocal.foundation.backups.moving_files import MovedFiles, move_files
from interlocal.foundation.backups.outcomes import BackupFailed, Made, Restored
from interlocal.foundation.backups.queries import last_good_backup, recovery_key_in_use
from interlocal.foundation.backups.restoring import restore_backup, unfinished_restore
from interlocal.foundation.backups.rows import LoadRefused, snapshot
from interlocal.foundation.backups.writing import estimated_size, write_backup

__all__ = [
    "Backup",
    "BackupFailed",
    "BackupWrong",
    "LoadRefused",
    "Made",
    "Moved",
    "MovedFiles",
    "RecoveryKey",
    "Restored",
    "estimated_size",
    "last_good_backup",
    "move_files",
    "move_rows",
    "record_backup",
    "record_restore",
    "recovery_key_in_use",
    "restore_backup",
    "snapshot",
    "unfinished_restore",
    "write_backup",
]
