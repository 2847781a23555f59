"""The engine's cost games beside coopgame-py (the compiled peer): what `mutual bench` measures."""

from bench import Bench
from figures import Figure

from mutual.cli.measures import measures


def measure(bench: Bench) -> list[Figure]:
    return [
        Figure("games", one.what, one.value, one.unit, one.ratio, one.beside)
        for one in measures(max(5, bench.rounds), bench.say)
    ]
