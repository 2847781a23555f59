"""A game in a file of JSON."""

import json
from dataclasses import dataclass
from typing import Any

from mutual.cli.files import FileError, text_of
from mutual.games import CostGame, GameError

FILE_FORMAT = """\
FILE holds JSON with every group once, names in any order; "-" reads it from standard input:
  {"players": ["Grandview", "Raytown"], "unit": "USD",
   "costs": {"Grandview": 410, "Raytown": 380, "Grandview,Raytown": 600}}
"players" and "unit" may be left out. "worths" instead of "costs" makes a game of gains.
Names that hold a comma: "costs": [{"group": ["Lee's Summit, Missouri"], "cost": 410}, ...].
"""
Group = tuple[str, ...]


@dataclass(frozen=True)
class GivenGame:
    """A game as a file gives it; gains are costs below nothing, which ``sign`` turns back."""

    game: CostGame
    unit: str
    sign: int

    @property
    def is_of_gains(self) -> bool:
        """Does the file give worths?"""
        return self.sign < 0


def read_game(name: str) -> GivenGame:
    """Read a game from a file, or from standard input for ``-``. Raises ``FileError`` and ``GameError``."""
    content = _parsed(name, text_of(name))
    both = [key for key in ("costs", "worths") if isinstance(content, dict) and key in content]
    if len(both) != 1:
        raise FileError(f'{name} needs either "costs" or "worths"; see mutual solve --help.')
    rows = _rows(name, both[0], content[both[0]])
    amounts = dict(rows)
    sign = 1 if both[0] == "costs" else -1
    players = content.get("players")
    if players is not None and not _are_names(players):
        raise FileError('"players" must be a list of names.')
    twice = _twice(rows)
    if twice is not None:
        raise GameError(f"The group {' + '.join(twice)} is named twice.")
    known = set(players or [group[0] for group in amounts if len(group) == 1])
    for group in amounts:
        unknown = next((name for name in group if name not in known), None)
        if players is not None and unknown is not None:
            raise GameError(f'{unknown!r} stands in the group {" + ".join(group)}, but not among "players".')
    table = {group: sign * amount for group, amount in amounts.items()}
    return GivenGame(CostGame.from_table(table, players=players), str(content.get("unit", "")), sign)


def _parsed(name: str, text: str) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise FileError(f"{name} names {key!r} twice.")
            found[key] = value
        return found

    try:
        return json.loads(text, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        raise FileError(
            f"{name} is not JSON: {error.msg} (line {error.lineno}, column {error.colno})."
        ) from None
    except RecursionError:
        raise FileError(f"{name} is nested too deeply.") from None


def _rows(name: str, key: str, given: Any) -> list[tuple[Group, float]]:
    if isinstance(given, dict):
        found = [(tuple(part.strip() for part in text.split(",")), amount) for text, amount in given.items()]
        for group, amount in found:
            if not all(group):
                raise FileError(f'A group in "{key}" has an empty name: {",".join(group)!r}.')
            _check_amount(f'"{key}" of {" + ".join(group)}', amount)
        return found
    if isinstance(given, list):
        return [_row(key, row, position) for position, row in enumerate(given, start=1)]
    raise FileError(f'{name} needs "{key}" as groups with amounts; see mutual solve --help.')


def _row(key: str, row: Any, position: int) -> tuple[Group, float]:
    group = row.get("group") if isinstance(row, dict) else None
    if not isinstance(group, list) or not _are_names(group):
        raise FileError(f'Entry {position} of "{key}" needs "group", a list of names.')
    word = key.removesuffix("s")
    amount = row.get(word)
    _check_amount(f'"{word}" in entry {position} of "{key}" ({" + ".join(group)})', amount)
    return tuple(group), amount


def _check_amount(what: str, amount: Any) -> None:
    if isinstance(amount, bool) or not isinstance(amount, int | float):
        raise FileError(f"{what} must be a number.")


def _are_names(given: Any) -> bool:
    return isinstance(given, list) and bool(given) and all(isinstance(name, str) and name for name in given)


def _twice(rows: list[tuple[Group, float]]) -> Group | None:
    seen: set[frozenset[str]] = set()
    for group, _ in rows:
        if frozenset(group) in seen:
            return group
        seen.add(frozenset(group))
    return None
