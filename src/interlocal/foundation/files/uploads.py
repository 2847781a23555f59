"""Receiving uploads: nothing that a person sends lies readable on disk on its way.

Django's own handler for large uploads writes them in the clear to the temporary folder. This one writes them
under a key that only this process's memory holds, so that sealed rooms need no handler of their own.
"""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from interlocal.foundation.vault.public import SealedSpool


class SpooledUpload(UploadedFile):
    """An uploaded file in a sealed spool; reads and seeks like any other."""

    def __init__(self, spool: SealedSpool, *, size: int, name: str, content_type: str, charset: str) -> None:
        super().__init__(spool.open(), name, content_type, size, charset)
        self._spool = spool

    def close(self) -> None:
        """Close the reading side and drop the spool."""
        super().close()
        self._spool.close()


class SpoolUploadHandler(FileUploadHandler):
    """Spools an upload, sealed. Past the size limit it only counts, so that the refusal can say the size."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._spool = SealedSpool()
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> None:
        """Take a chunk; nothing is passed on."""
        self._received += len(raw_data)
        if self._received <= settings.INTERLOCAL_UPLOAD_LIMIT:
            self._spool.write(raw_data)

    def file_complete(self, file_size: int) -> SpooledUpload:
        """Return the upload with its true size."""
        self._spool.finish()
        return SpooledUpload(
            self._spool,
            size=file_size,
            name=self.file_name or "",
            content_type=self.content_type or "",
            charset=self.charset or "",
        )

    def upload_interrupted(self) -> None:
        """Drop what came."""
        if hasattr(self, "_spool"):
            self._spool.close()
