"""``mutual bench``: how quick the engine is on this machine."""

import argparse
import json
import sys
from dataclasses import asdict

from mutual.cli.command import Commands
from mutual.cli.measures import Measure, measures

REFUSALS = (ArithmeticError,)


def add_parser(commands: Commands) -> argparse.ArgumentParser:
    """Describe the command."""
    parser = commands.add_parser(
        "bench",
        help="measure the engine on this machine, beside coopgame-py where that is installed",
        description=(
            "Measure the engine on this machine, in a few minutes; more where coopgame-py is installed. Each "
            "time is the least of some rounds, without the first call, which compiles and stands apart."
        ),
    )
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument(
        "--rounds", type=_rounds, default=5, metavar="N", help="how often each work is done (5)"
    )
    return parser


def run(options: argparse.Namespace) -> int:
    """Print each measure as soon as it is there. Raises one of ``REFUSALS``."""
    found = []
    for measure in measures(options.rounds, _say):
        found.append(measure)
        if options.format == "text":
            print(_line(measure), flush=True)
    if options.format == "json":
        print(json.dumps([asdict(measure) for measure in found], indent=2))
    return 0


def _rounds(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is not a whole number of 1 or more")
    return int(word)


def _say(line: str) -> None:
    if sys.stderr.isatty():
        print(f"  measuring {line} ...", file=sys.stderr, flush=True)


def _line(measure: Measure) -> str:
    compared = "" if measure.ratio is None else f"   {_figure(measure.ratio)} x {measure.beside}"
    busy = "" if measure.processor is None else f"   ({_figure(measure.processor)} by processor time)"
    return f"{measure.what}: {_figure(measure.value)} {measure.unit}{busy}{compared}"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:,.3g}"
