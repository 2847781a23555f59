"""Where the bytes lie."""

from pathlib import Path

from django.conf import settings

from interlocal.foundation.files.store.bucket import Bucket, BucketStore, Tried, bucket_of, try_bucket
from interlocal.foundation.files.store.folder import FolderStore
from interlocal.foundation.files.store.port import BytesMissing, FileStore, StoreUnavailable

__all__ = [
    "Bucket",
    "BucketStore",
    "BytesMissing",
    "FileStore",
    "FolderStore",
    "StoreUnavailable",
    "Tried",
    "file_store",
    "files_bucket",
    "files_folder",
    "try_bucket",
]


def file_store() -> FileStore:
    """Return this installation's file store: its bucket where one is named, or else the folder ``files``."""
    bucket = files_bucket()
    return FolderStore(files_folder()) if bucket is None else BucketStore(bucket)


def files_bucket() -> Bucket | None:
    """Return the bucket that the settings name, if any."""
    given = settings.INTERLOCAL_S3
    return bucket_of(given) if given else None


def files_folder() -> Path:
    """Return the folder of files, whether it is in use or not."""
    return Path(settings.INTERLOCAL_DATA) / "files"
