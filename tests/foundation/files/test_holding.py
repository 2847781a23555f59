"""What is deleted while somebody reads all of the store stays readable until the end of that."""

import pytest

from interlocal.foundation.files.public import BytesMissing
from interlocal.foundation.files.store import FolderStore
from interlocal.kernel import clock

KEY = "ab" * 16


@pytest.fixture
def store(tmp_path):
    made = FolderStore(tmp_path / "files")
    with made.writing(KEY) as target:
        target.write(b"words")
    return made


def is_there(store):
    try:
        store.open(KEY).close()
    except BytesMissing:
        return False
    return True


def test_deleting_waits_for_the_end_of_holding(store):
    with store.holding():
        store.delete(KEY)
        with store.open(KEY) as source:
            assert source.read() == b"words"
        assert list(store.stored_keys()) == []
    assert not is_there(store)


def test_deleting_is_at_once_when_nobody_holds(store):
    store.delete(KEY)
    assert not is_there(store)


def test_what_a_killed_holder_left_is_deleted_by_the_sweep(store):
    held = store.root / "held" / KEY
    held.parent.mkdir()
    store.root.joinpath(KEY[:2], KEY).rename(held)
    store.delete_unfinished(clock.now())
    assert not is_there(store)


def test_the_sweep_leaves_what_is_held_now(store):
    with store.holding():
        store.delete(KEY)
        store.delete_unfinished(clock.now())
        assert is_there(store)
