"""Eight processes write through the house's own actions at once: nothing waits in vain, nothing is lost."""

import json
from collections import Counter

import pytest
from tests.conftest import IS_FULL
from tests.resilience.house import a_house

pytestmark = pytest.mark.slow
PROCESSES, SECONDS = 8, 60 if IS_FULL else 2
WRITERS = ("-m", "tests.resilience.writers")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def house(request, tmp_path):
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else ""
    with a_house(tmp_path / "var", url) as made:
        made.migrate()
        made.told(*WRITERS, "prepare")
        yield made


def write_together(house):
    """Let the writers begin at once; return what each says that it wrote."""
    writers = [house.start(*WRITERS, "write", number, SECONDS) for number in range(PROCESSES)]
    assert [writer.stdout.readline() for writer in writers] == ["ready\n"] * PROCESSES
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    ended = [writer.communicate(timeout=SECONDS * 4 + 120) for writer in writers]
    # An error that a process did not expect, "database is locked" among them, ends it.
    assert [(writer.returncode, err) for writer, (_out, err) in zip(writers, ended, strict=True)] == [
        (0, "")
    ] * PROCESSES
    return [json.loads(out) for out, _err in ended]


def all_of(told, name):
    return sorted(value for one in told for value in one[name])


def test_what_eight_processes_write_at_once_is_there_once(house):
    told = write_together(house)
    found = json.loads(house.told(*WRITERS, "found"))
    for name in ("opened", "closed", "instruments"):
        assert sorted(found[name]) == all_of(told, name), name
    assert sorted(found["jobs"]) == sorted(set(all_of(told, "jobs")))
    turns = max(len(one["opened"]) for one in told)
    assert sorted(found["same"]) == sorted(f"same:{turn}" for turn in range(turns))
    acts = sum((Counter(one["acts"]) for one in told), Counter())
    acts["commitments.open"] += len(found["same"])
    assert found["acts"] == acts
    assert found["events"] == {
        "CommitmentOpened": acts["commitments.open"],
        "CommitmentClosed": acts["commitments.close"],
        "InstrumentAdded": acts["instruments.record_instrument"],
    }
    assert found["deliveries"] == found["delivery_jobs"] == acts["commitments.open"]
    outcome = house.verified()
    assert (outcome["whole"], outcome["entries"]) == (True, acts.total())
    assert acts.total() > 0
