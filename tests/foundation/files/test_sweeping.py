"""A crash can leave bytes without a record, never a record without bytes; the sweep deletes the former."""

import os
import signal
from datetime import UTC, datetime, timedelta

import pytest
from tests.factories.audit import Job
from tests.factories.files import stored_file
from tests.foundation.house import START, a_house

from interlocal.foundation.files.models import StoredFile, new_storage_key
from interlocal.foundation.files.public import is_whole
from interlocal.foundation.files.store import file_store
from interlocal.foundation.files.tasks import SweepRefused, sweep_orphans

pytestmark = pytest.mark.django_db


def write_bytes(age: timedelta) -> str:
    key = new_storage_key()
    with file_store().writing(key) as file:
        file.write(b"x")
    moment = (datetime.now(UTC) - age).timestamp()
    os.utime(file_store()._path(key), (moment, moment))
    return key


def keys() -> set[str]:
    return {key for key, _ in file_store().stored_keys()}


def sweep() -> None:
    sweep_orphans(Job(datetime.now(UTC)))


def test_bytes_without_record_go_after_a_day_and_others_stay():
    kept = stored_file()
    path = file_store()._path(kept.storage_key)
    os.utime(path, (0, 0))
    young, old = write_bytes(timedelta(hours=23)), write_bytes(timedelta(hours=25))
    sweep()
    assert keys() == {kept.storage_key, young}
    assert old not in keys()
    assert is_whole(kept)


def test_an_empty_house_can_be_swept():
    sweep()
    assert keys() == set()


def test_unfinished_uploads_go_after_a_day(folder):
    (folder / "unfinished").mkdir(parents=True)
    for name, age in (("old", 25), ("young", 1)):
        path = folder / "unfinished" / name
        path.write_bytes(b"x")
        moment = (datetime.now(UTC) - timedelta(hours=age)).timestamp()
        os.utime(path, (moment, moment))
    sweep()
    assert [path.name for path in (folder / "unfinished").iterdir()] == ["young"]


def test_a_folder_that_belongs_to_another_database_is_left_alone():
    orphans = {write_bytes(timedelta(days=2)) for _ in range(21)}
    with pytest.raises(SweepRefused, match="21 of 21 stored files have no record"):
        sweep()
    assert keys() == orphans


def test_what_fails_while_writing_leaves_nothing(folder):
    with pytest.raises(RuntimeError), file_store().writing(new_storage_key()) as file:  # noqa: PT012
        file.write(b"half")
        raise RuntimeError
    assert [path for path in folder.glob("**/*") if path.is_file()] == []


STORE = (
    START
    + """
import io
from django.core.files.base import File
from interlocal.foundation.files.public import store_upload
from interlocal.kernel import clock

class Slow(File):
    def chunks(self, size=None):
        yield b"%PDF-1.7 first half"
        if stage == "bytes":
            print("reached", flush=True); time.sleep(60)
        yield b"second half"

import time
stage = sys.argv[1]
upload = Slow(io.BytesIO(b"%PDF-1.7 first halfsecond half"), name="a.pdf")
upload.size = len(b"%PDF-1.7 first halfsecond half")
if stage == "record":
    from interlocal.foundation.files import actions
    keep = actions._ref
    def late(stored):
        print("reached", flush=True); time.sleep(60)
        return keep(stored)
    actions._ref = late
store_upload(by=None, upload=upload, now=clock.now(), purpose="tests.evidence", sealed=True)
print("done", flush=True)
"""
)
COUNT = (
    START
    + """
from interlocal.foundation.files.models import StoredFile
from interlocal.foundation.files.public import is_whole
from interlocal.foundation.files.store import file_store
rows = list(StoredFile.objects.all())
print(len(rows), all(is_whole(row) for row in rows), len(list(file_store().stored_keys())))
"""
)


@pytest.mark.slow
def test_a_kill_at_any_point_leaves_no_record_without_bytes(tmp_path):
    with a_house(tmp_path, "", "accounts", "files", "audit", "vault") as house:
        for stage in ("bytes", "record"):
            process = house.start(STORE, stage)
            assert process.stdout.readline() == "reached\n"
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert house.told(STORE, "whole") == "done\n"
        # One record with its bytes; the bytes of the upload killed before its commit wait for the sweep.
        assert house.told(COUNT) == "1 True 2\n"
    assert not StoredFile.objects.exists()
