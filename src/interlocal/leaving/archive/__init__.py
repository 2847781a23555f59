"""Archives: one zip file or one folder, the same inside."""

from interlocal.leaving.archive.outcomes import ArchiveWrong, Contents, ExportFailed, Manifest, Part
from interlocal.leaving.archive.sources import Source, opened
from interlocal.leaving.archive.targets import Target, target_at, target_in

__all__ = [
    "ArchiveWrong",
    "Contents",
    "ExportFailed",
    "Manifest",
    "Part",
    "Source",
    "Target",
    "opened",
    "target_at",
    "target_in",
]
