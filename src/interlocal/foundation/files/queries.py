"""Reading stored files."""

import hashlib
import io
from typing import BinaryIO, cast

from interlocal.foundation.files.models import StoredFile
from interlocal.foundation.files.store import BytesMissing, file_store
from interlocal.foundation.vault.public import open_sealed_reader

CHUNK_BYTES = 256 * 1024


def open_file(stored: StoredFile) -> BinaryIO:
    """Return a readable stream of the content, decrypted where sealed; close it after use.

    Raises ``BytesMissing`` when the store lacks the bytes, ``VaultError`` when a sealed file's keys are
    wrong; reading raises ``Altered`` when its bytes were changed or cut. Only open files can seek.
    """
    source = file_store().open(stored.storage_key)
    if not stored.is_sealed:
        return source
    try:
        reader = open_sealed_reader(source, stored.seal, stored.bond)
    except BaseException:
        source.close()
        raise
    return cast("BinaryIO", io.BufferedReader(reader, buffer_size=64 * 1024))


def versions_of(stored: StoredFile) -> list[StoredFile]:
    """Return every version of the file, oldest first."""
    versions = [stored]
    while (older := versions[0].replaces) is not None:
        versions.insert(0, older)
    while (newer := StoredFile.objects.filter(replaces=versions[-1]).first()) is not None:
        versions.append(newer)
    return versions


def is_whole(stored: StoredFile) -> bool:
    """Are the bytes in the store those that were written (by SHA-256, as they lie there)?"""
    try:
        source = file_store().open(stored.storage_key)
    except BytesMissing:
        return False
    with source:
        return hashlib.file_digest(cast("io.BufferedReader", source), "sha256").hexdigest() == stored.sha256
