"""``mutual``: the engine from a shell."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import mutual
from mutual.games import Allocation, CoreTest, CostGame, GameError, core_test, shapley

FILE_FORMAT = """\
FILE holds JSON, every group once, "-" reads it from standard input:
  {"unit": "USD", "costs": [
    {"group": ["Grandview"], "cost": 410},
    {"group": ["Raytown"], "cost": 380},
    {"group": ["Grandview", "Raytown"], "cost": 600}]}
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 2 with one line on standard error for input that cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        game, unit = _read(options.file)
    except (GameError, OSError, UnicodeDecodeError) as error:
        print(f"mutual: {_reason(error)}", file=sys.stderr)
        return 2
    split = shapley(game)
    test = core_test(game, split)
    if options.format == "json":
        print(json.dumps(_answer(game, unit, split, test), indent=2, ensure_ascii=False))
    else:
        print(_table(game, unit, split, test))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mutual", description="Numbers for cities that do something together."
    )
    parser.add_argument("--version", action="version", version=f"mutual {mutual.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    games = commands.add_parser("game", help="coalition cost games").add_subparsers(
        required=True, metavar="COMMAND"
    )
    solve = games.add_parser(
        "solve",
        help="fair shares of a joint cost, and whether any group would do better alone",
        description="Shapley value of a cost game, with the core test.",
        epilog=FILE_FORMAT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    solve.add_argument("file", metavar="FILE")
    solve.add_argument("--format", choices=["text", "json"], default="text")
    return parser


def _read(name: str) -> tuple[CostGame, str]:
    text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise GameError(
            f"{name} is not JSON: {error.msg} (line {error.lineno}, column {error.colno})."
        ) from None
    if not isinstance(content, dict) or not isinstance(content.get("costs"), list):
        raise GameError(f'{name} needs "costs", a list of groups; see mutual game solve --help.')
    rows = [_row(row, position) for position, row in enumerate(content["costs"], start=1)]
    costs = dict(rows)
    if len(costs) < len(rows):
        twice = next(group for position, (group, _) in enumerate(rows) if group in dict(rows[:position]))
        raise GameError(f"The group {' + '.join(twice)} is named twice.")
    return CostGame.from_table(costs), str(content.get("unit", ""))


def _row(row: Any, position: int) -> tuple[tuple[str, ...], float]:
    group = row.get("group") if isinstance(row, dict) else None
    if not isinstance(group, list) or not all(isinstance(name, str) and name for name in group):
        raise GameError(f'Entry {position} of "costs" needs "group", a list of names.')
    cost = row.get("cost")
    if isinstance(cost, bool) or not isinstance(cost, int | float):
        raise GameError(f'Entry {position} of "costs" ({" + ".join(group)}) needs "cost", a number.')
    return tuple(group), cost


def _answer(game: CostGame, unit: str, split: Allocation, test: CoreTest) -> dict[str, Any]:
    return {
        "unit": unit,
        "total": game.cost(game.players),
        "shares": [{"player": name, "alone": game.cost([name]), "shapley": split[name]} for name in split],
        "core": {
            "is_in_core": test.is_in_core,
            "group": list(test.group),
            "complaint": test.complaint if test.group else None,
        },
    }


def _table(game: CostGame, unit: str, split: Allocation, test: CoreTest) -> str:
    width = max(len("together"), *map(len, game.players))
    alone = {name: game.cost([name]) for name in split}
    rows = [
        *((name, alone[name], split[name]) for name in split),
        ("together", sum(alone.values()), game.costs[-1]),
    ]
    lines = [f"{'':{width}}  {'alone':>14}  {'Shapley':>14}  {'saved':>14}" + (f"   {unit}" if unit else "")]
    lines += [
        f"{name:{width}}  {own:14,.2f}  {share:14,.2f}  {own - share:14,.2f}" for name, own, share in rows
    ]
    lines += ["", _verdict(test, unit)]
    return "\n".join(lines)


def _verdict(test: CoreTest, unit: str) -> str:
    if not test.group:
        return "One player alone: nobody could leave."
    group, amount = " + ".join(test.group), f"{abs(test.complaint):,.2f}{f' {unit}' if unit else ''}"
    if test.is_in_core:
        return f"Stable: no group would do better alone. Closest to leaving: {group}, who save {amount}."
    return f"Not stable: {group} would do better alone by {amount}."


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "the file is not text in UTF-8."
    if isinstance(error, OSError):
        return f"cannot read {error.filename}: {error.strerror}."
    return str(error)
