"""`kill -9` of the server while people report: no report is lost, none is doubled, each is whole.

``KILL_SEED`` repeats the moments of a run.
"""

import json
import os
import random
import time

import pytest
from tests.commands.processes import Running, free_port
from tests.conftest import IS_FULL
from tests.resilience.house import a_house
from tests.resilience.reporters import Reporter
from tests.resilience.test_kills import kill

pytestmark = pytest.mark.slow
ROUNDS = 4 if IS_FULL else 2
SEED = int(os.environ.get("KILL_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def house(request, tmp_path):
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else ""
    with a_house(tmp_path / "var", url) as made:
        made.fill()
        yield made


def started(house, port):
    running = Running(
        house.folder, port, INTERLOCAL_DATABASE_URL=house.database_url, INTERLOCAL_TRUSTED_PROXIES="1"
    )
    running.wait_until_it_says("Ctrl-C stops it.")
    return running


def test_every_receipt_opens_one_whole_report(house, tmp_path):
    chance, port = random.Random(SEED), free_port()
    running = started(house, port)
    before = told(house, tmp_path, {})
    everybody: list[Reporter] = []
    try:
        for number in range(ROUNDS):
            people = [Reporter(f"Round {number}, {seat}", port, f"203.0.113.{seat}") for seat in range(6)]
            for person in people:
                person.start()
            for _ in range(3):
                time.sleep(chance.uniform(0.3, 1.2))
                kill(running, chance, ["web"])
            time.sleep(chance.uniform(0.2, 0.8))
            running.end()  # everything at once, as when power fails
            running = started(house, port)
            for person in people:
                person.may_begin = False
            for person in people:
                person.join(300)
            everybody += people
    finally:
        running.end()
    assert [one for person in everybody for one in person.unexpected] == [], f"seed {SEED}"
    receipts = {what: one for person in everybody for what, one in person.receipts.items()}
    assert sum(person.interrupted for person in everybody) > 0, "nobody was cut off"
    found = told(house, tmp_path, receipts)
    assert found["opened"] == {what: [what] for what in receipts}, f"seed {SEED}"
    made = len(receipts)
    assert (found["reports"] - before["reports"], found["entries"] - before["entries"]) == (made, made)
    assert found["readable"] - before["readable"] == made
    assert sorted(found["audited"]) == sorted([*before["audited"], *[1] * made])


def told(house, folder, receipts):
    path = folder / "receipts.json"
    path.write_text(json.dumps(receipts), encoding="utf-8")
    return json.loads(house.told("-m", "tests.resilience.kept_reports", path))
