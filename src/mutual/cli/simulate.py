"""``mutual simulate``: calls followed one by one through the centers that answer them."""

import argparse
import json
from pathlib import Path

from mutual.cli.command import Commands
from mutual.cli.files import FileError, about, called, text_of
from mutual.cli.simulate_report import as_json, as_svg, as_text
from mutual.queues import QueueError, simulate
from mutual.queues.files import read_simulation

REFUSALS = (FileError, QueueError)
ABOUT = """\
FILE is a simulation in TOML (docs/reference/queues.md); "-" reads it from standard input:
  [calls]
  rates = { Grandview = 9, Raytown = 14 }    # or demand = "demand.json", or recorded = "calls.csv"
  handling = 130
  [centers.Grandview]
  staff = { otherwise = 1, "Monday-Friday 08:00-18:00" = 2 }
  overflow = [{ to = "Raytown", after = 20 }]
  [centers.Raytown]
  staff = 2
Files that it names are looked for beside it.
"""


def add_parser(commands: Commands) -> argparse.ArgumentParser:
    """Describe the command."""
    parser = commands.add_parser(
        "simulate",
        help="what callers find where staff, priorities, overflow and failing centers are as they are",
        description="Calls, recorded or drawn, followed one by one, with confidence intervals.",
        epilog=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--seed", type=int, metavar="S", help="seed instead of the file's own")
    parser.add_argument("--weeks", type=int, metavar="N", help="weeks instead of the file's own number")
    parser.add_argument(
        "--replications", type=int, metavar="N", help="replications instead of the file's own"
    )
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw the wait by hour of the week")
    return parser


def run(options: argparse.Namespace) -> int:
    """Print what callers found. Raises one of ``REFUSALS``."""
    folder = Path() if options.file == "-" else Path(options.file).parent

    def opened(name: str) -> str:
        return text_of(str(folder / name))

    name = called(options.file)
    with about(options.file, FileError):
        given = read_simulation(text_of(options.file), opened=opened, folder=folder, name=name)
    asked = {word: getattr(options, word) for word in ("seed", "weeks", "replications")}
    words = given.options | {word: value for word, value in asked.items() if value is not None}
    with about(options.file, QueueError):
        found = simulate(given.calls, given.centers, outages=given.outages, **words)
    if options.svg is not None:
        options.svg.write_text(as_svg(found), encoding="utf-8")
    if options.format == "json":
        print(json.dumps(as_json(found), indent=2, ensure_ascii=False))
    else:
        print(as_text(found))
    return 0
