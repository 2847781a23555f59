"""The drill: a sample is backed up, brought back elsewhere, and every row, file and head compared.

`python -m pytest tests/foundation/backups/test_drill.py` runs it; on PostgreSQL too with FULL=1.
"""

import re
from contextlib import nullcontext

import pytest
from tests.commands.processes import Running, free_port
from tests.foundation.backups.installations import SHEET, Installation, database_at, sample

pytestmark = pytest.mark.slow
WRITE = """
from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import Ref, act
from interlocal.kernel import clock
import time
while True:
    with act(by=None, action="tests.write", subject=Ref("tests.note", "1"), now=clock.now(), words="x" * 200):
        pass
    time.sleep(0.002)
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    made = sample(tmp_path_factory.mktemp("source"))
    made.make_sheet()
    return made


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def elsewhere(request, tmp_path):
    """An empty installation on another machine, as far as it can tell."""
    on_server = request.param == "postgresql"
    place = database_at(request.getfixturevalue("postgresql_url")) if on_server else nullcontext("")
    with place as address:
        yield Installation(tmp_path / "elsewhere", address)


def sheet_of(source):
    return str(source.data.parent / SHEET)


def test_a_backup_brought_back_elsewhere_is_the_same_row_by_row_and_file_by_file(source, elsewhere):
    before = source.sums()
    backup = source.back_up()
    said = elsewhere.does("restore", str(backup), "--key-file", sheet_of(source), "--drill")
    after = elsewhere.sums()
    assert "Every row was read again and is the same." in said
    assert after["audit"] == before["audit"]
    assert after["files"] == before["files"]
    assert len(after["files"]) == 3
    assert after["counters"] == before["counters"]
    assert after["tables"] == before["tables"]
    assert sum(rows for rows, _ in after["tables"].values()) > 3000
    # The keys are back as well: what was sealed opens, and what was signed verifies.
    assert (elsewhere.data / "vault.key").read_bytes() == (source.data / "vault.key").read_bytes()
    assert (elsewhere.data / "secret.key").read_bytes() == (source.data / "secret.key").read_bytes()


def test_a_backup_goes_on_from_there_on_the_other_engine(source, elsewhere):
    """What was brought back is an installation: it writes, is backed up again, and comes home."""
    elsewhere.does("restore", str(source.back_up()), "--key-file", sheet_of(source))
    assert "backups.restore" in elsewhere.runs(
        "from interlocal.foundation.audit.models import AuditDetail\n"
        "print([d.action for d in AuditDetail.objects.order_by('-entry_id')[:1]])"
    )
    again = elsewhere.back_up()
    home = Installation(elsewhere.data.parent / "home")
    before = elsewhere.sums()
    home.does("restore", str(again), "--key-file", sheet_of(source), "--drill")
    # The second backup was recorded after the moment that it holds.
    own = {"audit_auditbook", "audit_auditentry", "audit_auditdetail", "backups_backup", "kernel_outboxevent"}
    after = home.sums()
    differing = {name for name, found in after["tables"].items() if found != before["tables"][name]}
    assert differing <= own
    assert after["audit"][0] == before["audit"][0] - 1
    assert after["files"] == before["files"]


def test_a_backup_of_a_running_sample_is_of_one_moment(tmp_path):
    """Others write all the time: the books of the copy end where the copy's own head says."""
    source = sample(tmp_path)
    sheet = source.make_sheet()
    running = Running(source.data, free_port())
    try:
        running.wait_until_it_says("Ctrl-C stops it.")
        writer = source.runs_on(WRITE)
        try:
            backups = [source.back_up() for _ in range(2)]
        finally:
            writer.kill()
            writer.communicate()
    finally:
        running.end()
    heads = []
    for number, backup in enumerate(backups):
        copy = Installation(tmp_path / f"copy{number}")
        said = copy.does("restore", str(backup), "--key-file", str(sheet), "--drill")
        heads.append(int(re.search(r"The audit book is whole: \d+ entries, last (\d+)", said)[1]))
    assert 500 < heads[0] < heads[1]
