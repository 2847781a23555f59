"""The job worker: owners are named through the real action; each is told by mail, three jobs later."""

import sqlite3
import time
from contextlib import closing

from bench import Bench
from figures import Figure

OWNERS = 200
NAME_OWNERS = f"""
from interlocal.foundation.accounts.models import User
from interlocal.kernel import clock
from interlocal.partnerships.commitments.models import Commitment
from interlocal.partnerships.commitments.public import assign_owner
owner = User.objects.order_by("pk").first()
for commitment in Commitment.objects.filter(outcome="", owner=None, run=None)[:{OWNERS}]:
    assign_owner(by=None, commitment=commitment, owner=owner, now=clock.now())
"""
COUNT = "SELECT count(*) FROM jobs_job WHERE state = ?"


def count(bench: Bench, state: str) -> int:
    with closing(sqlite3.connect(bench.data.folder / "db.sqlite3", timeout=20)) as database:
        return int(database.execute(COUNT, [state]).fetchone()[0])


def work(bench: Bench) -> tuple[int, float]:
    """Name owners, and wait until every one was told; return how many jobs that took, and the seconds."""
    assert bench.served.process.poll() is None
    before = count(bench, "done")
    started = time.monotonic()
    bench.data.python(NAME_OWNERS)
    deadline = started + 120
    while count(bench, "queued") + count(bench, "running") and time.monotonic() < deadline:
        time.sleep(0.1)
    return count(bench, "done") - before, time.monotonic() - started


def measure(bench: Bench) -> list[Figure]:
    bench.say("jobs")
    done, seconds = work(bench)
    return [Figure("jobs", f"Jobs done while {OWNERS} owners are named and told", done / seconds, "/s")]
