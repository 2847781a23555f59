"""The door of the file room."""

from interlocal.foundation.files.actions import remove_file, store_made, store_upload
from interlocal.foundation.files.models import StoredFile
from interlocal.foundation.files.queries import is_whole, open_file, versions_of
from interlocal.foundation.files.responses import file_response
from interlocal.foundation.files.rules import ARCHIVE, UploadRefused, allowed_extensions
from interlocal.foundation.files.rules.names import clean_name
from interlocal.foundation.files.scanning import NOT_SCANNED, NoScanner, Scan, is_scanning, scan, scanner
from interlocal.foundation.files.sealed_uploads import SealedUpload, SealedUploadHandler, seal_bytes
from interlocal.foundation.files.store import (
    Bucket,
    BucketStore,
    BytesMissing,
    FileStore,
    FolderStore,
    StoreUnavailable,
    Tried,
    file_store,
    files_bucket,
    files_folder,
    try_bucket,
)

__all__ = [
    "ARCHIVE",
    "NOT_SCANNED",
    "Bucket",
    "BucketStore",
    "BytesMissing",
    "FileStore",
    "FolderStore",
    "NoScanner",
    "Scan",
    "SealedUpload",
    "SealedUploadHandler",
    "StoreUnavailable",
    "StoredFile",
    "Tried",
    "UploadRefused",
    "allowed_extensions",
    "clean_name",
    "file_response",
    "file_store",
    "files_bucket",
    "files_folder",
    "is_scanning",
    "is_whole",
    "open_file",
    "remove_file",
    "scan",
    "scanner",
    "seal_bytes",
    "store_made",
    "store_upload",
    "try_bucket",
    "versions_of",
]
