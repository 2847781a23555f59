"""A report's files as they arrive: sealed at once, and cleaned while they are in memory."""

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.conf import settings

from interlocal.foundation.files.public import (
    SealedUpload,
    SealedUploadHandler,
    is_scanning,
    scan,
    seal_bytes,
)
from interlocal.foundation.vault.public import Altered, VaultError, decrypt, encrypt
from interlocal.programs.hotline.cleaning.asking import LARGEST, UNKNOWN, cleaned_copy, kind_of
from interlocal.programs.hotline.queries.files import held_among, still_stored
from interlocal.programs.hotline.rules.filing import Stream

MOST_FILES = 10
_PURPOSE = "hotline.waiting-files"
_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}


class ReportUploads(SealedUploadHandler):
    """Seals what arrives, one file after another; scanned, with a viewing copy where one can be made."""

    def __init__(self, day: date) -> None:
        super().__init__(
            day=day,
            most=settings.INTERLOCAL_SEALED_UPLOAD_LIMIT,
            holds=lambda head: is_scanning() or kind_of(head) != UNKNOWN,
            holds_most=LARGEST,
        )
        self._kept_day = day
        self.number = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a chunk, and note what kind of file it begins."""
        if start == 0:
            self._kind = kind_of(bytes(raw_data[:16]))
        super().receive_data_chunk(raw_data, start)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        self._kind = UNKNOWN
        super().new_file(*args, **kwargs)

    def file_complete(self, file_size: int) -> SealedUpload:
        """Return the upload with its true size, and its viewing copy."""
        upload = super().file_complete(file_size)
        upload.content_type = self._kind
        whole, upload.whole = upload.whole, None
        self.number += 1
        if whole is not None and upload.store_key and self.number <= MOST_FILES:
            self._clean(upload, whole)
            upload.scan = _scanned(whole)  # type: ignore[attr-defined]
        return upload

    def _clean(self, upload: SealedUpload, whole: bytes) -> None:
        made = cleaned_copy(whole)
        if made is None:
            return
        stem = (upload.name or "file").rpartition(".")[0] or "file"
        name = f"{stem}{_ENDINGS[made.content_type]}"
        upload.copy = seal_bytes(made.data, name=name, day=self._kept_day)
        upload.copy.content_type = made.content_type
        upload.removed = made.removed  # type: ignore[attr-defined]


def _scanned(whole: bytes) -> str:
    told = scan(whole)
    return told.found or ("clean" if told.is_scanned else "")


def stream_of(upload: SealedUpload) -> Stream:
    """Return what a report keeps of an upload."""
    removed = tuple(getattr(upload, "removed", ()))
    return Stream(
        name=upload.name or "file",
        content_type=upload.content_type or UNKNOWN,
        store_key=upload.store_key,
        size=upload.stored_size,
        length=upload.size or 0,
        key=upload.key,
        cleaned=None if upload.copy is None else _copy_of(upload.copy, removed),
        scan=getattr(upload, "scan", ""),
    )


def _copy_of(copy: SealedUpload, removed: tuple[str, ...]) -> Stream:
    return Stream(
        name=copy.name or "file",
        content_type=copy.content_type or UNKNOWN,
        store_key=copy.store_key,
        size=copy.stored_size,
        length=copy.size or 0,
        key=copy.key,
        removed=removed,
    )


def keep_what_is_held(uploads: Iterable[SealedUpload]) -> None:
    """Keep the bytes of which a report now speaks; a form sent twice leaves those of its second sending."""
    given = list(uploads)
    held = held_among([one.store_key for one in given])
    for one in given:
        if one.store_key in held:
            one.keep()


def as_waiting(streams: Sequence[Stream]) -> str:
    """Return files that arrived with a form that is not complete yet, for its page to carry, encrypted."""
    if not streams:
        return ""
    facts = [asdict(one) for one in streams]
    told = json.dumps(facts, default=lambda value: base64.b64encode(value).decode()).encode()
    return base64.urlsafe_b64encode(encrypt(_PURPOSE, told)).decode()


def waiting(text: str) -> tuple[Stream, ...]:
    """Return the files that a page carried, as far as they are still there and in no report."""
    if not text:
        return ()
    try:
        facts = json.loads(decrypt(_PURPOSE, base64.urlsafe_b64decode(text.encode())))
    except (Altered, VaultError, ValueError):
        return ()
    streams = [_stream(one) for one in facts]
    held = held_among([one.store_key for one in streams])
    return tuple(one for one in streams if one.store_key not in held and still_stored(one.store_key))


def _stream(facts: dict[str, Any]) -> Stream:
    cleaned = facts.pop("cleaned")
    return Stream(
        **{**facts, "key": base64.b64decode(facts["key"]), "removed": tuple(facts["removed"])},
        cleaned=_stream(cleaned) if cleaned else None,
    )
