"""``mutual table``: tables of counts that can be given out."""

import argparse
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from mutual.cli.command import Commands
from mutual.cli.files import FileError
from mutual.cli.table_file import FILE_FORMAT, kept, read_release, read_table, shown, written
from mutual.cli.table_report import as_json, as_text, audits_as_json, audits_as_text
from mutual.disclosure import CountTable, DisclosureError, Release, Rules, SecretSeed, audit, safe_table

REFUSALS = (DisclosureError, FileError)
_UNREPEATABLE = (
    "mutual: no --seed-file: another run may hide other figures, and two answers show more than one. "
    "Give out one answer only."
)


def add_parser(commands: Commands) -> argparse.ArgumentParser:
    """Describe the command and its two parts."""
    parser = commands.add_parser(
        "table",
        help="a table of counts that gives nobody away, and what anybody could work out of one",
        description="Statistical disclosure control of a table with totals, city by reason group.",
    )
    parts = parser.add_subparsers(title="parts", required=True, metavar="PART")
    safe = _part(parts, "safe", "hide what must be hidden, and say who could learn what")
    safe.add_argument("--format", choices=["text", "csv", "json"], default="text")
    safe.add_argument(
        "--seed-file", metavar="FILE", help="a secret of 16 bytes or more, by which ties are broken"
    )
    safe.add_argument(
        "--keep", metavar="FILE", help="write the counts, hidden ones in brackets, for --earlier"
    )
    safe.add_argument(
        "--combine",
        action="append",
        default=[],
        metavar="NAME=A,B",
        help="make one reason group of several, so that more can be shown",
    )
    safe.add_argument(
        "--sealed", action="store_true", help="add which rule hid each figure; not to be given out"
    )
    safe.set_defaults(part=_safe)
    trying = _part(parts, "audit", "work out what a kept release tells; exit code 1 where it is too much")
    trying.add_argument("--format", choices=["text", "json"], default="text")
    trying.set_defaults(part=_audit)
    return parser


def _part(parts: Commands, name: str, says: str) -> argparse.ArgumentParser:
    parser = parts.add_parser(
        name,
        help=says,
        description=f"{says[0].upper()}{says[1:]}.",
        epilog=FILE_FORMAT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE")
    _add_rules(parser)
    _add_readers(parser)
    return parser


def _add_rules(parser: argparse.ArgumentParser) -> None:
    rules = Rules()
    parser.add_argument("--threshold", type=int, default=rules.threshold, help="hide what is below it (5)")
    parser.add_argument(
        "--width", type=int, default=rules.width, help="how wide a hidden figure's range must be (5)"
    )
    parser.add_argument(
        "--cities", type=int, default=rules.cities, help="how many cities a pooled figure needs (3)"
    )
    parser.add_argument(
        "--new-responses", type=int, default=rules.new_responses, help="how many a release must add (10)"
    )
    parser.add_argument(
        "--growth", type=int, help="by how much a figure shown before must grow to be shown (the threshold)"
    )


def _add_readers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--known-by",
        action="append",
        metavar="CITY",
        help="a reader who knows its own row; may be repeated (every city)",
    )
    parser.add_argument(
        "--together",
        action="append",
        default=[],
        metavar="CITY,CITY",
        help="readers who put their rows together, besides those who do not; may be repeated",
    )
    parser.add_argument("--outsiders-only", action="store_true", help="no reader knows a row of its own")
    parser.add_argument(
        "--earlier",
        action="append",
        default=[],
        metavar="FILE",
        help="a release that is out, as --keep wrote it; may be repeated, the oldest first",
    )
    parser.add_argument(
        "--at-most",
        action="append",
        default=[],
        metavar="CITY=N",
        help="what everybody knows a city's responses cannot pass: how many left",
    )


def run(options: argparse.Namespace) -> int:
    """Print the table or the audit. Raises one of ``REFUSALS``."""
    if options.outsiders_only and (options.known_by or options.together):
        option = "--known-by" if options.known_by else "--together"
        raise FileError(f"{option} names readers that --outsiders-only leaves out: give one of them.")
    code: int = options.part(options)
    return code


def _safe(options: argparse.Namespace) -> int:
    table = read_table(options.file)
    for given in options.combine:
        name, groups = _split(given, "--combine", "NAME=A,B")
        table = table.combined(name, [group.strip() for group in groups.split(",")])
    if options.keep and Path(options.keep).exists():
        raise FileError(f"{options.keep} is there already; a release that is out is not changed.")
    found = safe_table(
        table,
        rules=_rules(options),
        known_by=_known_by(options, table),
        earlier=_earlier(options),
        at_most=_at_most(options),
        seed=_seed(options.seed_file),
    )
    if options.keep:
        _keep(options.keep, found.release)
    if options.seed_file is None:
        print(_UNREPEATABLE, file=sys.stderr)
    if options.format == "json":
        print(json.dumps(as_json(found, with_sealed=options.sealed), indent=2, ensure_ascii=False))
    elif options.format == "csv":
        print(written(shown(found.release)), end="")
    else:
        print(as_text(found, with_sealed=options.sealed))
    return 0


def _audit(options: argparse.Namespace) -> int:
    release = read_release(options.file)
    found = audit(
        release,
        rules=_rules(options),
        known_by=_known_by(options, release.table),
        earlier=_earlier(options),
        at_most=_at_most(options),
    )
    if options.format == "json":
        print(json.dumps(audits_as_json(found), indent=2, ensure_ascii=False))
    else:
        print(audits_as_text(found))
    return 0 if all(one.is_safe for one in found) else 1


def _rules(options: argparse.Namespace) -> Rules:
    return Rules(
        threshold=options.threshold,
        width=options.width,
        cities=options.cities,
        new_responses=options.new_responses,
        growth=options.growth,
    )


def _known_by(options: argparse.Namespace, table: CountTable) -> list[str | list[str]]:
    if options.outsiders_only:
        return []
    together = [[name.strip() for name in given.split(",")] for given in options.together]
    return [*(options.known_by or table.rows), *together]


def _earlier(options: argparse.Namespace) -> list[Release]:
    return [read_release(name) for name in options.earlier]


def _at_most(options: argparse.Namespace) -> Mapping[str, int]:
    limits = {}
    for given in options.at_most:
        name, limit = _split(given, "--at-most", "CITY=N")
        if not limit.isdecimal():
            raise FileError(f"--at-most {given}: {limit!r} is not a number of people.")
        limits[name] = int(limit)
    return limits


def _split(given: str, option: str, form: str) -> tuple[str, str]:
    name, equals, rest = given.partition("=")
    if not (name.strip() and equals and rest.strip()):
        raise FileError(f"{option} {given}: it is given as {form}.")
    return name.strip(), rest.strip()


def _seed(name: str | None) -> SecretSeed | None:
    if name is None:
        return None
    try:
        secret = Path(name).read_bytes()
    except OSError as error:
        raise FileError(f"cannot read {error.filename}: {error.strerror}.") from None
    try:
        return SecretSeed(secret)
    except DisclosureError as error:
        raise FileError(f"{name}: {error}") from None


def _keep(name: str, release: Release) -> None:
    """Write what only those who hold the counts may read."""
    try:
        with os.fdopen(
            os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(kept(release))
    except OSError as error:
        raise FileError(f"cannot write {name}: {error.strerror}.") from None
