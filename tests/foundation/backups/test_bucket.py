"""Files in a bucket: part of every backup, brought back to a bucket or a folder, moved there and back."""

import pytest
from tests.foundation.backups.installations import Installation, sample
from tests.object_storage import SECRET_KEY

from interlocal.foundation.files.public import Bucket, BucketStore

pytestmark = pytest.mark.slow
BIG = """
import os
from datetime import date
from interlocal.foundation.files.public import seal_bytes
seal_bytes(os.urandom(20_000_000), name="said.mov", day=date(2026, 3, 1)).keep()
"""
UPLOAD = """
from django.core.files.uploadedfile import SimpleUploadedFile
from interlocal.foundation.files.public import open_file, store_upload, StoredFile
from interlocal.kernel import clock
store_upload(by=None, upload=SimpleUploadedFile("c.txt", b"After the move. " * 99), now=clock.now(),
    purpose="tests.open")
print(len([open_file(one).read() for one in StoredFile.objects.filter(purpose__startswith="tests.")]))
"""


def store_of(swift, name: str) -> BucketStore:
    return BucketStore(Bucket(**swift.settings(name)))


@pytest.mark.parametrize("into", ["bucket", "folder"])
def test_a_backup_of_files_in_a_bucket_comes_back_file_by_file(swift, tmp_path, into):
    source = sample(tmp_path, **swift.environ(swift.make_bucket()))
    source.runs(BIG)
    assert not list(source.store.glob("*"))
    sheet, before = source.make_sheet(), source.sums()
    assert len(before["files"]) == 4
    backup = source.back_up()
    more = swift.environ(swift.make_bucket()) if into == "bucket" else {}
    elsewhere = Installation(tmp_path / "elsewhere", **more)
    elsewhere.does("restore", str(backup), "--key-file", str(sheet), "--drill")
    assert elsewhere.sums() == before
    assert len(list(elsewhere.store.glob("??/*"))) == (0 if into == "bucket" else 4)


def test_a_restore_refuses_a_bucket_with_files_in_it(swift, tmp_path):
    full = swift.environ(swift.make_bucket())
    source = sample(tmp_path, **full)
    sheet = source.make_sheet()
    elsewhere = Installation(tmp_path / "elsewhere", **full)
    said = elsewhere.does("restore", str(source.back_up()), "--key-file", str(sheet), code=1)
    assert "there are files in its store" in said


def test_files_move_to_a_bucket_and_back_each_compared(swift, tmp_path):
    house = sample(tmp_path)
    house.runs(BIG)
    before, name = house.sums()["files"], swift.make_bucket()
    bucket = swift.environ(name)
    said = house.does("move", "--files", "to-bucket", **bucket)
    assert "4 files of 22.0 MB are in the bucket" in said
    assert SECRET_KEY not in said
    assert "Closed for maintenance (moved)." in house.does("maintenance", "status")
    house.does("maintenance", "off")
    in_bucket = Installation(house.data, **bucket)
    assert in_bucket.sums()["files"] == before
    for path in house.store.glob("??/*"):
        path.unlink()
    assert in_bucket.runs(UPLOAD).strip() == "3"
    house.does("move", "--files", "to-folder", **bucket)
    house.does("maintenance", "off")
    assert set(house.sums()["files"]) > set(before)
    assert house.runs(UPLOAD).strip() == "4"


def test_a_move_that_was_cut_off_goes_on_and_finds_what_is_not_the_same(swift, tmp_path):
    house = sample(tmp_path)
    keys = sorted(house.sums()["files"])
    name = swift.make_bucket()
    store = store_of(swift, name)
    with store.writing(keys[0]) as target:
        target.write(b"something else")
    said = house.does("move", "--files", "to-bucket", code=1, **swift.environ(name))
    assert "does not read the same" in said
    assert house.does("maintenance", "status").strip() == "Open."
    store.delete(keys[0])
    assert "3 files" in house.does("move", "--files", "to-bucket", **swift.environ(name))
    with store.writing("0" * 32) as target:
        target.write(b"of another house")
    assert "There are other files" in house.does(
        "move", "--files", "to-bucket", code=1, **swift.environ(name)
    )
