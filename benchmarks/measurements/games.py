"""The engine's cost games beside coopgame-py (the compiled peer), on the same games in the same run."""

import subprocess
import sys
import time
from collections.abc import Callable

import coopgame
import numpy as np
from bench import Bench
from figures import Figure
from numpy.typing import NDArray

from mutual.games import CostGame, nucleolus_of_many, prenucleolus, shapley

Table = NDArray[np.float64]
PEER = "coopgame-py"
MANY = 20_000
FRESH = """
import time
started = time.perf_counter()
from mutual.games import CostGame, prenucleolus
prenucleolus(CostGame("abcdefgh", [float(group.bit_count()) ** 0.5 for group in range(256)]))
print(time.perf_counter() - started)
"""


def drawn(players: int, *, scale: bool) -> Table:
    """Any costs, or what falls with size; the same every time."""
    generator = np.random.default_rng(players)
    if not scale:
        table = generator.uniform(1, 100, 1 << players)
    else:
        total = np.zeros(1)
        for amount in generator.uniform(1, 10, players):
            total = np.concatenate([total, total + amount])
        table = 20 + total**0.7
    table[0] = 0
    return table


def best(rounds: int, work: Callable[[], object]) -> float:
    """Seconds of the quickest of some rounds."""
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


def named(table: Table) -> CostGame:
    return CostGame([f"city {number}" for number in range(len(table).bit_length() - 1)], table)


def nucleoli(rounds: int) -> list[Figure]:
    found = []
    for players, scale in ((20, False), (20, True), (24, False), (24, True)):
        table = drawn(players, scale=scale)
        game = named(table)
        prenucleolus(game)
        ours = best(rounds, lambda game=game: prenucleolus(game))  # type: ignore[misc]
        what = f"prenucleolus, {players} cities, {'economies of scale' if scale else 'any costs'}"
        if players > 20:
            found.append(Figure("games", what, ours * 1000, "ms"))
            continue
        peer = coopgame.Game((-table[1:]).tolist())
        theirs = best(1, lambda peer=peer: coopgame.prenucleolus(peer))  # type: ignore[misc]
        found.append(Figure("games", what, ours * 1000, "ms", theirs / ours, f"quicker than {PEER}"))
    return found


def many(rounds: int) -> Figure:
    tables = np.random.default_rng(5).uniform(1, 100, (MANY, 32))
    tables[:, 0] = 0
    nucleolus_of_many(tables[:2], bounded=False)
    ours = best(rounds, lambda: nucleolus_of_many(tables, bounded=False)) / MANY
    peers = [coopgame.Game((-table[1:]).tolist()) for table in tables[:500]]
    theirs = best(rounds, lambda: [coopgame.prenucleolus(peer) for peer in peers]) / len(peers)
    what = "prenucleoli of many games of 5 cities, one core"
    return Figure("games", what, 1 / ours, "games/s", theirs / ours, f"quicker than {PEER}")


def shapleys(rounds: int) -> list[Figure]:
    table = drawn(20, scale=False)
    game, peer = named(table), coopgame.Game(table[1:].tolist())
    shapley(game)
    ours = best(5 * rounds, lambda: shapley(game))
    theirs = best(rounds, lambda: coopgame.shapley(peer))
    large = drawn(24, scale=False)
    largest = named(large)
    slow, reading = best(rounds, lambda: shapley(largest)), best(rounds, large.sum)
    return [
        Figure("games", "Shapley, 20 cities", ours * 1000, "ms", theirs / ours, f"quicker than {PEER}"),
        Figure("games", "Shapley, 24 cities", slow * 1000, "ms", slow / reading, "reading the table once"),
    ]


def fresh() -> Figure:
    """A new process that finds what an earlier one compiled."""
    seconds = [
        float(
            subprocess.run([sys.executable, "-c", FRESH], check=True, capture_output=True, text=True).stdout
        )
        for _ in range(3)
    ]
    return Figure("games", "first nucleolus of a new process, import included", min(seconds), "s")


def measure(bench: Bench) -> list[Figure]:
    bench.say("solving games beside coopgame-py")
    rounds = max(3, bench.rounds)
    return [*nucleoli(rounds), many(rounds), *shapleys(rounds), fresh()]
