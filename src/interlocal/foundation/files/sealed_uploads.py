"""Receiving files that the server cannot open later: sealed on arrival, under keys that only memory holds."""

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any, BinaryIO

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from interlocal.foundation.files.models import new_storage_key
from interlocal.foundation.files.rules.names import clean_name
from interlocal.foundation.files.store import file_store
from interlocal.foundation.vault.public import SealedWriter

KEY_BYTES = 32


class SealedUpload(UploadedFile):
    """A file that lies sealed in the file store: its bytes cannot be read here, its key is ``key``.

    Unless it is kept, ``close`` deletes the bytes; Django closes every upload when the answer has been sent.
    ``stored_size`` is of the sealed bytes. ``whole`` is its content, where the handler was asked to hold it
    and it was short enough. ``copy`` is kept and deleted with it.
    """

    def __init__(
        self,
        *,
        name: str,
        size: int,
        store_key: str,
        key: bytes,
        stored_size: int,
        whole: bytes | None = None,
    ) -> None:
        super().__init__(ContentFile(b""), name, "application/octet-stream", size)
        self.store_key = store_key
        self.stored_size = stored_size
        self.key = key
        self.whole = whole
        self.copy: SealedUpload | None = None
        self.is_kept = False

    def keep(self) -> None:
        """Leave the bytes where they are: a record speaks of them now."""
        self.is_kept = True
        if self.copy is not None:
            self.copy.keep()

    def close(self) -> None:
        """Delete the bytes unless they were kept."""
        super().close()
        if self.copy is not None:
            self.copy.close()
        if self.store_key and not self.is_kept:
            file_store().delete(self.store_key)


def seal_bytes(data: bytes, *, name: str, day: date) -> SealedUpload:
    """Store ``data`` as an upload would be: sealed under a key of its own, and deleted unless it is kept."""
    store_key, key = new_storage_key(), secrets.token_bytes(KEY_BYTES)
    with file_store().writing(store_key, day=day) as target, SealedWriter(target, key, b"") as sealed:
        sealed.write(data)
        sealed.finish()
        stored_size = target.tell()
    return SealedUpload(name=name, size=len(data), store_key=store_key, key=key, stored_size=stored_size)


class SealedUploadHandler(FileUploadHandler):
    """Seals an upload chunk by chunk into the file store; no readable byte reaches a disk.

    ``most`` is how many bytes all files of a request may have together. Past it the file is dropped and only
    counted: it comes out with its true size and an empty ``store_key``. The bytes bear ``day``, not a time.
    ``holds`` is asked with a file's first bytes whether the whole of it should also stay in memory, as
    ``whole``; that ends once it has more than ``holds_most`` bytes.
    """

    chunk_size = 256 * 1024

    def __init__(
        self,
        *,
        day: date,
        most: int,
        holds: Callable[[bytes], bool] = lambda _head: False,
        holds_most: int = 0,
    ) -> None:
        super().__init__()
        self._day, self._most = day, most
        self._holds, self._holds_most = holds, holds_most
        self._total = 0
        self._writing: AbstractContextManager[BinaryIO] | None = None
        self._held: bytearray | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.drop()
        self._store_key, self._key = new_storage_key(), secrets.token_bytes(KEY_BYTES)
        self._received = 0
        self._writing = file_store().writing(self._store_key, day=self._day)
        self._target = self._writing.__enter__()
        self._sealed = SealedWriter(self._target, self._key, b"")

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> None:
        """Take a chunk; nothing is passed on."""
        if self._received == 0:
            self._held = bytearray() if self._holds(bytes(raw_data[:4096])) else None
        self._received += len(raw_data)
        self._total += len(raw_data)
        if self._total > self._most:
            self.drop()
        if self._writing is None:
            return
        self._sealed.write(raw_data)
        if self._held is not None:
            self._held += raw_data
            if len(self._held) > self._holds_most:
                self._held = None

    def file_complete(self, file_size: int) -> SealedUpload:
        """Return the upload with its true size."""
        store_key, stored_size = "", 0
        if self._writing is not None:
            writing, self._writing = self._writing, None
            try:
                self._sealed.finish()
                stored_size = self._target.tell()
            except BaseException as error:
                writing.__exit__(type(error), error, error.__traceback__)
                raise
            writing.__exit__(None, None, None)
            store_key = self._store_key
        whole, self._held = self._held, None
        return SealedUpload(
            name=clean_name(self.file_name or ""),
            size=file_size,
            store_key=store_key,
            key=self._key,
            stored_size=stored_size,
            whole=None if whole is None else bytes(whole),
        )

    def upload_interrupted(self) -> None:
        """Drop what came."""
        self.drop()

    def drop(self) -> None:
        """Delete what was written of a file that is not whole."""
        self._held = None
        if self._writing is not None:
            writing, self._writing = self._writing, None
            cut = ConnectionAbortedError("The upload was cut.")
            try:
                writing.__exit__(type(cut), cut, None)
            except ConnectionAbortedError:
                return
