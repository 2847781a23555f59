"""``mutual roster``: who works when and where, at least cost."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from mutual.cli.command import Commands
from mutual.cli.fewest_report import as_json as fewest_as_json
from mutual.cli.fewest_report import as_text as fewest_as_text
from mutual.cli.fewest_report import covers_of
from mutual.cli.files import FileError, about, called, text_of
from mutual.cli.roster_report import as_csv, as_json, as_svg, as_text
from mutual.cli.stopping import stopping
from mutual.pictures import PictureError
from mutual.rosters import (
    Duty,
    Progress,
    Requirement,
    Roster,
    RosterError,
    RosterFile,
    Search,
    check_roster,
    make_roster,
    read_requirement,
    read_rota,
    read_rules,
    rules_after,
    written_roster,
)

REFUSALS = (FileError, RosterError)
_EVERY = 1.0  # seconds between two lines of progress
_ABOUT = """\
RULES is a file in TOML (docs/reference/rosters.md); "-" reads it from standard input. --requirement names a
CSV: a column "hour" (0 to 167 from Monday 00:00) or "date" and "time", and a column for each post; or what
`mutual staff --format json` writes. Ctrl-C ends the search and keeps the best roster so far.
"""


def add_parser(commands: Commands) -> argparse.ArgumentParser:
    """Describe the command."""
    parser = commands.add_parser(
        "roster",
        help="shifts for people over weeks, at least cost, by the rules",
        description="A rota that keeps the rules and covers the requirement at least cost.",
        epilog=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="RULES")
    parser.add_argument("--requirement", metavar="FILE", help="people needed, instead of the file's")
    parser.add_argument(
        "--before", metavar="ROTA", help="a rota in CSV of the days before, as --csv writes it"
    )
    parser.add_argument(
        "--check",
        metavar="ROTA",
        help="look through this rota in CSV instead; exit code 1 where it breaks rules",
    )
    parser.add_argument(
        "--fewest",
        choices=["people", "hours"],
        help="only the fewest people or hours of a week, nobody named",
    )
    parser.add_argument("--seconds", type=float, metavar="S", help="how long to search at most")
    parser.add_argument("--gap", type=float, metavar="G", help="enough, say 0.01 for 1 %% above the bound")
    parser.add_argument("--seed", type=int, metavar="N", help="seed instead of the file's own")
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write the rota for a spreadsheet")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw who is needed and who is there")
    parser.add_argument("--progress", action="store_true", help="tell on standard error how far it is")
    return parser


def run(options: argparse.Namespace) -> int:
    """Print the roster. Raises one of ``REFUSALS``."""
    given = read_rules(text_of(options.file), name=called(options.file))
    if options.before is not None:
        before = _rota(options.before, given)
        with about(options.before, RosterError):
            given = replace(given, rules=rules_after(given.rules, before))
    requirement = _requirement(options, given)
    if options.fewest is not None:
        return _fewest(options, given, requirement)
    if options.check is not None:
        duties = _rota(options.check, given)
        with about(options.check, RosterError):
            roster = written_roster(given.rules, requirement, duties)
    else:
        with stopping() as is_stopped, about(options.file, RosterError):
            search = _search(options, given.search, is_stopped)
            roster = make_roster(given.rules, requirement, search=search)
    breaches = check_roster(roster, given.rules, requirement)
    _write(options, roster)
    if options.format == "json":
        print(json.dumps(as_json(given, roster, breaches), indent=2, ensure_ascii=False))
    else:
        print(as_text(given, roster, breaches, is_written=options.check is not None))
    return 1 if breaches else 0


def _fewest(options: argparse.Namespace, given: RosterFile, requirement: Requirement) -> int:
    with stopping() as is_stopped, about(options.file, RosterError):
        search = _search(options, given.search, is_stopped)
        found = covers_of(given.rules, requirement, fewest=options.fewest, search=search)
    if options.format == "json":
        print(json.dumps(fewest_as_json(found), indent=2, ensure_ascii=False))
    else:
        print(fewest_as_text(given.rules, found))
    return 0


def _write(options: argparse.Namespace, roster: Roster) -> None:
    if options.csv is not None:
        options.csv.write_text(as_csv(roster), encoding="utf-8")
    if options.svg is not None:
        with about(options.file, PictureError):
            options.svg.write_text(as_svg(roster), encoding="utf-8")


def _rota(name: str, given: RosterFile) -> tuple[Duty, ...]:
    return read_rota(text_of(name), given, name=called(name))


def _requirement(options: argparse.Namespace, given: RosterFile) -> Requirement:
    if options.requirement is not None:
        return read_requirement(text_of(options.requirement), given, name=called(options.requirement))
    if given.requirement is None:
        raise FileError(
            f"{called(options.file)} does not say who is needed: add need to [posts.NAME], or name a table "
            "with --requirement."
        )
    return given.requirement


def _search(options: argparse.Namespace, usual: Search, is_stopped: Callable[[], bool]) -> Search:
    changes = {name: getattr(options, name) for name in ("seconds", "gap", "seed")}
    asked = {name: value for name, value in changes.items() if value is not None}
    told = [0.0]

    def heard(progress: Progress) -> bool:
        if options.progress and progress.seconds - told[0] >= _EVERY:
            told[0] = progress.seconds
            print(_said(progress), file=sys.stderr, flush=True)
        return is_stopped()

    return replace(usual, **asked, heard=heard)


def _said(progress: Progress) -> str:
    best = "nothing yet" if progress.best is None else f"{progress.best:,.2f}"
    bound = "" if progress.bound is None else f", not below {progress.bound:,.2f}"
    return f"  {progress.seconds:.0f} s: best {best}{bound}"
