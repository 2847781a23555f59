"""A backup as a file: a head that says which key opens it, then one sealed stream of parts."""

from interlocal.foundation.backups.archive.envelope import (
    BackupWrong,
    Head,
    open_backup,
    read_head,
    with_the_sheet,
    with_this_house,
    write_head,
)
from interlocal.foundation.backups.archive.parts import PartReader, PartWriter

__all__ = [
    "BackupWrong",
    "Head",
    "PartReader",
    "PartWriter",
    "open_backup",
    "read_head",
    "with_the_sheet",
    "with_this_house",
    "write_head",
]
