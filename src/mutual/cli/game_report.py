"""What `mutual solve` prints."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from mutual.cli.game_file import GivenGame
from mutual.games import Allocation, Report, Solution, core_test
from mutual.games.wording import amount_said

TITLES = {
    "shapley": "Shapley",
    "nucleolus": "nucleolus",
    "prenucleolus": "prenucleolus",
    "per_capita_nucleolus": "a head",
    "proportional_nucleolus": "in proportion",
    "scrb": "SCRB",
    "equal_nonseparable": "equal rest",
    "tau": "tau",
    "proportional": "proportional",
}
SHOWN = ("shapley", "nucleolus", "per_capita_nucleolus", "scrb", "equal_nonseparable")


def as_json(given: GivenGame, report: Report) -> dict[str, Any]:
    """Return the report as plain values; shares are of cost, or of gain where the file gave worths.

    ``left_out`` tells of which solutions not every group is listed that would do better alone, and how many
    are missing.
    """
    return {
        "unit": given.unit,
        "of": "worths" if given.is_of_gains else "costs",
        "players": list(given.game.players),
        "total": _turned(given, float(given.game.costs[-1])),
        "solutions": {name: _shares(given, found) for name, found in report.solutions.items()},
        "reasons": {name: found.reason for name, found in report.solutions.items() if found.reason},
        "core": {
            "empty": report.core_is_empty,
            "tolerance": report.tolerance,
            "least_core": report.least_core.value if len(given.game.players) > 1 else None,
            "violations": {
                name: [{"coalition": list(one.group), "excess": one.complaint} for one in found]
                for name, found in report.violations.items()
            },
            "left_out": {
                name: count - len(report.violations[name])
                for name, count in report.aggrieved.items()
                if count > len(report.violations[name])
            },
        },
        "certificates": {
            name: _proof(given, found) for name, found in report.solutions.items() if found.certificate
        },
    }


def _shares(given: GivenGame, solution: Solution) -> dict[str, float] | None:
    if solution.allocation is None:
        return None
    return {player: _turned(given, share) for player, share in solution.allocation.items()}


def _turned(given: GivenGame, amount: float) -> float:
    return given.sign * amount + 0.0


def _proof(given: GivenGame, solution: Solution) -> dict[str, Any]:
    proof = solution.certificate
    assert proof is not None
    return {
        "exact": proof.is_exact,
        "shares": {player: str(given.sign * share) for player, share in proof.shares.items()},
        "levels": [
            {
                "complaint": str(level),
                "binding": [
                    {"coalition": [group] if isinstance(group, str) else list(group), "weight": str(weight)}
                    for group, weight in weights.items()
                ],
            }
            for level, weights in zip(proof.levels, proof.weights, strict=True)
        ],
    }


def as_csv(given: GivenGame, report: Report) -> str:
    """Return a line for each player: what it pays alone, and in each solution, empty where that is none."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(["player", "alone", *report.solutions])
    for player in given.game.players:
        shares = [_cell(given, found.allocation, [player]) for found in report.solutions.values()]
        writer.writerow([player, _turned(given, given.game.cost([player])), *shares])
    return lines.getvalue()


def as_text(given: GivenGame, report: Report) -> str:
    """Return a table of the usual solutions, and a sentence on each."""
    game = given.game
    alone = {player: _turned(given, game.cost([player])) for player in game.players}
    columns = [(TITLES[name], report.solutions[name].allocation) for name in SHOWN]
    width = max(len("together"), *map(len, game.players))
    unit = f"   {given.unit}" if given.unit else ""
    lines = [
        f"{'':{width}}" + "".join(f"  {title:>14}" for title in ("alone", *(t for t, _ in columns))) + unit
    ]
    for player in game.players:
        cells = [alone[player], *(_cell(given, split, [player]) for _, split in columns)]
        lines.append(f"{player:{width}}" + "".join(_figure(cell) for cell in cells))
    cells = [sum(alone.values()), *(_cell(given, split, game.players) for _, split in columns)]
    lines += [f"{'together':{width}}" + "".join(_figure(cell) for cell in cells), ""]
    lines += [_sentence(given, report, name) for name in report.solutions if name in SHOWN]
    if report.core_is_empty:
        lines.append(
            "No split is stable: under each some group could better itself by "
            f"{amount_said(report.least_core.value, given.unit)} or more."
        )
    proved = [TITLES[name] for name, found in report.solutions.items() if _is_proved(found)]
    if proved:
        lines.append(f"Proved in exact fractions: {', '.join(proved)}.")
    return "\n".join(lines)


def _cell(given: GivenGame, split: Allocation | None, players: Sequence[str]) -> float | None:
    return None if split is None else _turned(given, sum(split[player] for player in players))


def _figure(amount: float | None) -> str:
    return f"  {'none':>14}" if amount is None else f"  {amount:14,.2f}"


def _sentence(given: GivenGame, report: Report, name: str) -> str:
    solution = report.solutions[name]
    if solution.allocation is None:
        return f"{TITLES[name]}: none. {solution.reason}"
    test = core_test(given.game, solution.allocation)
    said = f"{TITLES[name]}: {test.explained(given.unit, of_gains=given.is_of_gains)}"
    count = report.aggrieved[name]
    return f"{said} In all {count:,} groups would do better alone." if count > 1 else said


def _is_proved(solution: Solution) -> bool:
    return solution.certificate is not None and solution.certificate.is_exact
