"""Killed, or out of room, in the midst of it: what was there stays, and the same command goes on."""

import os
import resource
import signal
import subprocess
import time

import pytest
from tests.commands.processes import CLI
from tests.foundation.backups.installations import Installation, sample

pytestmark = pytest.mark.slow
FILES = """
import os
from interlocal.foundation.files.public import file_store
for number in range(40):
    with file_store().writing(f"{number:032x}") as target:
        target.write(os.urandom(1_000_000))
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    made = sample(tmp_path_factory.mktemp("source"))
    made.runs(FILES)
    made.make_sheet()
    made.backup = made.back_up()
    return made


def sheet_of(source):
    return str(source.data.parent / "sheet.txt")


def killed_when(process, happened):
    """Kill -9 as soon as it is so; fail where it ended before."""
    deadline = time.monotonic() + 120
    while not happened():
        assert process.poll() is None, process.stdout.read()
        assert time.monotonic() < deadline
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def test_a_killed_backup_leaves_the_earlier_ones_and_the_next_clears_up(source):
    folder = source.data / "backups"
    before = {path.name for path in folder.glob("*.backup")}

    def is_half_written():
        return any(path.stat().st_size > 5_000_000 for path in folder.glob(".*.unfinished"))

    killed_when(source.starts("backup"), is_half_written)
    assert {path.name for path in folder.glob("*.backup")} == before
    assert len(list(folder.glob(".*.unfinished"))) == 1
    assert "Whole." in source.does("backup", "verify", str(source.back_up()))
    assert list(folder.glob(".*.unfinished")) == []


@pytest.mark.parametrize("moment", ["tables", "files"])
def test_a_killed_restore_keeps_all_closed_and_goes_on_with_the_same_command(source, tmp_path, moment):
    copy = Installation(tmp_path / "copy")

    def is_in_the_midst():
        if moment == "tables":
            database = copy.data / "db.sqlite3"
            return (copy.data / "restore.json").exists() and database.stat().st_size > 1_000_000
        return len(list(copy.store.glob("[0-9a-f][0-9a-f]/*"))) > 10

    words = ("restore", str(source.backup), "--key-file", sheet_of(source), "--drill")
    killed_when(copy.starts(*words), is_in_the_midst)
    assert "A restore was cut off" in copy.does("run", code=1)
    other = source.data / "backups"
    assert copy.does("restore", str(source.back_up()), "--key-file", sheet_of(source), code=1).startswith(
        "CommandError: Another backup ("
    )
    assert other.is_dir()
    assert "is the same" in copy.does(*words)
    assert not (copy.data / "restore.json").exists()
    after, wanted = copy.sums(), source.sums()
    assert after["files"] == wanted["files"]
    assert after["tables"]["accounts_user"] == wanted["tables"]["accounts_user"]


def limited(source, words, size):
    """Run a command to which the system gives no file larger than ``size``."""

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return subprocess.run(
        [*CLI, *words], env=source.environ, preexec_fn=limit, capture_output=True, text=True, check=False
    )


def test_a_full_disk_leaves_nothing_of_the_backup_and_says_so(source):
    folder = source.data / "backups"
    before = {path.name: path.stat().st_size for path in folder.iterdir()}
    done = limited(source, ["backup"], 10_000_000)
    said = (
        f"CommandError: The backup could not be written to {folder}: File too large. Nothing is left of it; "
        "earlier backups are as they were.\n"
    )
    assert (done.returncode, done.stderr) == (1, said)
    assert {path.name: path.stat().st_size for path in folder.iterdir()} == before


def test_a_full_disk_stops_a_restore_which_goes_on_once_there_is_room(source, tmp_path):
    copy = Installation(tmp_path / "copy")
    words = ["restore", str(source.backup), "--key-file", sheet_of(source), "--drill"]
    done = limited(copy, words, 900_000)
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: The restore stopped: ")
    assert "run the same command again: it goes on" in done.stderr
    assert "is the same" in copy.does(*words)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounts a small disk, which only root may")
def test_a_small_disk_is_refused_before_anything_is_written(source, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(small)], check=True)
    try:
        said = source.does("backup", "--to", str(small), code=1)
        assert said.startswith("CommandError: The backup needs about ")
        assert list(small.iterdir()) == []
        copy = Installation(small / "copy")
        said = copy.does("restore", str(source.backup), "--key-file", sheet_of(source), code=1)
        assert "Nothing was touched." in said
    finally:
        subprocess.run(["umount", str(small)], check=True)
