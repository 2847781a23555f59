"""Uploads on their way in: large ones are spooled sealed, whoever receives them."""

import pytest
from django.conf import settings as project
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory
from tests.factories.files import PDF, UPLOADED, office

from interlocal.foundation.files.public import UploadRefused, open_file, store_upload
from interlocal.foundation.files.uploads import SpooledUpload, SpoolUploadHandler
from interlocal.foundation.vault.public import SealedSpool

pytestmark = pytest.mark.django_db
LARGE = PDF + b"the name of the person concerned " * 60_000


def received(content: bytes, name: str = "a.pdf"):
    """Return what a view finds in ``request.FILES``."""
    request = RequestFactory().post("/", {"file": SimpleUploadedFile(name, content)})
    assert request.FILES
    return request.FILES["file"]


def test_the_house_receives_through_the_sealed_spool():
    assert project.FILE_UPLOAD_HANDLERS == [
        "django.core.files.uploadhandler.MemoryFileUploadHandler",
        "interlocal.foundation.files.uploads.SpoolUploadHandler",
    ]


def test_small_uploads_never_touch_the_disk():
    assert isinstance(received(PDF), InMemoryUploadedFile)


def test_large_uploads_are_spooled_and_unreadable_on_disk():
    upload = received(LARGE)
    assert isinstance(upload, SpooledUpload)
    assert (upload.name, upload.size, upload.content_type) == ("a.pdf", len(LARGE), "text/plain")
    upload._spool._file.seek(0)
    assert b"person concerned" not in upload._spool._file.read()
    upload.close()


def test_a_spooled_upload_reads_like_any_other():
    upload = received(LARGE)
    assert b"".join(upload.chunks()) == LARGE
    upload.seek(5)
    assert upload.read(3) == LARGE[5:8]
    assert b"".join(upload.chunks(1000)) == LARGE
    upload.close()


@pytest.mark.parametrize("sealed", [False, True])
def test_a_spooled_upload_can_be_stored(sealed):
    upload = received(LARGE)
    stored = store_upload(by=None, upload=upload, now=UPLOADED, purpose="tests.evidence", sealed=sealed)
    with open_file(stored) as stream:
        assert stream.read() == LARGE
    upload.close()


def test_a_large_office_document_is_recognised_in_the_spool():
    content = office("word/document.xml", *(f"word/media/{number}-{'x' * 200}" for number in range(4000)))
    assert len(content) > project.FILE_UPLOAD_MAX_MEMORY_SIZE
    upload = received(content, "a.docx")
    stored = store_upload(by=None, upload=upload, now=UPLOADED, purpose="tests.evidence")
    assert stored.media_type.endswith("wordprocessingml.document")
    upload.close()


def test_beyond_the_limit_nothing_more_is_kept_and_the_refusal_knows_the_size(settings):
    settings.INTERLOCAL_UPLOAD_LIMIT = 1_200_000
    upload = received(LARGE)
    assert upload.size == len(LARGE)
    assert upload._spool.size <= 1_200_000
    with pytest.raises(UploadRefused, match=r"has 1\.9\xa0MB; a file may have up to 1\.1\xa0MB"):
        store_upload(by=None, upload=upload, now=UPLOADED, purpose="tests.evidence")
    upload.close()


def test_an_interrupted_upload_drops_its_spool():
    handler = SpoolUploadHandler()
    handler.new_file("file", "a.pdf", "application/pdf", len(LARGE))
    handler.receive_data_chunk(LARGE, 0)
    handler.upload_interrupted()
    assert handler._spool._file.closed


def test_a_forgotten_spool_closes_its_file():
    spool = SealedSpool()
    file = spool._file
    del spool
    assert file.closed
