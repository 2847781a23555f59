"""``mutual staff``: what every group of cities needs on duty for its calls, and what that costs."""

import argparse
import json
from pathlib import Path

from mutual.cli.command import Commands
from mutual.cli.files import FileError, about, called, text_of
from mutual.cli.staff_report import as_json, as_svg, as_text, game_of
from mutual.games import GameError, solve
from mutual.queues import QueueError, pooled_staffing
from mutual.queues.figures import loads
from mutual.queues.files import read_demand, read_terms
from mutual.queues.measures import HOUR

REFUSALS = (FileError, QueueError)
ABOUT = """\
DEMAND holds calls an hour by city and hour of week: the demand.json that `mutual calls read` writes, or
  {"cities": ["Grandview", "Raytown"], "rates": [[168 figures], [168 figures]], "handling": [130, 120]}
TERMS is TOML (docs/reference/queues.md), such as
  shrinkage = 0.18
  cost_per_fte = { Grandview = 91000, Raytown = 88000 }
  hidden = 12    # hours a week that somebody must still do what dispatchers do between calls
"-" reads either from standard input.
"""


def add_parser(commands: Commands) -> argparse.ArgumentParser:
    """Describe the command."""
    parser = commands.add_parser(
        "staff",
        help="who must be on duty for the calls of every group of cities, and what that costs",
        description="Requirement by hour of week, positions, full-time equivalents and cost of every group.",
        epilog=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="DEMAND")
    parser.add_argument("--terms", metavar="FILE", required=True, help="targets, working time and prices")
    parser.add_argument("--cities", metavar="A,B", help="only these cities")
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw what pooling saves, group by group")
    parser.add_argument("--game", type=Path, metavar="FILE", help="write the costs for mutual solve")
    return parser


def run(options: argparse.Namespace) -> int:
    """Print the staffing. Raises one of ``REFUSALS``."""
    demand = read_demand(text_of(options.file), name=called(options.file))
    given = read_terms(text_of(options.terms), name=called(options.terms))
    if options.cities:
        with about(options.file, QueueError):
            demand = demand.chosen(tuple(name.strip() for name in options.cities.split(",")))
    with about(options.terms, QueueError):
        handling = demand.handling_or(given.handling)
    with about(options.file, QueueError):
        loads("The load of all together", (demand.rates.T @ handling) / HOUR)
    with about(options.terms, QueueError, GameError):
        found = pooled_staffing(demand.cities, demand.rates, handling, given.terms)
        report = solve(found.game()) if len(found.cities) > 1 else None
    if options.game is not None:
        game = json.dumps(game_of(found, given.unit), indent=2, ensure_ascii=False)
        options.game.write_text(game + "\n", encoding="utf-8")
    if options.svg is not None:
        options.svg.write_text(as_svg(found, given.unit), encoding="utf-8")
    if options.format == "json":
        print(json.dumps(as_json(found, given.unit, report), indent=2, ensure_ascii=False))
    else:
        print(as_text(found, given.unit, report))
    return 0
