"""Pages under load: requests a second, and how long a reader waits, with eight connections and alone."""

import statistics
from typing import Any

from bench import Bench
from figures import Figure

CONNECTIONS = 8


def measure(bench: Bench) -> list[Figure]:
    manager, statement = bench.data.manager, bench.data.statement
    recorder, meeting = bench.data.recorder, f"/meetings/{bench.data.meeting}/"
    pages = {
        "hello": (bench.rivals, "/hello", ""),
        "one query": (bench.rivals, "/query", ""),
        "Portal": (bench.served, "/", ""),
        "Home": (bench.served, "/home/", manager),
        "Adoption matrix, 119 cities": (
            bench.served,
            f"/instruments/statements/{statement}/matrix/",
            manager,
        ),
        "List of 10,000 commitments": (bench.served, "/commitments/?show=all", manager),
        "Meeting, 119 members and 200 items": (bench.served, meeting, recorder),
        "The same in session, roll call of 119": (bench.served, f"{meeting}live/", recorder),
        "Its minutes so far": (bench.served, f"{meeting}minutes/", recorder),
    }
    found: dict[str, list[tuple[Any, Any]]] = {name: [] for name in pages}
    for served, path, cookie in pages.values():  # warming up
        served.load(path, cookie=cookie, connections=CONNECTIONS, seconds=1)
    for number in range(bench.rounds):
        bench.say(f"pages, round {number + 1} of {bench.rounds}")
        # One page after the other in each round, so that what else the machine does falls on all alike.
        for name, (served, path, cookie) in pages.items():
            together = served.load(path, cookie=cookie, connections=CONNECTIONS, seconds=bench.seconds)
            alone = served.load(path, cookie=cookie, connections=1, seconds=bench.seconds / 2)
            found[name].append((together, alone))
    return [figure for name in pages for figure in _figures(name, found)]


def _figures(name: str, found: dict[str, list[tuple[Any, Any]]]) -> list[Figure]:
    def median(page: str, place: int, key: str) -> float:
        return statistics.median(round_[place][key] for round_ in found[page])

    is_rival = name in {"hello", "one query"}
    title = f"Django, {name}" if is_rival else name

    def figure(what: str, place: int, key: str, unit: str, factor: float) -> Figure:
        value = median(name, place, key)
        if name == "hello":
            return Figure("pages", f"{title}: {what}", value * factor, unit)
        rival = "hello" if name == "one query" else "one query"
        ratio = value / median(rival, place, key)
        return Figure("pages", f"{title}: {what}", value * factor, unit, ratio, rival)

    return [
        figure("requests a second", 0, "per_second", "/s", 1),
        figure("half wait at most, 8 readers", 0, "p50", "ms", 1000),
        figure("95 of 100 wait at most, 8 readers", 0, "p95", "ms", 1000),
        figure("half wait at most, 1 reader", 1, "p50", "ms", 1000),
        figure("95 of 100 wait at most, 1 reader", 1, "p95", "ms", 1000),
    ]
