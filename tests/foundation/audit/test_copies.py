"""What an auditor does: verify a copy of the database file, with a head kept elsewhere."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.foundation.house import START, House, a_house

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]

WRITE = (
    START
    + """
from interlocal.foundation.audit.public import Ref, act
from interlocal.kernel import clock
record = Ref("tests.record", "r")
for number in range(12):
    with act(by=None, action="tests.write", subject=record, now=clock.now(), note=f"note-{number}"):
        pass
"""
)
COMMAND = (
    START
    + """
from django.core.management import call_command
call_command("audit", *sys.argv[1:], skip_checks=True)
"""
)


@pytest.fixture
def house(tmp_path) -> Iterator[House]:
    with a_house(tmp_path / "house", "", "audit") as made:
        assert made.start(WRITE).wait() == 0
        yield made


def copied(house: House, name: str) -> Path:
    copy = house.folder.parent / name
    shutil.copytree(house.folder, copy)
    return copy


def verify(house: House, folder: Path, *arguments: str) -> tuple[int, dict]:
    house.environment["INTERLOCAL_DATA"] = str(folder)
    checking = house.start(COMMAND, "verify", "--format", "json", *arguments)
    said = checking.communicate()[0]
    return checking.returncode, json.loads(said)


def test_a_copy_is_whole_with_one_byte_changed_it_is_not_and_a_cut_tail_shows(house):
    head = house.folder.parent / "head.json"
    head.write_text(house.told(COMMAND, "head"))

    sound = copied(house, "sound")
    assert verify(house, sound, "--head", str(head))[0] == 0

    changed = copied(house, "changed")
    content = (changed / "db.sqlite3").read_bytes()
    assert content.count(b'"note-7"') == 1
    (changed / "db.sqlite3").write_bytes(content.replace(b'"note-7"', b'"note-8"'))
    code, outcome = verify(house, changed)
    assert code == 1
    assert [(fault["kind"], fault["seq"]) for fault in outcome["faults"]] == [("details-changed", 8)]

    cut = copied(house, "cut")
    with sqlite3.connect(cut / "db.sqlite3") as database:
        database.execute(
            "DELETE FROM audit_auditdetail WHERE entry_id IN (SELECT id FROM audit_auditentry WHERE seq > 9)"
        )
        database.execute("DELETE FROM audit_auditentry WHERE seq > 9")
        database.execute(
            "UPDATE audit_auditbook SET head_seq = 9, "
            "head_digest = (SELECT digest FROM audit_auditentry WHERE seq = 9)"
        )
    database.close()
    assert verify(house, cut)[0] == 0
    code, outcome = verify(house, cut, "--head", str(head))
    assert code == 1
    assert [(fault["kind"], fault["seq"]) for fault in outcome["faults"]] == [("tail-cut", 12)]
