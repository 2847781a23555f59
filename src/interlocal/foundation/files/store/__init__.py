"""Where the bytes lie."""

from pathlib import Path

from django.conf import settings

from interlocal.foundation.files.store.folder import FolderStore
from interlocal.foundation.files.store.port import BytesMissing, FileStore

__all__ = ["BytesMissing", "FileStore", "FolderStore", "file_store"]


def file_store() -> FileStore:
    """Return this installation's file store: the folder ``files`` in its data folder."""
    return FolderStore(Path(settings.INTERLOCAL_DATA) / "files")
