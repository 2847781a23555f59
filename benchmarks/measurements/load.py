"""Fifty people at once in 119 cities after ten years; and what each page costs as cities are added.

Each page's figures go to a table of their own in the documentation. The people think one to five seconds
between two pages, as people do; the same without thinking shows where the server gives out.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import house
import processes
from bench import Bench
from figures import Figure, rounded

GROWTH = (5, 30, 119)
YEARS = 10
PEOPLE = 50
READS, WRITES = 0.150, 0.300  # seconds that 95 of 100 wait at most
MEGABYTE = 1024 * 1024
PAGE = house.ROOT / "docs" / "reference" / "page-costs.md"
BEGINS, ENDS = "<!-- measured: written by `make bench ARGS=load` -->", "<!-- end of measured -->"
Plan = dict[str, Any]


def measure(bench: Bench) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="interlocal-years-") as made:
        shelf = bench.keep or Path(made)
        folders = {many: _filled(bench, shelf, many) for many in GROWTH}
        walks = {many: _walked(bench, folders[many]) for many in GROWTH}
        largest = folders[GROWTH[-1]]
        with _served(bench, largest) as served:
            plan = largest / "walk.json"
            _crowd(served.port, plan, 20)  # what is loaded once is loaded now
            bench.say(f"{PEOPLE} people who think, {bench.minutes * 60:.0f} s")
            thinking = _crowd(served.port, plan, bench.minutes * 60)
            bench.say(f"{PEOPLE} people who do not think")
            closed = _crowd(served.port, plan, bench.minutes * 20, thinks=(0, 0))
            memory = _memory(served.process.pid)
    rival = bench.rivals.load("/query", connections=PEOPLE, seconds=bench.seconds)
    write_page(walks, thinking)
    return [*_together(thinking, rival), *_closed(closed, rival), *memory]


def _environment(bench: Bench, folder: Path) -> dict[str, str]:
    more = {"INTERLOCAL_DATABASE_URL": f"{bench.database}_{folder.name}"} if bench.database else {}
    return house.environment(
        INTERLOCAL_DATA=str(folder),
        INTERLOCAL_DEMO="1",
        DJANGO_SETTINGS_MODULE="interlocal.config.settings",
        **more,
    )


def _filled(bench: Bench, shelf: Path, many: int) -> Path:
    """The folder of a partnership of so many cities, as it was kept or made now."""
    folder = shelf / f"years{many}"
    if not (folder / "filled").exists():
        bench.say(f"filling a partnership of {many} cities and {YEARS} years")
        command = [sys.executable, str(house.HERE / "years" / "fill.py"), str(many), str(YEARS)]
        subprocess.run(command, env=_environment(bench, folder), check=True, stdout=subprocess.DEVNULL)
        (folder / "filled").touch()
    return folder


def _walked(bench: Bench, folder: Path) -> Plan:
    """What the walk over every page found; with new sessions, for those of a kept folder may have ended."""
    bench.say(f"walking over every page of {folder.name}")
    command = [sys.executable, str(house.HERE / "walk.py"), str(folder / "walk.json")]
    subprocess.run(command, env=_environment(bench, folder), check=True, stderr=subprocess.DEVNULL)
    plan: Plan = json.loads((folder / "walk.json").read_text(encoding="utf-8"))
    return plan


@contextmanager
def _served(bench: Bench, folder: Path) -> Iterator[house.Served]:
    data = house.Generated(folder, "", "", "", "", "")
    more = {
        name: value for name, value in _environment(bench, folder).items() if name.startswith("INTERLOCAL_")
    }
    more.pop("INTERLOCAL_DATA")
    with house.interlocal(data, **more) as served:
        yield served


def _crowd(port: int, plan: Path, seconds: float, thinks: tuple[float, float] = (1, 5)) -> Plan:
    command = [sys.executable, str(house.HERE / "crowd.py"), str(port), str(plan)]
    command += ["--people", str(PEOPLE), "--seconds", str(seconds)]
    command += ["--least", str(thinks[0]), "--most", str(thinks[1])]
    found: Plan = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return found


def of_hundred(seconds: list[float], share: int) -> float:
    """What so many of a hundred wait at most, of sorted times."""
    return seconds[min(len(seconds) - 1, len(seconds) * share // 100)]


def _pooled(asked: Plan, *, sent: bool) -> list[float]:
    return sorted(
        second for name, one in asked.items() if name.endswith("(sent)") == sent for second in one["seconds"]
    )


def slow(asked: Plan) -> list[str]:
    """The pages and forms of which 95 of 100 take longer than is promised."""
    return [
        name
        for name, one in asked.items()
        if one["seconds"] and of_hundred(one["seconds"], 95) > (WRITES if name.endswith("(sent)") else READS)
    ]


def _together(asked: Plan, rival: Plan) -> list[Figure]:
    figures = []
    for title, sent in (("a page", False), ("a form sent", True)):
        for share in (50, 95):
            value = of_hundred(_pooled(asked, sent=sent), share)
            compared = value / rival["p50" if share == 50 else "p95"]
            what = f"{PEOPLE} people who think 1 to 5 s: {share} of 100 wait for {title} at most"
            figures.append(
                Figure("load", what, 1000 * value, "ms", compared, f"one query, {PEOPLE} who do not think")
            )
    counted = [one for one in asked.values() if one["seconds"]]
    failures = sum(len(one["failures"]) for one in asked.values())
    return [
        *figures,
        Figure("load", "pages and forms that they opened", len(counted), "kinds"),
        Figure("load", "of them, slower than 150 ms (forms: 300 ms) for 5 of 100", len(slow(asked)), "kinds"),
        Figure("load", "answers that were not what was asked for", failures, "answers"),
    ]


def _closed(asked: Plan, rival: Plan) -> list[Figure]:
    seconds = _pooled(asked, sent=False)
    value = of_hundred(seconds, 95)
    what = f"{PEOPLE} people who do not think: 95 of 100 wait for a page at most"
    return [
        Figure(
            "load", what, 1000 * value, "ms", value / rival["p95"], f"one query, {PEOPLE} who do not think"
        )
    ]


def _memory(pid: int) -> list[Figure]:
    tree = processes.below(pid)
    figures = []
    for title, module in (("Web server", "running.web"), ("Job worker", "running.worker")):
        ours = [process for process in tree if module in process.command]
        together = sum(process.proportional for process in ours) / MEGABYTE
        figures.append(
            Figure("load", f"{title} after that: its {len(ours)} processes together", together, "MB")
        )
    return figures


def write_page(walks: dict[int, Plan], asked: Plan) -> None:
    """Put the table of every page between the marks of its page."""
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGINS)
    _, mark, tail = rest.partition(ENDS)
    if not mark:
        raise SystemExit(f"{PAGE} has lost the marks that the table stands between.")
    load = f"{os.cpu_count()} processors; {os.getloadavg()[0]:.2f} processes busy when it ended."
    PAGE.write_text(f"{head}{BEGINS}\n{load}\n\n{page_table(walks, asked)}\n{ENDS}{tail}", encoding="utf-8")


def page_table(walks: dict[int, Plan], asked: Plan) -> str:
    """One line a page: its dearest role's queries, time and bytes for each size; and the wait among fifty."""
    dearest: dict[str, dict[int, Plan]] = defaultdict(dict)
    for many, walk in walks.items():
        for page in walk["pages"]:
            known = dearest[page["name"]].get(many)
            if known is None or page["seconds"] > known["seconds"]:
                dearest[page["name"]][many] = page
    sizes = " / ".join(map(str, walks))
    lines = [
        f"| page | queries, {sizes} cities | ms alone | kB | asked | p50 ms | p95 ms | most ms |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in sorted({*dearest, *asked}):
        rows = [dearest.get(name, {}).get(many) for many in walks]
        cells = [
            _each(rows, lambda page: str(page["queries"])),
            _each(rows, lambda page: rounded(1000 * page["seconds"])),
            _each(rows, lambda page: rounded(page["bytes"] / 1024)),
        ]
        one = asked.get(name)
        waits = ["", "", "", ""]
        if one and one["seconds"]:
            found = (of_hundred(one["seconds"], 50), of_hundred(one["seconds"], 95), one["seconds"][-1])
            waits = [str(len(one["seconds"])), *(rounded(1000 * value) for value in found)]
        lines.append(f"| `{name}` | {' | '.join([*cells, *waits])} |")
    return "\n".join(lines)


def _each(rows: list[Any], shown: Any) -> str:
    return " / ".join("-" if row is None else shown(row) for row in rows) if any(rows) else ""
