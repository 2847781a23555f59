"""Safe tables beside linear programs asked figure by figure of scipy, on the same tables in the same run."""

import time
from collections.abc import Callable

import numpy as np
from bench import Bench
from figures import Figure
from numpy.typing import NDArray
from scipy.optimize import linprog

from mutual.disclosure import CountTable, Release, Rules, SafeTable, SecretSeed, audit, safe_table

PEER = "scipy's linprog, two programs a figure"
SEED = SecretSeed(b"the same for every run")
CITIES = 5
GROUPS = np.array([0.32, 0.24, 0.19, 0.15, 0.10])
SIZES = (45, 60, 90)  # responses of a middling city
TABLES = 300
Marks = NDArray[np.bool_]


def drawn(generator: np.random.Generator, responses: int) -> CountTable:
    """Cities of uneven size whose reasons differ a little from city to city (synthetic)."""
    sizes = np.maximum(6, np.round(responses * np.exp(0.6 * generator.normal(size=CITIES)))).astype(int)
    counts = [generator.multinomial(size, generator.dirichlet(30 * GROUPS)) for size in sizes]
    return CountTable(
        [f"city {n}" for n in range(CITIES)], [f"reason {n}" for n in range(len(GROUPS))], counts
    )


def later(generator: np.random.Generator, table: CountTable) -> CountTable:
    """The table with another year's responses."""
    more = [generator.multinomial(generator.poisson(40), GROUPS) for _ in range(CITIES)]
    return CountTable(table.rows, table.columns, table.counts + np.array(more))


def by_linprog(release: Release) -> list[float]:
    """The widths of all hidden figures, for an outsider and each partner, as one writes it down at once."""
    rows, columns = release.table.counts.shape
    picks = np.zeros((*release.table.figures.shape, rows, columns))
    for row, column in np.ndindex(release.table.figures.shape):
        across = slice(None) if column == columns else column
        picks[row, column, slice(None) if row == rows else row, across] = 1
    found = []
    for own in (None, *range(rows)):
        unknown = release.hidden.copy()
        if own is not None:
            unknown[own] = False
        known = picks[~unknown].reshape(-1, rows * columns)
        values = release.table.figures[~unknown]
        for place in np.argwhere(unknown):
            target = picks[tuple(place)].ravel()
            ends = [
                sign * linprog(sign * target, A_eq=known, b_eq=values, bounds=(0, 10_000)).fun
                for sign in (1, -1)
            ]
            found.append(ends[1] - ends[0])
    return found


def best(rounds: int, work: Callable[[], object]) -> float:
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


def audits(rounds: int, found: SafeTable) -> list[Figure]:
    release = found.release
    theirs = best(1, lambda: by_linprog(release))
    flows = best(3 * rounds, lambda: audit(release))
    programs = best(rounds, lambda: audit(release, by="programs"))
    what = "audit, 5 cities x 5 groups, outsider and all partners"
    return [
        Figure(
            "disclosure", f"{what}, largest flows", flows * 1000, "ms", theirs / flows, f"quicker than {PEER}"
        ),
        Figure(
            "disclosure",
            f"{what}, linear programs with witnesses",
            programs * 1000,
            "ms",
            theirs / programs,
            f"quicker than {PEER}",
        ),
    ]


def whole(rounds: int, table: CountTable, found: SafeTable) -> list[Figure]:
    year = later(np.random.default_rng(7), table)
    second = safe_table(year, seed=SEED, earlier=[found.release])
    third = later(np.random.default_rng(8), year)
    single = best(rounds, lambda: safe_table(table, seed=SEED))
    linked = best(rounds, lambda: safe_table(third, seed=SEED, earlier=[found.release, second.release]))
    return [
        Figure("disclosure", "safe table, 5 cities x 5 groups, all partners, audited", single * 1000, "ms"),
        Figure("disclosure", "the same after two earlier releases", linked * 1000, "ms"),
    ]


def kept() -> list[Figure]:
    """What is shown of what a threshold alone would show, and what the threshold alone gives away."""
    generator = np.random.default_rng(20)
    tables = [drawn(generator, size) for size in SIZES for _ in range(TABLES // len(SIZES))]
    outsiders = [safe_table(table, seed=SEED, known_by=()) for table in tables]
    partners = [safe_table(table, seed=SEED) for table in tables]
    against = [found.kept(name) for found in partners for name in found.release.table.rows]
    narrow = sum(not one.is_safe for found in (*outsiders, *partners) for one in audit_again(found))
    beside = f"of {len(tables)} synthetic tables"
    return [
        Figure(
            "disclosure", f"figures kept, guarded against outsiders, {beside}", 100 * mean(outsiders), "%"
        ),
        Figure("disclosure", "figures kept, guarded against every partner", 100 * mean(partners), "%"),
        Figure(
            "disclosure",
            "the same, cells without totals",
            100 * float(np.mean([cells(f) for f in partners])),
            "%",
        ),
        Figure(
            "disclosure", "the same, as a partner reads the others' rows", 100 * float(np.mean(against)), "%"
        ),
        Figure("disclosure", "readers who narrow a figure too far", narrow, "readers"),
        Figure(
            "disclosure",
            "small cells that a threshold alone lets some reader narrow too far",
            100 * float(np.mean([given_away(table) for table in tables])),
            "%",
        ),
    ]


def audit_again(found: SafeTable) -> tuple:
    """By the other way than the table was made with."""
    readers = [one.attacker for one in found.audits if one.attacker is not None]
    return audit(found.release, known_by=readers, by="programs")


def mean(found: list[SafeTable]) -> float:
    return float(np.mean([one.kept() for one in found]))


def cells(found: SafeTable) -> float:
    shown = found.release.table.counts >= found.rules.threshold
    return float((shown & ~found.release.hidden[:-1, :-1]).sum() / shown.sum())


def given_away(table: CountTable) -> float:
    """The share of cells below the threshold that some reader other than its city narrows too far."""
    small = table.figures < Rules().threshold
    narrow = {
        (interval.row, interval.column)
        for one in audit(Release(table, small))
        for interval in one.intervals
        if not interval.is_wide and "total" not in {interval.row, interval.column}
    }
    return len(narrow) / max(1, int(small[:-1, :-1].sum()))


def measure(bench: Bench) -> list[Figure]:
    bench.say("making tables safe beside scipy's linear programs")
    rounds = max(3, bench.rounds)
    table = drawn(np.random.default_rng(5), 45)
    found = safe_table(table, seed=SEED)
    return [*audits(rounds, found), *whole(rounds, table, found), *kept()]
