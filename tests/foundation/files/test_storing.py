"""Storing, reading, replacing and removing files."""

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from tests.factories.accounts import UserFactory
from tests.factories.audit import SUBJECT
from tests.factories.files import PDF, PNG, UPLOADED, stored_file, upload

from interlocal.foundation.audit.models import AuditDetail, AuditEntry
from interlocal.foundation.audit.public import act, verify_book
from interlocal.foundation.files.models import StoredFile
from interlocal.foundation.files.public import (
    BytesMissing,
    UploadRefused,
    is_whole,
    open_file,
    remove_file,
    store_upload,
    versions_of,
)
from interlocal.foundation.files.store import file_store
from interlocal.foundation.vault.public import Altered, KeyMissing, forget_keys

pytestmark = pytest.mark.django_db
SECRET = b"%PDF-1.7 the name of the person concerned\n" * 5000


def paths(folder) -> list:
    return sorted(path for path in folder.glob("**/*") if path.is_file())


def read(stored: StoredFile) -> bytes:
    with open_file(stored) as stream:
        return stream.read()


@pytest.mark.parametrize("sealed", [False, True])
def test_a_file_comes_back_as_it_went_in(sealed):
    person = UserFactory.create()
    given = stored_file("Signed résolution.pdf", SECRET, by=person, sealed=sealed)
    stored = StoredFile.objects.get()
    assert stored == given
    assert read(stored) == SECRET
    assert (stored.name, stored.size, stored.media_type) == (
        "Signed résolution.pdf",
        len(SECRET),
        "application/pdf",
    )
    assert (stored.uploaded_by, stored.created_at, stored.version) == (person, UPLOADED, 1)
    assert is_whole(stored)


def test_open_files_lie_as_they_are_and_only_for_their_owner(folder):
    stored = stored_file()
    (path,) = paths(folder)
    assert path == folder / stored.storage_key[:2] / stored.storage_key
    assert path.read_bytes() == PDF
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_sealed_file_shows_neither_content_nor_name(folder, tmp_path):
    stored = stored_file("Complaint about J. Doe.pdf", SECRET, sealed=True)
    (path,) = paths(folder)
    assert b"person concerned" not in path.read_bytes()
    assert StoredFile.objects.values_list("open_name", flat=True).get() == ""
    assert str(stored) == "Sealed file"
    detail = AuditDetail.objects.get()
    assert "Doe" not in f"{detail.subject_label}{detail.values_json}"


def test_the_audit_says_who_stored_what():
    person = UserFactory.create()
    stored = stored_file(by=person)
    detail = AuditDetail.objects.get()
    assert (detail.action, detail.actor_id, detail.subject_id, detail.subject_label) == (
        "files.store",
        person.public_id,
        stored.public_id,
        "Resolution.pdf",
    )
    assert detail.values == {
        "purpose": "tests.evidence",
        "version": 1,
        "size": len(PDF),
        "media_type": "application/pdf",
        "sha256": stored.sha256,
    }


def test_a_sealed_room_keeps_its_files_out_of_the_shared_book():
    stored_file(sealed=True, book="hotline:1")
    assert verify_book().entries == 0
    assert verify_book("hotline:1").entries == 1


def test_changed_bytes_are_noticed(folder):
    stored, sealed = stored_file(), stored_file(sealed=True)
    for file in (stored, sealed):
        path = folder / file.storage_key[:2] / file.storage_key
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        path.write_bytes(content)
        assert not is_whole(file)
    with pytest.raises(Altered):
        read(sealed)


def test_the_bytes_of_one_sealed_file_do_not_open_as_another(folder):
    one, two = stored_file(sealed=True), stored_file(sealed=True)
    path = folder / two.storage_key[:2] / two.storage_key
    path.write_bytes((folder / one.storage_key[:2] / one.storage_key).read_bytes())
    with pytest.raises(Altered):
        read(two)


def test_missing_bytes_are_an_error(folder):
    stored = stored_file()
    paths(folder)[0].unlink()
    with pytest.raises(BytesMissing):
        open_file(stored)
    assert not is_whole(stored)


def test_a_sealed_file_without_its_key_is_an_error(tmp_path):
    stored = stored_file(sealed=True)
    (tmp_path / "vault.key").unlink()
    forget_keys()
    with pytest.raises(KeyMissing):
        open_file(stored)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"", "is empty"),
        ("a.pdf", PNG, "is named like"),
        ("a.exe", b"MZ", "are not taken"),
        ("a.pdf", PDF + bytes(2000), "may have up to"),
    ],
)
def test_what_is_refused_leaves_nothing(folder, settings, name, content, reason):
    settings.INTERLOCAL_UPLOAD_LIMIT = 2000
    with pytest.raises(UploadRefused, match=reason):
        stored_file(name, content)
    assert not StoredFile.objects.exists()
    assert not AuditEntry.objects.exists()
    assert paths(folder) == []


@pytest.mark.parametrize("claimed", [10, 100_000])
def test_an_upload_that_lies_about_its_size_leaves_nothing(folder, settings, claimed):
    settings.INTERLOCAL_UPLOAD_LIMIT = 200_000
    file = ContentFile(PDF, name="a.pdf")
    file.size = claimed
    with pytest.raises(UploadRefused, match="did not arrive whole"):
        store_upload(by=None, upload=file, now=UPLOADED, purpose="tests.evidence")
    assert paths(folder) == []


def test_a_failed_record_takes_its_bytes_with_it(folder, monkeypatch):
    def fail(*_args, **_kwargs):
        raise IntegrityError

    monkeypatch.setattr(StoredFile, "save", fail)
    with pytest.raises(IntegrityError):
        stored_file()
    assert paths(folder) == []


def test_a_caller_that_rolls_back_leaves_bytes_for_the_sweep_and_no_record(folder):
    with pytest.raises(IntegrityError), act(by=None, action="tests.keep", subject=SUBJECT, now=UPLOADED):
        UserFactory.create_batch(2, email=f"{stored_file().public_id}@example.org")
    assert not StoredFile.objects.exists()
    assert len(paths(folder)) == 1


def test_versions_follow_one_another():
    first = stored_file()
    second = stored_file(content=PDF + b"2", replaces=first)
    third = stored_file(content=PDF + b"3", replaces=second)
    assert [file.version for file in (first, second, third)] == [1, 2, 3]
    for file in (first, second, third):
        assert versions_of(StoredFile.objects.get(pk=file.pk)) == [first, second, third]
    assert [read(file)[-1:] for file in versions_of(first)[1:]] == [b"2", b"3"]


def test_a_version_is_replaced_once(folder):
    first = stored_file()
    stored_file(replaces=first)
    with pytest.raises(UploadRefused, match="newer version"):
        stored_file(replaces=first)
    assert len(paths(folder)) == 2


def test_a_version_keeps_its_purpose_and_its_seal():
    first = stored_file(sealed=True)
    with pytest.raises(ValueError, match="same purpose"):
        stored_file(replaces=first)
    with pytest.raises(ValueError, match="same purpose"):
        stored_file(replaces=first, sealed=True, purpose="tests.other")
    assert stored_file(replaces=first, sealed=True).version == 2


def test_removing_deletes_record_and_bytes_and_says_why(folder, django_capture_on_commit_callbacks):
    stored = stored_file()
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(by=None, stored=stored, reason="kept for 3 years", now=UPLOADED)
    assert not StoredFile.objects.exists()
    assert paths(folder) == []
    assert AuditDetail.objects.last().values == {"reason": "kept for 3 years"}


def test_removing_that_is_rolled_back_keeps_the_bytes(folder, django_capture_on_commit_callbacks):
    stored = stored_file()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        remove_file(by=None, stored=stored, reason="mistake", now=UPLOADED)
        transaction.set_rollback(True)
    assert read(StoredFile.objects.get()) == PDF


def test_a_newer_version_outlives_the_one_it_replaced(django_capture_on_commit_callbacks):
    first = stored_file()
    second = stored_file(replaces=first)
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(by=None, stored=first, reason="old", now=UPLOADED)
    second.refresh_from_db()
    assert (second.replaces, second.version) == (None, 2)


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "A" * 32, "a" * 31])
def test_a_key_that_is_none_reaches_no_file(key):
    with pytest.raises(ValueError, match="not a storage key"):
        file_store().open(key)


def test_an_upload_object_can_be_stored_twice():
    given = upload()
    for _ in range(2):
        stored = store_upload(by=None, upload=given, now=UPLOADED, purpose="tests.evidence")
        assert read(stored) == PDF
