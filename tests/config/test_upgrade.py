"""An upgrade whose migration fails, or is killed, ends where it began; one that works ends upgraded."""

import signal
import sqlite3
import subprocess
import time
from contextlib import nullcontext
from pathlib import Path

import psycopg
import pytest
from tests.commands.processes import CLI, free_port
from tests.foundation.backups.installations import Installation, database_at, sample

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
NEWER = {"DJANGO_SETTINGS_MODULE": "tests.config.planted.settings", "PYTHONPATH": str(ROOT)}
# What an upgrade writes down about itself.
OWN = {"audit_auditbook", "audit_auditentry", "audit_auditdetail", "backups_backup"}


@pytest.fixture(scope="module")
def sampled(tmp_path_factory):
    made = sample(tmp_path_factory.mktemp("source"))
    made.make_sheet()
    made.backup = made.back_up()
    return made


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def house(request, sampled, tmp_path):
    """An installation in use."""
    on_server = request.param == "postgresql"
    place = database_at(request.getfixturevalue("postgresql_url")) if on_server else nullcontext("")
    with place as address:
        made = Installation(tmp_path / "var", address)
        sheet = str(sampled.data.parent / "sheet.txt")
        made.does("restore", str(sampled.backup), "--key-file", sheet)
        made.address = address
        yield made


def names_in(house):
    query = "SELECT DISTINCT name FROM accounts_user"
    if house.address:
        with psycopg.connect(house.address) as connected:
            return {name for (name,) in connected.execute(query)}
    with sqlite3.connect(house.data / "db.sqlite3") as connected:
        return {name for (name,) in connected.execute(query)}


def test_a_failing_migration_ends_where_it_began(house):
    before = house.sums()
    said = house.does("upgrade", code=1, **NEWER)
    assert said.startswith(
        "CommandError: ValueError: a row that cannot be\nThe database is as it was before."
    )
    assert house.sums() == before
    assert "Nobody" not in names_in(house)
    assert house.does("maintenance", "status") == "Open.\n"
    assert not (house.data / "upgrade.json").exists()


def test_a_killed_upgrade_stays_closed_and_goes_back_first(house):
    before = house.sums()
    process = subprocess.Popen(
        [*CLI, "upgrade"], env={**house.environ, **NEWER, "PLANTED": "waits"}, stdout=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 120
    while "Nobody" not in names_in(house):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert house.does("maintenance", "status") == "Closed for maintenance (upgrade).\n"
    assert house.does("maintenance", "off", code=1).startswith(
        "CommandError: A restore or an upgrade was cut"
    )
    port = str(free_port())
    assert house.does("run", "--port", port, code=1).startswith("interlocal: An upgrade was cut off here")
    assert house.does("upgrade", "--back", **NEWER).endswith("All is as it was before the upgrade.\n")
    assert house.sums() == before
    assert house.does("maintenance", "status") == "Open.\n"


def test_an_upgrade_that_works_is_upgraded_and_open_and_backed_up(house):
    before = house.sums()
    assert "planted.0001_initial, planted.0002_fails" in house.does("upgrade", "--check", **NEWER)
    assert house.sums() == before
    port = str(free_port())
    said = house.does("run", "--port", port, code=1, INTERLOCAL_DEMO="0", **NEWER)
    assert said.startswith("interlocal: The database is older than this version: run `interlocal upgrade`")
    said = house.does("upgrade", PLANTED="works", **NEWER)
    assert "Upgraded. Restart the web server and the job worker." in said
    assert names_in(house) == {"Nobody"}
    assert house.does("maintenance", "status") == "Open.\n"
    assert "Nothing to migrate." in house.does("upgrade", **NEWER)
    [backup] = (house.data / "backups").glob("*.backup")
    assert "Whole." in house.does("backup", "verify", str(backup))
    assert backup.name in house.does("backup", "list", **NEWER)


def test_nothing_begins_without_a_recovery_sheet(tmp_path):
    house = sample(tmp_path)
    before = house.sums()
    said = house.does("upgrade", code=1, **NEWER)
    assert said == "CommandError: Not ready: mend what is marked “no”. Nothing was changed."
    assert house.sums() == before
