"""Files in a bucket of a real object store: whole or not at all, in constant memory, closed to strangers."""

import hashlib
import io
import os
import resource
import urllib.error
import urllib.request
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.audit import Job
from tests.factories.files import PDF, stored_file

from interlocal.foundation.files.models import new_storage_key
from interlocal.foundation.files.public import (
    BucketStore,
    BytesMissing,
    StoreUnavailable,
    file_store,
    files_bucket,
    is_whole,
    open_file,
    remove_file,
)
from interlocal.foundation.files.store.bucket.writer import PART_BYTES
from interlocal.foundation.files.tasks import forget_times, sweep_orphans

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bucket")]
LARGE = PART_BYTES * 2 + 12_345


@pytest.fixture
def store() -> BucketStore:
    found = file_store()
    assert isinstance(found, BucketStore)
    return found


def written(store, content: bytes, **fields) -> str:
    key = new_storage_key()
    with store.writing(key, **fields) as target:
        target.write(content)
        assert target.tell() == len(content)
    return key


def read(store, key: str) -> bytes:
    with store.open(key) as source:
        return source.read()


def keys(store) -> set[str]:
    return {key for key, _ in store.stored_keys()}


def names(store) -> set[str]:
    """Return everything that lies in the bucket."""
    return {found["Key"] for found in store._listed("")}


@pytest.mark.parametrize("sealed", [False, True])
def test_what_is_uploaded_is_read_and_removed(store, folder, sealed, django_capture_on_commit_callbacks):
    stored = stored_file(sealed=sealed)
    with open_file(stored) as source:
        assert source.read() == PDF
    assert is_whole(stored)
    assert keys(store) == {stored.storage_key}
    assert (PDF in read(store, stored.storage_key)) is not sealed
    assert not folder.exists()
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(by=None, stored=stored, reason="kept for 3 years", now=datetime.now(UTC))
    assert names(store) == set()


@pytest.mark.parametrize("size", [0, 1, 300_000, PART_BYTES, PART_BYTES + 1, LARGE])
def test_every_size_comes_back(store, size):
    content = os.urandom(size)
    key = written(store, content)
    assert read(store, key) == content
    assert store.total_bytes() == size
    assert store.is_stored(key)


def test_a_reader_jumps(store):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("a", "b", "c"):
            archive.writestr(name, os.urandom(700_000))
    key = written(store, packed.getvalue())
    with store.open(key) as source, zipfile.ZipFile(source) as archive, zipfile.ZipFile(packed) as known:
        for name in ("c", "a", "b"):
            assert archive.read(name) == known.read(name)
        source.seek(-3, io.SEEK_END)
        assert source.read() == packed.getvalue()[-3:]
        assert source.seek(10, io.SEEK_CUR) > len(packed.getvalue())
        assert source.read() == b""


def test_what_fails_while_writing_leaves_nothing(store):
    with pytest.raises(RuntimeError), store.writing(new_storage_key()) as target:  # noqa: PT012
        target.write(bytes(LARGE))
        assert len(store._uploads()) == 1
        raise RuntimeError
    assert store._uploads() == []
    assert keys(store) == set()


def test_an_upload_that_was_killed_is_dropped_by_the_sweep(store, swift):
    before = swift.bytes_on_disk()
    writing = store.writing(new_storage_key())
    writing.__enter__().write(os.urandom(LARGE))
    assert swift.bytes_on_disk() > before + PART_BYTES
    sweep_orphans(Job(datetime.now(UTC) + timedelta(hours=23)))
    assert len(store._uploads()) == 1
    sweep_orphans(Job(datetime.now(UTC) + timedelta(hours=25)))
    assert store._uploads() == []
    assert keys(store) == set()


def test_the_sweep_deletes_bytes_without_a_record(store):
    kept = stored_file()
    written(store, b"nobody speaks of this")
    sweep_orphans(Job(datetime.now(UTC) + timedelta(hours=25)))
    assert keys(store) == {kept.storage_key}


def test_what_is_deleted_while_somebody_reads_everything_goes_when_the_last_one_ends(store):
    small, large = written(store, b"small"), written(store, bytes(LARGE))
    with store.holding():
        with store.holding():
            store.delete(small)
            store.delete(large)
        assert read(store, small) == b"small"
        assert read(store, large) == bytes(LARGE)
    assert names(store) == set()


def test_what_a_killed_holder_left_goes_with_the_sweep(store):
    key = written(store, b"x")
    killed = store.holding()
    killed.__enter__()
    store.delete(key)
    sweep_orphans(Job(datetime.now(UTC) + timedelta(hours=1)))
    assert read(store, key) == b"x"
    sweep_orphans(Job(datetime.now(UTC) + timedelta(hours=25)))
    assert names(store) == set()


def test_missing_bytes_are_an_error(store):
    key = new_storage_key()
    assert not store.is_stored(key)
    with pytest.raises(BytesMissing) as missing:
        store.open(key)
    assert key not in str(missing.value)
    store.delete(key)


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "A" * 32, "a" * 31])
def test_a_key_that_is_none_reaches_no_object(store, key):
    with pytest.raises(ValueError, match="not a storage key"):
        store.open(key)


def test_times_of_files_that_came_with_a_day_alone_are_gone_after_the_night(store):
    day = date(2026, 3, 9)
    content = os.urandom(LARGE)
    told, untold, later = (
        written(store, content, day=day),
        written(store, b"with its time"),
        written(store, b"of the next day", day=day + timedelta(days=1)),
    )
    before = dict(store.stored_keys())
    night = datetime(2026, 3, 10, 5, 20, tzinfo=UTC)  # twenty past midnight in Missouri
    while datetime.now(UTC) <= max(before.values()) + timedelta(seconds=1):
        pass  # the store tells whole seconds
    forget_times(Job(night))
    after = dict(store.stored_keys())
    assert after[told] > before[told]
    assert (after[untold], after[later]) == (before[untold], before[later])
    assert read(store, told) == content
    assert "day" not in store._head(store._file(told))["Metadata"]
    forget_times(Job(night))
    assert dict(store.stored_keys()) == after


def test_hundreds_of_megabytes_pass_in_constant_memory(store):
    piece, digest, key = os.urandom(1 << 20), hashlib.sha256(), new_storage_key()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with store.writing(key) as target:
        for _ in range(200):
            target.write(piece)
            digest.update(piece)
    again = hashlib.sha256()
    with store.open(key) as source:
        while found := source.read(1 << 20):
            again.update(found)
    assert again.digest() == digest.digest()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 80_000  # kilobytes


def test_strangers_get_nothing(store):
    key = written(store, b"not for everybody")
    bucket = files_bucket()
    for address in (f"{bucket.endpoint}/{bucket.name}", f"{bucket.endpoint}/{bucket.name}/files/{key}"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(address)
        assert 400 <= refused.value.code < 500
        assert b"not for everybody" not in refused.value.read()


def test_a_wrong_key_is_said_without_it(store, settings):
    written(store, b"x")
    settings.INTERLOCAL_S3 = {**settings.INTERLOCAL_S3, "secret_key": "another-secret"}
    for does in (
        lambda: list(file_store().stored_keys()),
        lambda: written(file_store(), b"y"),
        lambda: file_store().open(new_storage_key()),
        lambda: file_store().delete(new_storage_key()),
    ):
        with pytest.raises(StoreUnavailable, match="it answers") as refused:
            does()
        assert "another-secret" not in repr(refused.value) + str(refused.value.__context__)


def test_a_server_that_does_not_answer_is_said(store, settings):
    settings.INTERLOCAL_S3 = {**settings.INTERLOCAL_S3, "endpoint": "http://127.0.0.1:9"}
    key = new_storage_key()
    with pytest.raises(StoreUnavailable, match="EndpointConnectionError") as refused:
        file_store().open(key)
    assert key not in str(refused.value)


def test_what_opens_the_bucket_is_not_shown():
    shown = repr(files_bucket())
    assert "of-no-use-elsewhere" not in shown
    assert "tests:keeper" not in shown
