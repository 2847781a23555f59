"""What is written down about recovery keys and backups."""

from interlocal.foundation.backups.actions.keys import (
    check_recovery_key,
    make_recovery_key,
    seal_key_file_again,
)
from interlocal.foundation.backups.actions.records import record_backup, record_restore

__all__ = [
    "check_recovery_key",
    "make_recovery_key",
    "record_backup",
    "record_restore",
    "seal_key_file_again",
]
