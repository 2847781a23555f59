"""A game in a file of JSON."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mutual.cli.files import FileError, about, called, text_of
from mutual.games import CostGame, GameError
from mutual.games.cost_game import say
from mutual.games.figures import figure

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
    """Read a game from a file, or from standard input for ``-``. Raises ``FileError`` naming it."""
    text = text_of(name)
    with about(name, FileError, GameError):
        return _game(called(name), text)


def _game(name: str, text: str) -> GivenGame:
    content = _parsed(name, text)
    both = [key for key in ("costs", "worths") if isinstance(content, dict) and key in content]
    if len(both) != 1:
        raise FileError(f'{name} needs either "costs" or "worths"; see mutual solve --help.')
    key = both[0]
    players = content.get("players")
    if players is not None and not _are_names(players):
        raise FileError('"players" must be a list of names.')
    unit = content.get("unit", "")
    if not isinstance(unit, str) or not unit.isprintable():
        raise FileError('"unit" must be text, such as "USD".')
    sign = 1 if key == "costs" else -1
    table: dict[Group, float] = {}
    for group, amount in _rows(name, key, content[key]):
        if group in table:
            raise GameError(f"The group {say(group)} is named twice.")
        table[group] = sign * amount
    return GivenGame(CostGame.from_table(table, players=players), unit, sign)


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
    except FileError:
        raise
    except ValueError:
        raise FileError(f"{name} holds a whole number of thousands of digits.") from None


def _rows(name: str, key: str, given: Any) -> Iterator[tuple[Group, float]]:
    if isinstance(given, dict):
        for text, amount in given.items():
            group = tuple(part.strip() for part in text.split(",")) if text.strip() else ()
            if not _are_names(list(group)) and group:
                raise FileError(f'A group in "{key}" has a name that is empty or not printable: {text!r}.')
            yield group, figure(f'"{key}" of {say(group)}', amount)
    elif isinstance(given, list):
        for position, row in enumerate(given, start=1):
            yield _row(key, row, position)
    else:
        raise FileError(f'{name} needs "{key}" as groups with amounts; see mutual solve --help.')


def _row(key: str, row: Any, position: int) -> tuple[Group, float]:
    group: Any = row.get("group") if isinstance(row, dict) else None
    if not _are_names(group):
        raise FileError(f'Entry {position} of "{key}" needs "group", a list of names.')
    word = key.removesuffix("s")
    return tuple(group), figure(f'"{word}" in entry {position} of "{key}" ({say(group)})', row.get(word))


def _are_names(given: Any) -> bool:
    """Are these names that fit in one line? (What is not printable would break it.)"""
    return (
        isinstance(given, list)
        and bool(given)
        and all(isinstance(name, str) and name.strip() and name.isprintable() for name in given)
    )
