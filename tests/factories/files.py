"""Uploads and stored files."""

import io
import zipfile
from datetime import UTC, datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from interlocal.foundation.files.models import StoredFile
from interlocal.foundation.files.public import store_upload

UPLOADED = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + bytes(17)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(20)


def office(main: str, *others: str) -> bytes:
    """Return a ZIP archive with the members of an Office document whose main part is ``main``."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for member in ("[Content_Types].xml", main, *others):
            archive.writestr(member, "<xml/>")
    return packed.getvalue()


def opendocument(media_type: str) -> bytes:
    """Return a ZIP archive that says, as OpenDocument does, what it is."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", media_type)
        archive.writestr("content.xml", "<xml/>")
    return packed.getvalue()


def upload(name: str = "Resolution.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """Return what a form hands over."""
    return SimpleUploadedFile(name, content)


def stored_file(name: str = "Resolution.pdf", content: bytes = PDF, **fields: object) -> StoredFile:
    """Store a file as nobody in particular."""
    given = {"by": None, "now": UPLOADED, "purpose": "tests.evidence", **fields}
    return store_upload(upload=upload(name, content), **given)
