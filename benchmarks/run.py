"""`make bench`: measure the software as people start it, beside named peers; print and write the table."""

import argparse
import dataclasses
import importlib
import json
import os
import platform
import sys
from pathlib import Path

from bench import Bench
from figures import Figure, markdown, table

# In this order: memory looks back on what came before.
MEASUREMENTS = (
    "pages",
    "jobs",
    "memory",
    "audit",
    "reader",
    "packets",
    "start",
    "games",
    "finance",
    "studies",
    "seats",
    "disclosure",
    "formulas",
    "calls",
    "staffing",
    "rosters",
    "hotline",
    "backups",
    "load",
)
PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "performance.md"
BEGINS, ENDS = "<!-- measured: written by `make bench` -->", "<!-- end of measured -->"


def options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MEASUREMENTS)}; none: all")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE too")
    parser.add_argument("--seconds", type=float, default=4.0, help="how long each page is asked for (4)")
    parser.add_argument("--rounds", type=int, default=3, help="how often; medians are told (3)")
    parser.add_argument("--minutes", type=float, default=3.0, help="how long the crowd of `load` stays (3)")
    parser.add_argument("--keep", type=Path, help="where `load` keeps what it fills, for the next run")
    parser.add_argument(
        "--database", default="", help="`load` on PostgreSQL: an address to which _years5 and so on is added"
    )
    chosen = parser.parse_args(words)
    if unknown := set(chosen.names) - set(MEASUREMENTS):
        parser.error(f"no such measurement: {', '.join(sorted(unknown))}")
    return chosen


def surroundings() -> dict[str, object]:
    """What a reader must know to judge the figures."""
    return {
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "others_busy": round(os.getloadavg()[0], 2),
    }


def write_page(figures: list[Figure], around: dict[str, object]) -> None:
    """Put the table between the marks of the page."""
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGINS)
    _, mark, tail = rest.partition(ENDS)
    if not mark:
        raise SystemExit(f"{PAGE} has lost the marks that the table stands between.")
    said = (
        f"{around['processors']} processors shared by server and readers, Python {around['python']}, SQLite; "
        f"{around['others_busy']} other processes busy when it began."
    )
    PAGE.write_text(f"{head}{BEGINS}\n{said}\n\n{markdown(figures)}\n{ENDS}{tail}", encoding="utf-8")


def main() -> None:
    chosen = options(sys.argv[1:])
    around = surroundings()
    bench = Bench(
        chosen.seconds, chosen.rounds, chosen.minutes, chosen.keep and chosen.keep.resolve(), chosen.database
    )
    figures: list[Figure] = []
    with bench.ends:
        for name in (name for name in MEASUREMENTS if name in chosen.names or not chosen.names):
            found = importlib.import_module(f"measurements.{name}").measure(bench)
            print(table(found), flush=True)
            figures += found
    if chosen.json:
        content = {"surroundings": around, "figures": [dataclasses.asdict(figure) for figure in figures]}
        chosen.json.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    if not chosen.names:
        write_page(figures, around)
        print(f"\nWritten to {PAGE.relative_to(Path.cwd()) if PAGE.is_relative_to(Path.cwd()) else PAGE}")


if __name__ == "__main__":
    main()
