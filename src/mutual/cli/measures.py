"""What `mutual bench` measures: the engine's work on this machine, beside coopgame-py where it is installed.

Every time is the least of some rounds, after a first call that is not counted: what else the machine does can
only lengthen it. A peer gets the same games, the same number of rounds, and must give the same answer.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutual.games import (
    CostGame,
    core_test_of_many,
    nucleolus,
    nucleolus_of_many,
    sampled_shapley,
    shapley,
    shapley_of_many,
)

Table = NDArray[np.float64]
PEER = "coopgame-py"
MANY, FEW, DRAWS, ORDERS = 20_000, 500, 10_000, 10_000
SIZES = (5, 10, 15, 20, 24)
_ONE_GAME = """
import sys, time
sys.modules.setdefault("scipy", None)  # numba imports it where it is; nothing here needs it
started = time.perf_counter()
from mutual.games import CostGame, nucleolus
nucleolus(CostGame("abcdefgh", [float(group.bit_count()) ** 0.5 for group in range(256)]))
print(time.perf_counter() - started)
"""
_PEAK = """
import resource, sys
from pathlib import Path
sys.modules.setdefault("scipy", None)
import numpy as np
from mutual.games import CostGame, nucleolus, shapley
count = int(sys.argv[1])
table = np.random.default_rng(count).uniform(1, 100, 1 << count)
table[0] = 0
game = CostGame([f"city {number}" for number in range(count)], table)
del table
nucleolus(game), shapley(game)
status = Path("/proc/self/status")
if status.is_file():  # Linux: what getrusage tells begins with the process that started this one
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    print(int(lines["VmHWM"].split()[0]) * 1024)
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""


@dataclass(frozen=True)
class Measure:
    """One measured value; ``ratio`` says how it compares with what it stands ``beside``.

    ``processor`` is the same in processor time, which other work on the machine hardly changes.
    """

    what: str
    value: float
    unit: str
    ratio: float | None = None
    beside: str = ""
    processor: float | None = None


def measures(rounds: int, say: Callable[[str], None]) -> Iterator[Measure]:
    """Yield one measure after another; ``say`` is told what is being done."""
    peer = import_module("coopgame") if find_spec("coopgame") else None
    say("how a process starts")
    yield from _starts()
    for count in (20, 24):
        for scale in (False, True):
            kind = "economies of scale" if scale else "any costs"
            say(f"the nucleolus of {count} cities, {kind}")
            yield _nucleolus(count, kind, _table(count, scale=scale), rounds, peer if count == 20 else None)
    say("the nucleoli of many games")
    yield _many(5, rounds, peer)
    yield _many(7, rounds, peer)
    yield _draws(rounds)
    say("Shapley values")
    yield from _shapleys(rounds, peer)
    for count in SIZES:
        say(f"the memory that {count} cities take")
        yield _memory(count)


def _table(count: int, *, scale: bool) -> Table:
    """Return any costs, or what falls with size; the same every time."""
    generator = np.random.default_rng(count)
    if scale:
        table = np.zeros(1)
        for amount in generator.uniform(1, 10, count):
            table = np.concatenate([table, table + amount])
        table = 20 + table**0.7
    else:
        table = generator.uniform(1, 100, 1 << count)
    table[0] = 0
    return table


def _game(table: Table) -> CostGame:
    return CostGame([f"city {number}" for number in range(len(table).bit_length() - 1)], table)


class _Least(NamedTuple):
    """Seconds of the quickest of some rounds, by the clock and of the processor."""

    clock: float
    processor: float


def _least(rounds: int, work: Callable[[], object]) -> _Least:
    clock, processor = [], []
    for _ in range(rounds):
        started, used = time.perf_counter(), time.process_time()
        work()
        clock.append(time.perf_counter() - started)
        processor.append(time.process_time() - used)
    return _Least(min(clock), min(processor))


def _beside(what: str, own: _Least, other: _Least, words: str, *, quicker: bool) -> Measure:
    ratio = other.clock / own.clock if quicker else own.clock / other.clock
    return Measure(what, own.clock * 1000, "ms", ratio, words, own.processor * 1000)


def _agreed(ours: Table, theirs: Table) -> None:
    if not np.allclose(ours, theirs, rtol=0, atol=1e-6 * float(np.abs(ours).max())):
        raise ArithmeticError(f"{PEER} and this package differ: {theirs} and {ours}.")


def _nucleolus(count: int, kind: str, table: Table, rounds: int, peer: ModuleType | None) -> Measure:
    game = _game(table)
    first = nucleolus(game).allocation
    own = _least(rounds, lambda: nucleolus(game))
    what = f"nucleolus, {count} cities, {kind}"
    if peer is None or first is None:
        return Measure(what, own.clock * 1000, "ms", processor=own.processor * 1000)
    given = peer.Game((-table[1:]).tolist())
    _agreed(first.amounts, -np.array(peer.nucleolus(given)["allocation"]))
    theirs = _least(min(2, rounds), lambda: peer.nucleolus(given))
    return _beside(what, own, theirs, f"quicker than {PEER}", quicker=True)


def _many(count: int, rounds: int, peer: ModuleType | None) -> Measure:
    tables = np.random.default_rng(count).uniform(1, 100, (MANY, 1 << count))
    tables[:, 0] = 0
    tables[:, -1] = np.minimum(tables[:, -1], tables[:, 1 << np.arange(count)].sum(axis=1))
    splits = nucleolus_of_many(tables[:FEW])
    own = _least(rounds, lambda: nucleolus_of_many(tables))
    what, rate = f"nucleoli of games of {count} cities, one core", MANY / own.clock
    if peer is None:
        return Measure(what, rate, "games/s", processor=MANY / own.processor)
    given = [peer.Game((-table[1:]).tolist()) for table in tables[:FEW]]
    _agreed(splits, -np.array([peer.nucleolus(one)["allocation"] for one in given]))
    theirs = FEW / _least(rounds, lambda: [peer.nucleolus(one) for one in given]).clock
    return Measure(what, rate, "games/s", rate / theirs, f"quicker than {PEER}", MANY / own.processor)


def _draws(rounds: int) -> Measure:
    generator = np.random.default_rng(31)
    tables = _table(5, scale=True) * generator.uniform(0.9, 1.1, (DRAWS, 32))

    def tested() -> None:
        core_test_of_many(tables, np.nan_to_num(nucleolus_of_many(tables)))

    tested()
    own = _least(rounds, tested)
    what = f"{DRAWS:,} draws of 31 groups, nucleolus and core test"
    return Measure(what, own.clock, "s", processor=own.processor)


def _shapleys(rounds: int, peer: ModuleType | None) -> Iterator[Measure]:
    table = _table(20, scale=False)
    game = _game(table)
    first = shapley(game)
    own, what = _least(5 * rounds, lambda: shapley(game)), "Shapley, 20 cities"
    if peer is None:
        yield Measure(what, own.clock * 1000, "ms", processor=own.processor * 1000)
    else:
        given = peer.Game(table[1:].tolist())
        _agreed(first.amounts, np.array(peer.shapley(given)))
        theirs = _least(rounds, lambda: peer.shapley(given))
        yield _beside(what, own, theirs, f"quicker than {PEER}", quicker=True)
    large = _table(24, scale=False)
    largest = _game(large)
    reading = _least(3 * rounds, large.sum)
    own = _least(3 * rounds, lambda: shapley(largest))
    yield _beside("Shapley, 24 cities", own, reading, "reading the table once", quicker=False)
    sampled_shapley(largest, orders=ORDERS, seed=1)
    own = _least(rounds, lambda: sampled_shapley(largest, orders=ORDERS, seed=1))
    what = f"Shapley, 24 cities, from {ORDERS:,} orders, with both errors"
    yield Measure(what, own.clock * 1000, "ms", processor=own.processor * 1000)
    tables = np.random.default_rng(5).uniform(1, 100, (MANY, 32))
    tables[:, 0] = 0
    shapley_of_many(tables)
    own = _least(rounds, lambda: shapley_of_many(tables))
    what = "Shapley values of games of 5 cities, one core"
    yield Measure(what, MANY / own.clock, "games/s", processor=MANY / own.processor)


def _starts() -> Iterator[Measure]:
    """Measure a process that compiles everything, then ones that find what it compiled."""
    with tempfile.TemporaryDirectory() as folder:
        first = float(_in_new_process(_ONE_GAME, folder))
        yield Measure("first nucleolus ever: import, compilation and answer", first, "s")
        later = min(float(_in_new_process(_ONE_GAME, folder)) for _ in range(3))
        yield Measure("first nucleolus of a later process: import and answer", later, "s")


def _memory(count: int) -> Measure:
    what = (
        f"peak memory of a process that solves {count} cities, whose costs take {(8 << count) / 1e6:,.3g} MB"
    )
    return Measure(what, float(_in_new_process(_PEAK, "", str(count))) / 1e6, "MB")


def _in_new_process(code: str, cache: str, *words: str) -> str:
    """Return what a new interpreter prints; ``cache`` is where it keeps what it compiles."""
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if cache:
        environ["NUMBA_CACHE_DIR"] = cache
    done = subprocess.run(  # noqa: S603 - this interpreter, code from above  # nosec B603
        [sys.executable, "-c", code, *words], env=environ, capture_output=True, text=True, check=True
    )
    return done.stdout
