"""``mutual calls``: call exports of any agency, read with every row accounted for."""

import argparse
import json
from pathlib import Path

from mutual.calls import CallsError, demand_of, propose, read_calls, read_profile
from mutual.cli.calls_report import demand_as_text, proposal_as_json, reading_as_json, reading_as_text
from mutual.cli.command import Commands
from mutual.cli.files import FileError
from mutual.pictures import heat_map

REFUSALS = (CallsError, FileError)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EPILOG = """\
A profile says which column is what; `mutual calls propose FILE` writes one to begin with.
`read` writes to DIR: calls.parquet (the calls taken), demand.json (calls an hour of the week and city),
refused.csv (each row that was not taken, why, and what to do) and duplicates.csv.
"""


def add_parser(commands: Commands) -> argparse.ArgumentParser:
    """Describe the command and its two parts."""
    parser = commands.add_parser(
        "calls",
        help="a call export of any agency: a profile for it, and its calls by city and hour of the week",
        description="Call exports of any agency (CSV, XLSX, Parquet), read with every row accounted for.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parts = parser.add_subparsers(title="parts", required=True, metavar="PART")
    proposing = parts.add_parser(
        "propose",
        help="print a profile for a file that has none",
        description="Print a profile (TOML) for a call export: why each line was chosen, and how sure it is.",
    )
    proposing.add_argument("file", metavar="FILE")
    proposing.add_argument(
        "--zone", metavar="ZONE", help='the time zone of the cities, such as "America/Chicago"'
    )
    proposing.add_argument("--format", choices=["text", "json"], default="text")
    proposing.set_defaults(part=_propose)
    reading = parts.add_parser(
        "read",
        help="read a call export: every row taken, refused with its reason, or a duplicate",
        description="Read a call export as a profile says. rows = taken + refused + duplicates, always.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    reading.add_argument("file", metavar="FILE")
    reading.add_argument("--profile", metavar="P", required=True, help="the profile (TOML)")
    reading.add_argument("--out", metavar="DIR", required=True, help="the folder for what was found")
    reading.add_argument("--svg", metavar="FILE", help="draw the calls by hour of the week")
    reading.add_argument("--format", choices=["text", "json"], default="text")
    reading.set_defaults(part=_read)
    return parser


def run(options: argparse.Namespace) -> int:
    """Do the part that was asked for. Raises one of ``REFUSALS``."""
    outcome: int = options.part(options)
    return outcome


def _propose(options: argparse.Namespace) -> int:
    found = propose(options.file, zone=options.zone)
    if options.format == "json":
        print(json.dumps(proposal_as_json(found), indent=2, ensure_ascii=False))
    else:
        print(found.text, end="")
    return 0


def _read(options: argparse.Namespace) -> int:
    profile = read_profile(Path(options.profile))
    found = read_calls(options.file, profile, options.out)
    demand = demand_of(found) if found.taken else None
    if demand is not None:
        (Path(options.out) / "demand.json").write_text(demand.to_json() + "\n", encoding="utf-8")
        if options.svg:
            picture = heat_map(
                "Calls an hour, by hour of the week",
                rows=list(_DAYS),
                columns=[f"{hour:02d}" for hour in range(24)],
                values=demand.rates.sum(axis=0).reshape(7, 24),
                unit="calls an hour",
            )
            Path(options.svg).write_text(picture, encoding="utf-8")
    elif options.svg:
        raise FileError(f"{options.file}: no call was taken, so that there is nothing to draw.")
    if options.format == "json":
        print(json.dumps(reading_as_json(found)))
    else:
        print(reading_as_text(found))
        if demand is not None:
            print(demand_as_text(demand))
    return 0
