"""Draws of a study beside a loop over the draws: numpy for the costs, coopgame-py for the nucleolus."""

import time
from pathlib import Path

import coopgame
import numpy as np
from bench import Bench
from figures import Figure
from numpy.typing import NDArray

from mutual.finance import Study, read_study, simulate
from mutual.finance.draws import drawn

DRAWS = 10_000
LOOPED = 500
CALLS = (46_000, 24_000, 118_000, 71_000, 27_000)
TODAY = (1_630_000, 1_070_000, 3_590_000, 2_620_000, 1_100_000)
YEARS = 10
STUDY = f"""
title = "Five cities"
cities = ["a", "b", "c", "d", "e"]
[years]
base = 2026
count = {YEARS}
discount = 0.03
[drivers.calls]
growth = 0.01
amounts = {{ {", ".join(f"{city} = {amount}" for city, amount in zip("abcde", CALLS, strict=True))} }}
[baseline.dispatch]
growth = "wages"
amounts = {{ {", ".join(f"{city} = {amount}" for city, amount in zip("abcde", TODAY, strict=True))} }}
[doubt.wages]
triangular = [0.02, 0.03, 0.05]
[doubt.size]
triangular = [0.9, 0.97, 1.03]
[shares.nucleolus]
solution = "nucleolus"
[options.joint]
kind = "joint agency"
shares = ["nucleolus"]
[[options.joint.cost]]
kind = "today"
driver = "calls"
elasticity = "size"
[[options.joint.transition]]
name = "moving"
amount = 900_000
"""
LARGE = Path(__file__).resolve().parents[2] / "src" / "mutual" / "finance" / "examples" / "dispatch.toml"


def looped(study: Study, draws: int) -> None:
    """One draw after the other, each group's costs as arrays of years: what one writes without the engine."""
    levels = drawn(study.distributions(), seed=study.seed, first=0, count=draws)
    members = [[i for i in range(5) if group >> i & 1] for group in range(32)]
    calls = np.array(CALLS)[:, np.newaxis] * 1.01 ** np.arange(1, YEARS + 1)
    today, factors = np.array(TODAY)[:, np.newaxis], 1.03 ** -np.arange(1.0, YEARS + 1)
    for wages, size in zip(levels["wages"], levels["size"], strict=True):
        alone = today * (1 + wages) ** np.arange(1, YEARS + 1)
        costs = np.zeros(32)
        for group in range(1, 32):
            own = calls[members[group]]
            ratio = (own.sum(axis=0) / own) ** (size - 1)
            costs[group] = ((alone[members[group]] * ratio).sum(axis=0) * factors).sum()
            costs[group] += 900_000 / 1.03 if len(members[group]) > 1 else 0.0
        peer = coopgame.prenucleolus(coopgame.Game((-costs[1:]).tolist()))
        split = -np.array(peer["allocation"])
        _complains(split, costs, members)


def _complains(split: NDArray[np.float64], costs: NDArray[np.float64], members: list[list[int]]) -> float:
    return max(float(split[members[group]].sum() - costs[group]) for group in range(1, 31))


def measure(bench: Bench) -> list[Figure]:
    bench.say("drawing studies beside a loop")
    study, example = read_study(STUDY), read_study(LARGE.read_text(encoding="utf-8"))
    simulate(study, draws=10)
    simulate(example, draws=10)
    ours = min(_taken(lambda: simulate(study, draws=DRAWS)) for _ in range(max(3, bench.rounds)))
    theirs = min(_taken(lambda: looped(study, LOOPED)) for _ in range(3)) * DRAWS / LOOPED
    whole = min(_taken(lambda: simulate(example)) for _ in range(3))
    return [
        Figure(
            "finance",
            "10,000 draws x 31 groups x 10 years, nucleolus and core test, one core",
            ours,
            "s",
            theirs / ours,
            "quicker than a loop of numpy and coopgame-py",
        ),
        Figure(
            "finance", "10,000 draws of the example study: 4 options, 10 ways of sharing in all", whole, "s"
        ),
    ]


def _taken(work: object) -> float:
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - started
