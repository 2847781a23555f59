"""The door of the room."""

from interlocal.leaving.actions import bring_in, read_archive, record_export, require_nothing_here
from interlocal.leaving.archive import ArchiveWrong, ExportFailed, Manifest
from interlocal.leaving.kinds import staying
from interlocal.leaving.rules import Permission
from interlocal.leaving.schemas import all_schemas
from interlocal.leaving.writing import Exported, write_export

__all__ = [
    "ArchiveWrong",
    "ExportFailed",
    "Exported",
    "Manifest",
    "Permission",
    "all_schemas",
    "bring_in",
    "read_archive",
    "record_export",
    "require_nothing_here",
    "staying",
    "write_export",
]
