"""Five councils' packets, from the click to the last file: Word, PDF, Akoma Ntoso and one page each."""

from bench import Bench
from figures import Figure

MAKE = """
import time
from interlocal.foundation.jobs.public import run_due
from interlocal.kernel import clock
from interlocal.partnerships.instruments import public as instruments
statement = instruments.Statement.objects.first()
five = list(statement.instruments.select_related("jurisdiction")[:5])
run_due(now=clock.now())
started = time.perf_counter()
batch = instruments.ask_for_packets(by=None, statement=statement, instruments=five, now=clock.now())
instruments.make_packets(batch=batch, now=clock.now())
ended = time.perf_counter()
assert batch.packets.exclude(made_at=None).count() == 5, list(batch.packets.values("problem"))
print(ended - started)
"""


def measure(bench: Bench) -> list[Figure]:
    assert bench.data
    bench.say("making five packets")
    return [Figure("packets", "Five councils' packets, from the first", float(bench.data.python(MAKE)), "s")]
