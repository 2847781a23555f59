"""Disk full, database gone: a clear page, nothing lost that was acknowledged, and on it goes by itself.

`docs/reference/when-something-fails.md` tells an administrator the same.
"""

import errno

import pytest
from tests.commands.processes import descendants, wait_for
from tests.postgresql import server_to_stop
from tests.resilience import small_disk
from tests.resilience.house import a_house
from tests.resilience.served import SETTINGS, UNFINISHED, found_once, is_clear, opened, served

from interlocal.config.outages import Outage, outage_in
from interlocal.foundation.files.public import FolderStore

DISK_MEGABYTES = 400
MOST_FORMS = 400


@pytest.mark.slow
@pytest.mark.postgresql
def test_a_database_that_stops_is_said_and_its_return_is_noticed(tmp_path):
    with server_to_stop() as server, a_house(tmp_path / "var", server.url, settings=SETTINGS) as house:
        house.fill()
        with served(house) as (running, (place, _other)):

            def send(title):
                return opened(running.port, place, title)

            assert send("Before")[0] == 302
            wait_for(lambda: house.number(UNFINISHED) == 0, "the jobs")
            before = descendants(running.process.pid)
            server.stop()
            for title in ("Meanwhile 1", "Meanwhile 2"):
                status, words, number = send(title)
                assert status == 503
                assert "Its database does not answer." in words
                assert is_clear(words, number)
            server.start()
            wait_for(lambda: send("After")[0] == 302, "the first form after", 60)
            wait_for(lambda: house.number(UNFINISHED) == 0, "the jobs", 120)
            assert set(descendants(running.process.pid)) & set(before), "nothing was started again"
        found_once(house, ["Before", "After"], ["Meanwhile 1", "Meanwhile 2"])


@pytest.mark.slow
@pytest.mark.small_disk
def test_a_full_disk_is_said_and_room_is_used_again(tmp_path):
    with (
        small_disk.mounted(tmp_path / "disk", DISK_MEGABYTES) as disk,
        a_house(disk / "var", settings=SETTINGS) as house,
    ):
        house.fill()
        with served(house) as (running, (place, _other)):

            def send(title):
                return opened(running.port, place, title)

            acknowledged, answers = ["Before"], []
            assert send("Before")[0] == 302
            small_disk.fill(disk)
            for number in range(MOST_FORMS):
                title = f"Meanwhile {number}"
                answers.append(send(title))
                if answers[-1][0] != 302:
                    break
                acknowledged.append(title)
            status, words, number = answers[-1]
            assert status == 507, words
            assert "The disk of this site is full." in words
            assert is_clear(words, number)
            small_disk.make_room(disk)
            assert send("After")[0] == 302
            wait_for(lambda: house.number(UNFINISHED) == 0, "the jobs", 120)
        found_once(house, [*acknowledged, "After"], [title])


@pytest.mark.small_disk
def test_an_upload_that_finds_no_room_leaves_nothing(tmp_path):
    key = "a" * 32
    with small_disk.mounted(tmp_path / "disk", 1) as disk:
        store = FolderStore(disk / "files")
        with pytest.raises(OSError, match="No space") as raised, store.writing(key) as target:
            target.write(bytes(2_000_000))
        assert raised.value.errno == errno.ENOSPC
        assert outage_in(raised.value) is Outage.FULL
        assert not store.is_stored(key)
        with store.writing(key) as target:
            target.write(bytes(500_000))
        assert [stored for stored, _ in store.stored_keys()] == [key]
