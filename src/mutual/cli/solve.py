"""``mutual solve``: every solution of a game."""

import argparse
import json
import sys

from mutual.cli.command import Commands
from mutual.cli.files import FileError, about
from mutual.cli.game_file import FILE_FORMAT, read_game
from mutual.cli.game_report import TITLES, as_csv, as_json, as_text
from mutual.games import GameError, solve

REFUSALS = (FileError,)
LONG = 16  # players from whom on a solution may take a while


def add_parser(commands: Commands) -> argparse.ArgumentParser:
    """Describe the command."""
    parser = commands.add_parser(
        "solve",
        help="fair shares of a joint cost, and whether any group would do better alone",
        description="Every solution of a game, and the groups that would do better alone under each.",
        epilog=FILE_FORMAT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--format", choices=["text", "json", "csv"], default="text")
    parser.add_argument(
        "--certify",
        action="store_true",
        help="prove the nucleoli in exact fractions (always up to 12 players)",
    )
    parser.add_argument(
        "--progress",
        action="store_true",
        help=f"tell on standard error what is computed (always on a terminal from {LONG} players on)",
    )
    return parser


def run(options: argparse.Namespace) -> int:
    """Print the solutions. Raises one of ``REFUSALS``."""
    given = read_game(options.file)
    is_told = options.progress or (sys.stderr.isatty() and len(given.game.players) >= LONG)
    certify = True if options.certify else None
    with about(options.file, GameError, ArithmeticError):  # too many players, figures too far apart
        report = solve(given.game, certify=certify, progress=_tell if is_told else None)
    if options.format == "json":
        print(json.dumps(as_json(given, report), indent=2, ensure_ascii=False))
    elif options.format == "csv":
        print(as_csv(given, report), end="")
    else:
        print(as_text(given, report))
    return 0


def _tell(name: str) -> None:
    print(f"  {TITLES.get(name, 'least core')} ...", file=sys.stderr, flush=True)
