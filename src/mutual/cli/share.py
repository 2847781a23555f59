"""``mutual share``: what a cost-sharing formula makes each city pay."""

import argparse
import json

from mutual.cli.command import Commands
from mutual.cli.files import FileError, about, called, text_of
from mutual.cli.game_file import read_game
from mutual.cli.share_report import (
    as_csv,
    as_json,
    as_text,
    every_as_csv,
    every_as_json,
    nearest_as_json,
    nearest_as_text,
)
from mutual.formulas import (
    DriverError,
    Drivers,
    EvaluationError,
    Example,
    Formula,
    FormulaError,
    UnknownExample,
    check,
    evaluate,
    evaluate_every_coalition,
    example_named,
    examples,
    explained,
    legal_text,
    nearest_stable,
    parse,
)
from mutual.games import GameError

REFUSALS = (FileError, UnknownExample)
_EPILOG = """\
FORMULA is a text such as
  Each member has calls in calls.
  Each member has population in people.
  Pool dispatch costs $910,000.
  Share dispatch by 54% calls and 46% population.
The table of drivers is CSV with a column "member" (empty for figures of the whole), "year" and "quarter" or
"month" where figures have periods, and a column for each driver.
"""


def add_parser(commands: Commands) -> argparse.ArgumentParser:
    """Describe the command."""
    parser = commands.add_parser(
        "share",
        help="what a cost-sharing formula makes each city pay, and why",
        description="What a cost-sharing formula makes each member pay, exact to the cent.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", metavar="FORMULA", nargs="?", help='the formula; "-" reads standard input')
    what.add_argument("--example", metavar="NAME", help="one of the real formulas that come with the engine")
    what.add_argument("--examples", action="store_true", help="name the real formulas and stop")
    parser.add_argument("--drivers", metavar="CSV", help="the figures")
    parser.add_argument("--year", type=int, help="the year to share; needed where the figures are of several")
    parser.add_argument(
        "--quarter", type=int, default=4, help="as of which quarter of it (default: the last)"
    )
    parser.add_argument("--coalition", metavar="NAMES", help="who joined, with commas between (default: all)")
    parser.add_argument("--every-coalition", action="store_true", help="who pays what in every coalition")
    parser.add_argument(
        "--nearest", metavar="GAME", help="the nearest weights that no coalition of a game would leave"
    )
    parser.add_argument("--format", choices=["text", "json", "csv"], default="text")
    parser.add_argument(
        "--explain", action="store_true", help="the formula in plain English, and each figure's way"
    )
    parser.add_argument("--legal", action="store_true", help="the formula as numbered clauses, and stop")
    parser.add_argument("--formatted", action="store_true", help="the formula in its one form, and stop")
    parser.add_argument("--check", action="store_true", help="every problem of the formula, and stop")
    return parser


def run(options: argparse.Namespace) -> int:
    """Print the shares, or what was asked for of the formula. Raises one of ``REFUSALS``."""
    if options.examples:
        for one in examples():
            print(f"{one.name:36}  {one.service}")
        return 0
    example = example_named(options.example) if options.example else None
    text = text_of(options.file) if example is None else example.text
    if options.check:
        problems = check(text)
        for problem in problems:
            print(problem)
        return 2 if problems else 0
    name = f"example {example.name}" if example else options.file
    with about(name, FormulaError):
        formula = parse(text)
    if options.legal or options.formatted:
        print(legal_text(formula) if options.legal else formula.formatted(), end="")
        return 0
    if example is not None and options.year is None:
        options.year = example.cases[0].year
    drivers = _drivers(options, example)
    figures = f" with {called(options.drivers)}" if options.drivers else ""
    with about(f"{called(name)}{figures}", EvaluationError, DriverError, GameError):
        _share(formula, drivers, options)
    return 0


def _share(formula: Formula, drivers: Drivers, options: argparse.Namespace) -> None:
    asked = {"year": options.year, "quarter": options.quarter}
    coalition = None
    if options.coalition is not None:
        coalition = [name.strip() for name in options.coalition.split(",") if name.strip()]
    if options.nearest is not None:
        found = nearest_stable(formula, drivers, read_game(options.nearest).game, **asked)
        as_asked = json.dumps(nearest_as_json(found), indent=2)
        print(as_asked if options.format == "json" else nearest_as_text(found))
        return
    if options.every_coalition:
        shares = evaluate_every_coalition(formula, drivers, members=coalition, **asked)
        print(
            json.dumps(every_as_json(shares), indent=2) if options.format == "json" else every_as_csv(shares)
        )
        return
    result = evaluate(formula, drivers, coalition=coalition, **asked)
    if options.format == "json":
        print(json.dumps(as_json(formula, result), indent=2, ensure_ascii=False))
    elif options.format == "csv":
        print(as_csv(result))
    else:
        if options.explain:
            print(explained(formula))
        print(as_text(result, with_reasons=options.explain))


def _drivers(options: argparse.Namespace, example: Example | None) -> Drivers:
    if options.drivers is not None:
        with about(options.drivers, DriverError):
            return Drivers.from_csv(text_of(options.drivers))
    if example is None:
        raise FileError("the formula needs figures: name their table with --drivers.")
    return example.drivers()
