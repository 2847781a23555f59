"""``mutual cover``: where mobile teams stand so that they reach most."""

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from mutual.cli.command import Commands
from mutual.cli.files import FileError, about, called, text_of
from mutual.cli.stopping import stopping
from mutual.pictures import PictureError, bar_chart
from mutual.rosters import Placed, PlacesFile, RosterError, Search, mclp, mexclp, read_places

REFUSALS = (FileError, RosterError)
FORMAT = 1  # of the JSON; raised when a key changes its meaning or goes
_ABOUT = """\
PLACES is a file in TOML (docs/reference/rosters.md); "-" reads it from standard input. Where teams are busy a
part of the time, what they are expected to reach is made most, otherwise what lies within their reach.
"""


def add_parser(commands: Commands) -> argparse.ArgumentParser:
    """Describe the command."""
    parser = commands.add_parser(
        "cover",
        help="where mobile teams of several cities stand so that they reach most in time",
        description="Posts of mobile teams that reach as much as can be within a time, city by city.",
        epilog=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="PLACES")
    parser.add_argument("--teams", type=int, metavar="N", help="teams instead of the file's own number")
    parser.add_argument("--within", type=float, metavar="MINUTES", help="minutes instead of the file's own")
    parser.add_argument("--busy", type=float, metavar="PART", help="part of the time that a team is busy")
    parser.add_argument("--floor", type=float, metavar="PART", help="least part of each city's own weight")
    parser.add_argument("--seconds", type=float, metavar="S", help="how long to search at most (30)")
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw what is reached, city by city")
    return parser


def run(options: argparse.Namespace) -> int:
    """Print where teams stand. Raises one of ``REFUSALS``."""
    given = read_places(text_of(options.file), name=called(options.file))
    changes = {name: getattr(options, name) for name in ("teams", "within", "busy", "floor")}
    given = replace(given, **{name: value for name, value in changes.items() if value is not None})
    with stopping() as is_stopped, about(options.file, RosterError):
        search = replace(given.search, heard=lambda _: is_stopped())
        if options.seconds is not None:
            search = replace(search, seconds=options.seconds)
        found = _placed(given, search)
        more = None if is_stopped() else _placed(replace(given, teams=given.teams + 1), search)
    if options.svg is not None:
        with about(options.file, PictureError):
            options.svg.write_text(_drawn(given, found), encoding="utf-8")
    if options.format == "json":
        print(json.dumps(_as_json(given, found, more), indent=2, ensure_ascii=False))
    else:
        print(_as_text(given, found, more))
    return 0


def _placed(given: PlacesFile, search: Search) -> Placed:
    if given.busy == 0:
        return mclp(given.travel, teams=given.teams, within=given.within, floor=given.floor, search=search)
    return mexclp(
        given.travel,
        teams=given.teams,
        within=given.within,
        busy=given.busy,
        floor=given.floor,
        most=given.most,
        search=search,
    )


def _as_text(given: PlacesFile, found: Placed, more: Placed | None) -> str:
    width = max(map(len, (*found.travel.posts, *found.by_city, "together")))
    verb = "is expected to find a free team" if given.busy else "lies"
    lines = [given.title, *([given.note] if given.note else []), ""]
    lines += [f"{post:{width}}  {_teams(count)}" for post, count in found.teams.items()]
    lines += ["", f"Of the weight of each city {verb} within {given.within:g} minutes:"]
    lines += [f"{city:{width}}  {100 * share:5.1f} %" for city, share in found.by_city.items()]
    lines += [f"{'together':{width}}  {100 * found.share:5.1f} %", ""]
    if found.is_proven:
        lines.append("No places of as many teams reach more: that is proved.")
    else:
        most = 100 * found.bound / float(found.travel.weights.sum())
        lines.append(f"The search was ended: no places of as many teams reach more than {most:.1f} %.")
    if more is not None:
        lines.append(f"One team more would make it {100 * more.share:.1f} %.")
    return "\n".join(lines)


def _teams(count: int) -> str:
    return "1 team" if count == 1 else f"{count} teams"


def _as_json(given: PlacesFile, found: Placed, more: Placed | None) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "title": given.title,
        "note": given.note,
        "teams": given.teams,
        "within_minutes": given.within,
        "busy": given.busy,
        "floor": given.floor,
        "posts": dict(found.teams),
        "covered": round(found.covered, 6),
        "weight": float(found.travel.weights.sum()),
        "share": round(found.share, 6),
        "cities": {city: round(share, 6) for city, share in found.by_city.items()},
        "bound": round(found.bound, 6),
        "gap": round(found.gap, 6),
        "proven": found.is_proven,
        "share_with_one_team_more": None if more is None else round(more.share, 6),
    }


def _drawn(given: PlacesFile, found: Placed) -> str:
    bars = {city: round(100 * share, 1) for city, share in found.by_city.items()}
    return bar_chart(given.title, bars=bars, unit=f"% reached within {given.within:g} minutes")
