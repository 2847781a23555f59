"""Staffing beside pyworkforce and simulation beside simpy and ciw, the same work in the same run.

The peers are given fewer staffings and calls, and their time is scaled to as many: it grows in proportion.
pyworkforce runs in a process of its own, since the solver that it brings cannot stand beside HiGHS.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from bench import Bench
from figures import Figure

from mutual.calls import count_quickly, demand_of, read_calls, read_profile
from mutual.games import core_test_of_many, nucleolus_of_many
from mutual.queues import StaffingTerms, drawn_rates, fifo_waits, pooled_draws, staff_required
from mutual.queues.simulation.calls import Calls
from mutual.queues.simulation.centers import Center, network_of
from mutual.queues.simulation.following import follow

HOURS, GROUPS, HANDLING = 168, 31, 120.0
TARGETS = [
    [(0.90, 15), (0.95, 20)],
    [(0.80, 20), (0.90, 40)],
    [(0.90, 10), (0.95, 15)],
    [(0.95, 15), (0.99, 40)],
    [(0.85, 15), (0.95, 30)],
]
CALLS, SERVERS, GAP, TAKES, PATIENCE, URGENT = 1_000_000, 10, 6.0, 55.0, 60.0, 0.3
FEW = 20_000  # calls that a peer is given
DRAWS = 10_000
BUSY = (4.0, 9.0, 21.0, 3.0, 6.0)  # calls an hour of five cities in the middle of the week (synthetic)
ROWS = 10_000_000
# A year of synthetic calls in five cities, the busiest about half of them.
EXPORT = """
copy (
    select
        'C' || lpad(cast(range as varchar), 8, '0') as incident,
        strftime(
            timestamp '2025-01-01' + to_seconds(cast(range * (365.0 * 86400 / {rows}) as bigint)),
            '%Y-%m-%d %H:%M:%S'
        ) as created,
        ['Grandview', 'Raytown', 'Belton', 'Lenexa', 'Merriam'][
            1 + cast(floor(least(4.999, -ln(1 - random()) * 1.6)) as int)
        ] as city,
        cast(20 - 120 * ln(1 - random()) as int) as seconds
    from range({rows})
) to '{file}' (header)
"""
PROFILE = """
zone = "America/Chicago"
[file]
kind = "csv"
encodings = ["utf-8"]
delimiter = ","
[columns]
id = "incident"
received = "created"
duration = "seconds"
place = "city"
[times]
formats = ["ISO"]
[handling]
unit = "seconds"
ceiling = 14400
"""
# For a count in one pass: no duplicates looked for, the time that a call takes given.
COUNTED = """
zone = "America/Chicago"
[columns]
received = "created"
place = "city"
[places.cities]
Grandview = "Grandview"
Raytown = "Raytown"
Belton = "Belton"
Lenexa = "Lenexa"
Merriam = "Merriam"
"""
WEEKS = 365 / 7
_PYWORKFORCE = """
import json, sys, time
from pyworkforce.queuing import ErlangC
rates, handling, targets = json.load(sys.stdin)
def needed():
    return [[most(rate, pair) for rate in rates] for pair in targets]
def most(rate, pair):
    return max(
        ErlangC(transactions=rate, aht=handling / 60, asa=within / 60, interval=60)
        .required_positions(service_level=share)["raw_positions"]
        for share, within in pair
    )
taken = []
for _ in range(3):
    started = time.perf_counter()
    found = needed()
    taken.append(time.perf_counter() - started)
print(json.dumps([min(taken), found]))
"""


def best(rounds: int, work: Callable[[], object]) -> float:
    work()  # what compiles is not counted
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


def least(rounds: int, seconds: Callable[[], float]) -> float:
    """The peer's best, as ours."""
    return min(seconds() for _ in range(rounds))


def day() -> np.ndarray:
    return np.tile(1 + 0.6 * np.sin((np.arange(24) - 9) / 24 * 2 * np.pi), 7)


def group_rates() -> np.ndarray:
    """Calls an hour of every group of five cities, by hour of week."""
    rates = np.zeros((1, HOURS))
    for each in np.outer(BUSY, day()):
        rates = np.concatenate([rates, rates + each])
    return rates[1:].ravel()


def staffings(rounds: int) -> list[Figure]:
    rates = group_rates()
    ours = [staff_required(rates, HANDLING, targets=pair) for pair in TARGETS]
    taken = best(rounds, lambda: [staff_required(rates, HANDLING, targets=pair) for pair in TARGETS])
    few = rates[:: len(rates) // 500]
    seconds, theirs = by_pyworkforce(few)
    differ = sum(
        int((mine[:: len(rates) // 500] != np.array(row)).sum())
        for mine, row in zip(ours, theirs, strict=True)
    )
    count = HOURS * GROUPS * len(TARGETS)
    scaled = seconds * count / (len(few) * len(TARGETS))
    beside = f"quicker than pyworkforce ({len(few) * len(TARGETS):,} of them, {differ} answered otherwise)"
    return [
        Figure(
            "staffing",
            f"{count:,} two-point staffings (Erlang C)",
            taken * 1000,
            "ms",
            scaled / taken,
            beside,
        )
    ]


def by_pyworkforce(rates: np.ndarray) -> tuple[float, list[list[int]]]:
    given = json.dumps([rates.tolist(), HANDLING, TARGETS])
    done = subprocess.run(
        [sys.executable, "-c", _PYWORKFORCE], input=given, capture_output=True, text=True, check=True
    )
    seconds, needed = json.loads(done.stdout)
    return seconds, needed


def plain(rounds: int) -> list[Figure]:
    """A million calls, first come first served: drawn and followed, by us and by the peers."""

    def ours() -> float:
        generator = np.random.default_rng(1)
        arrivals = np.cumsum(generator.exponential(GAP, CALLS))
        return float(fifo_waits(arrivals, generator.exponential(TAKES, CALLS), SERVERS).mean())

    taken = best(rounds, ours)
    by_simpy, by_ciw = least(rounds, simpy_plain) * CALLS / FEW, least(rounds, ciw_plain) * CALLS / FEW
    what = f"{CALLS:,} calls, M/M/{SERVERS}"
    scaled = f"({FEW:,} calls, scaled)"
    return [
        Figure("staffing", what, taken * 1000, "ms", by_simpy / taken, f"quicker than simpy {scaled}"),
        Figure(
            "staffing", f"{what}, again", taken * 1000, "ms", by_ciw / taken, f"quicker than ciw {scaled}"
        ),
    ]


def impatient(rounds: int) -> list[Figure]:
    network = network_of(["city"], [Center("center", SERVERS, ["city"])])

    def ours() -> float:
        generator = np.random.default_rng(1)
        calls = Calls(
            ("city",),
            np.cumsum(generator.exponential(GAP, CALLS)),
            np.zeros(CALLS, dtype=np.int64),
            (generator.random(CALLS) > URGENT).astype(np.int64),
            generator.exponential(TAKES, CALLS),
            generator.exponential(PATIENCE, CALLS),
        )
        return float(follow(calls, network).wait.mean())

    taken = best(rounds, ours)
    scaled = least(rounds, simpy_impatient) * CALLS / FEW
    return [
        Figure(
            "staffing",
            f"{CALLS:,} calls that hang up, two priorities, {SERVERS} on duty",
            taken * 1000,
            "ms",
            scaled / taken,
            f"quicker than simpy ({FEW:,} calls, scaled)",
        )
    ]


def simpy_plain() -> float:
    simpy = import_module("simpy")
    environment = simpy.Environment()
    servers = simpy.Resource(environment, SERVERS)
    draw = random.Random(1)
    waits: list[float] = []

    def call(takes: float) -> Generator[Any, Any, None]:
        came = environment.now
        with servers.request() as turn:
            yield turn
            waits.append(environment.now - came)
            yield environment.timeout(takes)

    return simpy_run(environment, lambda: call(draw.expovariate(1 / TAKES)), draw)


def simpy_impatient() -> float:
    simpy = import_module("simpy")
    environment = simpy.Environment()
    servers = simpy.PriorityResource(environment, SERVERS)
    draw = random.Random(1)
    waits: list[float] = []

    def call(rank: int, takes: float, bears: float) -> Generator[Any, Any, None]:
        came = environment.now
        with servers.request(priority=rank) as turn:
            got = yield turn | environment.timeout(bears)
            waits.append(environment.now - came)
            if turn in got:
                yield environment.timeout(takes)

    def begun() -> Generator[Any, Any, None]:
        rank = int(draw.random() > URGENT)
        return call(rank, draw.expovariate(1 / TAKES), draw.expovariate(1 / PATIENCE))

    return simpy_run(environment, begun, draw)


def simpy_run(environment: Any, begun: Callable[[], Generator[Any, Any, None]], draw: random.Random) -> float:
    def source() -> Generator[Any, Any, None]:
        for _ in range(FEW):
            yield environment.timeout(draw.expovariate(1 / GAP))
            environment.process(begun())

    environment.process(source())
    started = time.perf_counter()
    environment.run()
    return time.perf_counter() - started


def ciw_plain() -> float:
    ciw = import_module("ciw")
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate=1 / GAP)],
        service_distributions=[ciw.dists.Exponential(rate=1 / TAKES)],
        number_of_servers=[SERVERS],
    )
    ciw.seed(1)
    simulation = ciw.Simulation(network)
    started = time.perf_counter()
    simulation.simulate_until_max_customers(FEW, method="Finish")
    return time.perf_counter() - started


def in_doubt(rounds: int) -> list[Figure]:
    """Staff, cost, nucleolus and core test of every group of five cities, draw by draw."""
    rates = drawn_rates(np.outer(BUSY, day()), 26, draws=DRAWS, seed=1)
    terms = StaffingTerms(cost_per_fte=90_000, fixed=150_000, hidden=20)
    handling = [140, 120, 130, 150, 100]

    def ours() -> None:
        costs = pooled_draws("ABCDE", rates, handling, terms).cost
        core_test_of_many(costs, nucleolus_of_many(costs))

    taken = best(rounds, ours)
    what = f"{DRAWS:,} draws x {GROUPS} groups x {HOURS} hours staffed and priced, nucleolus and core test"
    return [Figure("staffing", what, taken, "s")]


def end_to_end() -> list[Figure]:
    """From a call export to who should pay what: each row accounted for, or counted in one pass."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "calls.csv")
        duckdb.execute(EXPORT.format(rows=ROWS, file=file))
        started = time.perf_counter()
        reading = read_calls(file, read_profile(PROFILE), Path(folder, "out"))
        read = time.perf_counter()
        demand = demand_of(reading)
        who_pays(demand.cities, demand.rates, demand.hours, demand.handling, demand.spread)
        ended = time.perf_counter()
        counted = count_quickly(file, read_profile(COUNTED))
        who_pays(counted.cities, counted.calls / WEEKS, WEEKS, HANDLING, 1.0)
        counted_ended = time.perf_counter()
    what = f"{ROWS:,} rows of CSV, {DRAWS:,} draws, 5 cities, cost games, nucleoli"
    return [
        Figure("staffing", f"end to end: {what}", ended - started, "s"),
        Figure("staffing", "of which after the file is read", ended - read, "s"),
        Figure("staffing", "the same with calls counted in one pass", counted_ended - ended, "s"),
    ]


def who_pays(cities: Any, rates: Any, weeks: Any, handling: Any, spread: Any) -> None:
    drawn = drawn_rates(rates, weeks, draws=DRAWS, seed=1, spread=spread)
    terms = StaffingTerms(cost_per_fte=90_000, fixed=150_000, hidden=20)
    costs = pooled_draws(cities, drawn, handling, terms).cost
    core_test_of_many(costs, nucleolus_of_many(costs))


def measure(bench: Bench) -> list[Figure]:
    bench.say("staffing beside pyworkforce")
    found = staffings(max(5, bench.rounds))
    bench.say("simulation beside simpy and ciw")
    found += [*plain(bench.rounds), *impatient(bench.rounds)]
    bench.say("staffing in doubt")
    found += in_doubt(bench.rounds)
    bench.say("a call export of ten million rows to who should pay what")
    return [*found, *end_to_end()]
