"""Several processes writing at once, and one killed while it writes: the chain stays whole."""

import json
import signal
import time
from collections.abc import Iterator

import pytest
from tests.conftest import IS_FULL
from tests.foundation.house import START, House, a_house

WRITE = (
    START
    + """
from interlocal.foundation.audit.public import Ref, act
from interlocal.kernel import clock
for number in range(int(sys.argv[1])):
    subject = Ref("tests.process", sys.argv[2])
    with act(by=None, action="tests.write", subject=subject, now=clock.now(), number=number):
        pass
    print(number, flush=True)
"""
)
STOP_INSIDE = (
    START
    + """
import time
from django.db import connection
from interlocal.foundation.audit.actions import _append
from interlocal.foundation.audit.public import PARTNERSHIP_BOOK, Ref, act
from interlocal.kernel import clock
with act(by=None, action="tests.half", subject=Ref("tests.process", "half"), now=clock.now()) as done:
    _append(done, PARTNERSHIP_BOOK)  # the entry is written, the transaction still open
    print("inside", flush=True)
    time.sleep(60)
"""
)
VERIFY = (
    START
    + """
from django.core.management import call_command
call_command("audit", "verify", "--format", "json", skip_checks=True)
"""
)


pytestmark = pytest.mark.slow
PROCESSES = 8 if IS_FULL else 4
MOMENTS = (0.0, 0.01, 0.03, 0.05) if IS_FULL else (0.0, 0.02)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def house(request, tmp_path) -> Iterator[House]:
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else ""
    with a_house(tmp_path, url, "audit") as made:
        yield made


def verified(house: House) -> dict:
    return json.loads(house.told(VERIFY))


def test_processes_that_write_at_once_make_one_whole_chain(house):
    writers = [house.start(WRITE, "20", f"process{number}") for number in range(PROCESSES)]
    assert [writer.wait(timeout=120) for writer in writers] == [0] * PROCESSES
    outcome = verified(house)
    assert (outcome["whole"], outcome["entries"], outcome["last"]["seq"]) == (
        True,
        20 * PROCESSES,
        20 * PROCESSES,
    )


def test_a_writer_killed_inside_its_transaction_leaves_the_chain_whole(house):
    assert house.start(WRITE, "3", "before").wait(timeout=60) == 0
    half = house.start(STOP_INSIDE)
    assert half.stdout.readline() == "inside\n"
    half.send_signal(signal.SIGKILL)
    half.wait()
    assert house.start(WRITE, "2", "after").wait(timeout=60) == 0
    outcome = verified(house)
    assert (outcome["whole"], outcome["entries"]) == (True, 5)


def test_writers_killed_at_any_moment_lose_nothing_they_reported(house):
    reported = 0
    for delay in MOMENTS:
        writer = house.start(WRITE, "100000", "killed")
        assert writer.stdout.readline() == "0\n"
        time.sleep(delay)
        writer.send_signal(signal.SIGKILL)
        reported += 1 + len(writer.communicate()[0].splitlines())
    outcome = verified(house)
    assert outcome["whole"]
    # The last act of each may have committed before it could be printed.
    assert reported <= outcome["entries"] <= reported + len(MOMENTS)
