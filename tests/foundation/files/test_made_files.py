"""Files that the house makes itself: sealed on their way, of any size, with their owner or not at all."""

import tracemalloc
import zipfile

import pytest
from tests.factories.files import UPLOADED

from interlocal.foundation.audit.models import AuditDetail
from interlocal.foundation.files.models import StoredFile
from interlocal.foundation.files.public import ARCHIVE, file_store, is_whole, open_file, store_made

pytestmark = pytest.mark.django_db
MEBIBYTE = 1 << 20


def made(write, keep=lambda _stored: None):
    return store_made(
        by=None,
        name="Raytown 2026.zip",
        file_type=ARCHIVE,
        purpose="leaving.archive",
        write=write,
        keep=keep,
        now=UPLOADED,
    )


def test_it_comes_back_as_it_was_written_and_lies_sealed(folder):
    stored = made(lambda stream: [stream.write(b"Commitments of Raytown. "), stream.write(b"All of them.")])
    with open_file(stored) as file:
        assert file.read() == b"Commitments of Raytown. All of them."
    with file_store().open(stored.storage_key) as file:
        assert b"Raytown" not in file.read()
    assert (stored.size, stored.name, stored.open_name, stored.media_type) == (
        36,
        "Raytown 2026.zip",
        "",
        "application/zip",
    )
    assert is_whole(stored)
    assert "Raytown" not in AuditDetail.objects.get(action="files.store").values_json


def test_a_zip_file_is_written_without_going_back(folder):
    def write(stream):
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("a.txt", "first")
            archive.writestr("b.txt", "second")

    with open_file(made(write)) as file:
        content = file.read()
    path = folder / "read.zip"
    path.write_bytes(content)
    with zipfile.ZipFile(path) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "a.txt": b"first",
            "b.txt": b"second",
        }


def test_it_may_be_larger_than_an_upload_and_is_never_in_memory(folder, settings):
    settings.INTERLOCAL_UPLOAD_LIMIT = MEBIBYTE
    piece = bytes(MEBIBYTE)

    def write(stream):
        tracemalloc.start()
        for _piece in range(64):
            stream.write(piece)

    try:
        stored = made(write)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert stored.size == 64 * MEBIBYTE
    assert peak < 4 * MEBIBYTE


@pytest.mark.parametrize("fails", ["write", "keep"])
def test_where_writing_or_its_owner_fails_nothing_is_left(folder, fails):
    def fail(_given):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        made(**({"write": lambda stream: stream.write(b"x"), "keep": lambda _stored: None} | {fails: fail}))
    assert list(file_store().stored_keys()) == []
    assert not StoredFile.objects.exists()
    assert not AuditDetail.objects.exists()


def test_its_owner_is_written_in_the_same_transaction(folder):
    seen = []
    stored = made(lambda stream: stream.write(b"x"), keep=lambda stored: seen.append(stored.pk))
    assert seen == [stored.pk]
