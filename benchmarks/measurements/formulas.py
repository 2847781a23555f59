"""A formula for every coalition at once, beside a plain loop that was written for that formula alone."""

import time
from collections.abc import Callable
from math import floor

import numpy as np
from bench import Bench
from figures import Figure

from mutual.formulas import Drivers, evaluate, evaluate_every_coalition, parse

TEXT = """
Each member has calls in calls.
Each member has population in people.
Each member has value in dollars.
The group has budget in dollars.
Pool dispatch costs budget.
Share dispatch by 54% calls, 23% value and 23% population.
Limit each member to at most 60% of budget; the difference falls on nobody.
"""
BUDGET = 8_195_000
SIZES = (5, 8, 12, 16)


def drawn(cities: int) -> list[tuple[int, int, int]]:
    generator = np.random.default_rng(cities)
    return [tuple(int(one) for one in generator.integers(1_000, 500_000, 3)) for _ in range(cities)]  # type: ignore[misc]


def drivers_of(figures: list[tuple[int, int, int]]) -> Drivers:
    names = [f"city {number}" for number in range(len(figures))]
    columns = zip(("calls", "population", "value"), zip(*figures, strict=True), strict=True)
    return Drivers.from_table(
        {driver: dict(zip(names, amounts, strict=True)) for driver, amounts in columns}, {"budget": BUDGET}
    )


def plain_loop(figures: list[tuple[int, int, int]]) -> list[list[int]]:
    """What someone would write who needs this one formula, in doubles, with the largest remainders."""
    found = []
    for group in range(1, 1 << len(figures)):
        inside = [one for position, one in enumerate(figures) if group >> position & 1]
        calls, people, value = (sum(one[k] for one in inside) for k in range(3))
        owed = [
            min(BUDGET * (0.54 * c / calls + 0.23 * v / value + 0.23 * p / people), 0.6 * BUDGET) * 100
            for c, p, v in inside
        ]
        cents = [floor(amount) for amount in owed]
        left = floor(sum(owed) + 0.5) - sum(cents)
        for position in sorted(range(len(owed)), key=lambda i: cents[i] - owed[i])[:left]:
            cents[position] += 1
        found.append(cents)
    return found


def seconds(rounds: int, work: Callable[[], object]) -> float:
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


def measure(bench: Bench) -> list[Figure]:
    bench.say("sharing by a formula, one coalition and all")
    rounds = max(3, bench.rounds)
    formula = parse(TEXT)
    found = [
        Figure(
            "formulas",
            "a formula of seven sentences, read and checked",
            1000 * seconds(rounds, lambda: parse(TEXT)),
            "ms",
        )
    ]
    for cities in SIZES:
        figures = drawn(cities)
        drivers = drivers_of(figures)
        times = rounds * 20 if cities <= 8 else 1
        ours = seconds(max(rounds, times), lambda drivers=drivers: evaluate_every_coalition(formula, drivers))  # type: ignore[misc]
        theirs = seconds(times, lambda figures=figures: plain_loop(figures))  # type: ignore[misc]
        what = f"shares in cents for every coalition of {cities} cities"
        found.append(Figure("formulas", what, 1000 * ours, "ms", theirs / ours, "quicker than a plain loop"))
    largest = drivers_of(drawn(16))
    exact = seconds(rounds, lambda: evaluate(formula, largest))
    return [*found, Figure("formulas", "shares of 16 cities in exact fractions, traced", 1000 * exact, "ms")]
