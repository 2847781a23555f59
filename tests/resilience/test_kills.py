"""`kill -9` of the server's and the worker's processes while people send forms: nothing said is unsaid.

What was acknowledged is there, once; what was not may be there, whole or not at all; every job is done, and
what it does happened once. ``KILL_SEED`` repeats the moments of a run.
"""

import json
import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress

import pytest
from tests.commands.processes import Running, descendants, free_port, wait_for
from tests.conftest import IS_FULL
from tests.resilience.house import ROOT, a_house
from tests.resilience.people import Person, Place

pytestmark = pytest.mark.slow
ROUNDS = 4 if IS_FULL else 1
SEED = int(os.environ.get("KILL_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
SETTINGS = "tests.resilience.settings"
UNFINISHED = "SELECT count(*) FROM jobs_job WHERE state IN ('queued', 'waiting', 'running')"
KEPT = ("-m", "tests.resilience.kept")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def house(request, tmp_path):
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else ""
    with a_house(tmp_path / "var", url, settings=SETTINGS) as made:
        made.fill()
        yield made


def started(house, port):
    """`interlocal run` as people start it, on the house's data."""
    running = Running(
        house.folder,
        port,
        DJANGO_SETTINGS_MODULE=SETTINGS,
        PYTHONPATH=str(ROOT),
        INTERLOCAL_DATABASE_URL=house.database_url,
    )
    running.wait_until_it_says("Ctrl-C stops it.")
    return running


def told(house, step):
    return json.loads(house.told(*KEPT, step))


def kill(running, chance, kinds):
    """Kill one process of a kind, as the system does when memory runs out: without a word."""
    below = descendants(running.process.pid)
    for kind in kinds:
        parents = [pid for pid, command in below.items() if f"running.{kind}" in command]
        if parents:
            # Not the first: the supervisor keeps it, and gives up when it falls three times a minute.
            chosen = chance.choice(parents[1:] or parents)
            with suppress(ProcessLookupError):
                os.kill(chosen, signal.SIGKILL)


def one_round(people, running, chance):
    """Kill processes while people work; at the end of the round, everything at once, as when power fails."""
    for person in people:
        person.start()
    time.sleep(0.5)
    for kinds in (["web"], ["worker"], ["web", "worker"]):
        kill(running, chance, kinds)
        time.sleep(chance.uniform(0.2, 1.2))
    kept = running.child("web" if chance.random() < 0.5 else "worker")
    os.kill(kept, signal.SIGKILL)
    time.sleep(chance.uniform(0.5, 2.0))
    running.end()


def people_of(places, port, number):
    return [Person(f"Round {number} person {seat}", places[seat % len(places)], port) for seat in range(4)]


def test_what_was_acknowledged_outlives_every_kill(house):
    chance = random.Random(SEED)
    everybody, port = [], free_port()
    running = started(house, port)
    try:
        places = [Place(**place) for place in told(house, "sign_in")]
        for number in range(ROUNDS):
            people = people_of(places, port, number)
            one_round(people, running, chance)
            # The same address again: those who were cut off are answered now.
            running = started(house, port)
            let_finish(people)
            everybody += people
        wait_for(lambda: house.number(UNFINISHED) == 0, f"the jobs (seed {SEED})", 120)
        assert running.stop() == 0
    finally:
        running.end()
    check(told(house, "found"), everybody)
    outcome = house.verified()
    assert outcome["whole"], f"seed {SEED}: {outcome}"


def let_finish(people):
    """Let each have their last form answered."""
    for person in people:
        person.may_begin = False
    for person in people:
        person.join(120)


def check(found, people):
    assert [said for person in people for said in person.unexpected] == []
    assert sum(person.interrupted for person in people) > 0, "no kill met anybody: the test shows nothing"
    commitments = found["commitments"]
    titles = Counter(row["title"] for row in commitments.values())
    acknowledged = {title: public_id for person in people for title, public_id in person.opened.items()}
    assert {
        title: public_id for title, public_id in acknowledged.items() if public_id not in commitments
    } == {}
    assert {title: count for title, count in titles.items() if count > 1} == {}, f"seed {SEED}"
    assigned = {title for person in people for title in person.assigned}
    closed = {title for person in people for title in person.closed}
    for row in commitments.values():
        said = f"seed {SEED}: {row}"
        assert row["has_owner"] or row["title"] not in assigned, said
        assert row["outcome"] == "done" or row["title"] not in closed, said
        # Each change and its audit entry stand together, once.
        assert row["acts"]["commitments.open"] == 1, said
        assert row["acts"].get("commitments.assign", 0) == row["has_owner"], said
        assert row["acts"].get("commitments.close", 0) == (row["outcome"] == "done"), said
        # The owner was told once; or not at all, where it was settled before the job came to it.
        heard = row["notices"]
        assert row["links"] == row["acts"].get("commitments.send_link", 0) == heard, said
        assert heard == row["has_owner"] or (heard == 0 and row["outcome"] == "done"), said
    events, actions = found["events"], found["actions"]
    for event, action in (
        ("CommitmentOpened", "open"),
        ("OwnerAssigned", "assign"),
        ("CommitmentClosed", "close"),
    ):
        assert events[event] == actions[f"commitments.{action}"], f"seed {SEED}"
    assert (found["undelivered"], found["jobs_not_done"]) == (0, []), f"seed {SEED}"
    assert found["mails"] == found["mailed"], f"seed {SEED}"
    assert len(acknowledged) > 4
