"""Storing files and removing them."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import PARTNERSHIP_BOOK, Person, Ref, act
from interlocal.foundation.files.models import StoredFile, new_storage_key
from interlocal.foundation.files.rules import (
    FileType,
    UploadRefused,
    clean_name,
    recognised_type,
    require_size,
)
from interlocal.foundation.files.store import file_store
from interlocal.foundation.vault.public import open_sealed_writer

CHUNK_BYTES = 256 * 1024


def store_upload(
    *,
    by: Person | None,
    upload: File,  # type: ignore[type-arg]
    now: datetime,
    purpose: str,
    sealed: bool = False,
    replaces: StoredFile | None = None,
    book: str = PARTNERSHIP_BOOK,
    only: FileType | None = None,
) -> StoredFile:
    """Store ``upload`` for ``purpose`` ("<room>.<use>") and return its record.

    ``sealed`` encrypts content and name, and keeps the name out of the audit; a sealed room also names its
    own ``book`` and leaves ``by`` out where nobody may be named. ``replaces`` makes this the next version of
    that file. ``only`` is the one type taken, in place of those on the list.
    Raises ``UploadRefused`` when the file is empty, too large, of a type that is not taken, or not
    what its name says; or when a newer version replaced that file meanwhile.

    The bytes are written, whole and durable, before the record: a crash can leave bytes without a record,
    which ``sweep_orphans`` deletes, but never a record without bytes.
    """
    name = clean_name(upload.name or "")
    require_size(name, upload.size)
    _require_next_version(replaces, purpose=purpose, sealed=sealed)
    file_type = recognised_type(cast("BinaryIO", upload), name, only)
    stored = StoredFile(
        purpose=purpose,
        open_name="" if sealed else name,
        sealed_name=name if sealed else None,
        media_type=file_type.media_type,
        is_sealed=sealed,
        storage_key=new_storage_key(),
        uploaded_by_id=None if by is None else by.pk,
        replaces=replaces,
        version=1 if replaces is None else replaces.version + 1,
        created_at=now,
    )
    stored.size, stored.sha256 = _write(upload, stored)
    try:
        with act(
            by=by, action="files.store", now=now, book=book, purpose=purpose, version=stored.version
        ) as done:
            _require_next_version(replaces, purpose=purpose, sealed=sealed)
            stored.save(force_insert=True)
            done.subject = _ref(stored)
            done.record(size=stored.size, media_type=stored.media_type, sha256=stored.sha256)
    except BaseException:
        file_store().delete(stored.storage_key)
        raise
    return stored


def store_made(
    *,
    by: Person | None,
    name: str,
    file_type: FileType,
    purpose: str,
    write: Callable[[BinaryIO], object],
    keep: Callable[[StoredFile], object],
    now: datetime,
) -> StoredFile:
    """Store, sealed, a file of any size that the house makes itself, and return its record.

    ``write`` is given a stream that can neither seek nor be read, and writes the content to it, which is
    encrypted on its way; ``keep`` is called with the record in the transaction that writes it, so that what
    owns the file is written with it. Where either raises, nothing is left.
    """
    stored = StoredFile(
        purpose=purpose,
        sealed_name=clean_name(name),
        media_type=file_type.media_type,
        is_sealed=True,
        storage_key=new_storage_key(),
        uploaded_by_id=None if by is None else by.pk,
        created_at=now,
    )
    with file_store().writing(stored.storage_key) as file:
        target = _Fingerprint(file)
        sink = open_sealed_writer(cast("BinaryIO", target), stored.seal, stored.bond)
        counted = _Counted(cast("BinaryIO", sink))
        write(cast("BinaryIO", counted))
        sink.finish()
    stored.size, stored.sha256 = counted.size, target.sha256.hexdigest()
    try:
        with act(by=by, action="files.store", now=now, purpose=purpose, version=stored.version) as done:
            stored.save(force_insert=True)
            done.subject = _ref(stored)
            done.record(size=stored.size, media_type=stored.media_type, sha256=stored.sha256)
            keep(stored)
    except BaseException:
        file_store().delete(stored.storage_key)
        raise
    return stored


def remove_file(
    *,
    by: Person | None,
    stored: StoredFile,
    reason: str,
    now: datetime,
    book: str = PARTNERSHIP_BOOK,
) -> None:
    """Delete the record of ``stored``, then, once that has committed, its bytes. ``reason`` is recorded."""
    with act(by=by, action="files.remove", subject=_ref(stored), now=now, book=book, reason=reason):
        stored.delete()
        transaction.on_commit(partial(file_store().delete, stored.storage_key))


def _write(upload: File, stored: StoredFile) -> tuple[int, str]:  # type: ignore[type-arg]
    """Write the bytes; return how many were given, and the SHA-256 of what lies in the store."""
    size = 0
    with file_store().writing(stored.storage_key) as file:
        target = _Fingerprint(file)
        sink = (
            open_sealed_writer(cast("BinaryIO", target), stored.seal, stored.bond)
            if stored.is_sealed
            else None
        )
        for chunk in upload.chunks(CHUNK_BYTES):
            size += len(chunk)
            require_size(stored.name, min(size, settings.INTERLOCAL_UPLOAD_LIMIT + 1))
            (sink or target).write(chunk)
        if sink is not None:
            sink.finish()
        if size != upload.size:
            raise UploadRefused(
                _("“%(name)s” did not arrive whole. Upload it again.") % {"name": stored.name}
            )
    return size, target.sha256.hexdigest()


def _require_next_version(replaces: StoredFile | None, *, purpose: str, sealed: bool) -> None:
    if replaces is None:
        return
    if replaces.purpose != purpose or (replaces.is_sealed and not sealed):
        raise ValueError("A version belongs to the same purpose, and a sealed file's versions are sealed.")
    if StoredFile.objects.filter(replaces=replaces).exists():
        raise UploadRefused(
            _("Somebody uploaded a newer version of this file meanwhile. Look at that one first.")
        )


def _ref(stored: StoredFile) -> Ref:
    return Ref(StoredFile._meta.label_lower, stored.public_id, str(stored))


class _Fingerprint:
    """Passes bytes on and takes their SHA-256."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self.sha256 = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.sha256.update(data)
        return self._target.write(data)


class _Counted:
    """Passes bytes on and counts them; there is no place in it to go back to."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self.size = 0

    def write(self, data: bytes) -> int:
        self.size += len(data)
        return self._target.write(data)

    def flush(self) -> None:
        """What is sealed goes on in pieces of its own."""
