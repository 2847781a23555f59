"""Reading the 2022 draft renewal: the reader by itself, and the whole command as a person types it."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import house
from bench import Bench
from figures import Figure

TEXT = house.ROOT / "tests" / "data" / "instruments" / "independence-renewal-2022.txt"
READS, COMMANDS = 200, 7


def median_of(times: int, work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def measure(bench: Bench) -> list[Figure]:
    from interlocal.partnerships.instruments import reading

    bench.say("the reader")
    command = [str(house.BIN / "interlocal"), "instruments", "read", str(TEXT), "--format", "json"]
    bare = [sys.executable, "-m", "django", "version"]
    environ = house.environment()
    read = median_of(READS, lambda: reading.read_file(TEXT))
    whole, django = (
        median_of(COMMANDS, lambda line=line: subprocess.check_output(line, env=environ))
        for line in (command, bare)
    )
    return [
        Figure("reader", "Reading the 2022 text", read * 1000, "ms"),
        Figure(
            "reader",
            "`interlocal instruments read`, the whole command",
            whole * 1000,
            "ms",
            whole / django,
            "`django version`",
        ),
    ]
