"""What may be stored, and under which name."""

from interlocal.foundation.files.rules.limits import UploadRefused, require_size
from interlocal.foundation.files.rules.names import clean_name
from interlocal.foundation.files.rules.recognition import recognised_type
from interlocal.foundation.files.rules.types import ALLOWED, ARCHIVE, FileType, allowed_extensions

__all__ = [
    "ALLOWED",
    "ARCHIVE",
    "FileType",
    "UploadRefused",
    "allowed_extensions",
    "clean_name",
    "recognised_type",
    "require_size",
]
