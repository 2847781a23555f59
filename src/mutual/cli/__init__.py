"""``mutual``: the engine from a shell."""

import argparse
import json
import sys
from collections.abc import Sequence

import mutual
from mutual.cli.game_file import FILE_FORMAT, FileError, read_game
from mutual.cli.game_report import as_json, as_text
from mutual.games import GameError, solve

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 2 with one line on standard error for input that cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        given = read_game(options.file)
        report = solve(given.game, certify=True if options.certify else None)
    except (GameError, FileError) as error:
        print(f"mutual: {error}", file=sys.stderr)
        return 2
    if options.format == "json":
        print(json.dumps(as_json(given, report), indent=2, ensure_ascii=False))
    else:
        print(as_text(given, report))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mutual", description="Numbers for cities that do something together."
    )
    parser.add_argument("--version", action="version", version=f"mutual {mutual.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    solving = commands.add_parser(
        "solve",
        help="fair shares of a joint cost, and whether any group would do better alone",
        description="Every solution of a game, and the groups that would do better alone under each.",
        epilog=FILE_FORMAT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    solving.add_argument("file", metavar="FILE")
    solving.add_argument("--format", choices=["text", "json"], default="text")
    solving.add_argument(
        "--certify",
        action="store_true",
        help="prove the nucleoli in exact fractions (always up to 12 players)",
    )
    return parser
