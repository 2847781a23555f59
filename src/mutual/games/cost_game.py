"""The table of costs, one for every group of players."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mutual.games.figures import LARGEST, GameError, figure

MAX_PLAYERS = 24
_SHOWN = 3
Group = TypeVar("Group", bound=str | Iterable[str])


@dataclass(frozen=True, eq=False)
class CostGame:
    """A cost for every group of ``n`` players.

    ``costs`` has shape ``(2**n,)`` and is read-only. Entry ``k`` is the cost of the group that holds player
    ``i`` exactly where bit ``i`` of ``k`` is set, in any one unit of money; entry 0, nobody, is 0.

    Raises ``GameError`` for no or too many players, a name given twice, another shape, a cost that is not a
    finite number, or nobody costing something.
    """

    players: tuple[str, ...]
    costs: NDArray[np.float64]

    def __init__(self, players: Iterable[str], costs: ArrayLike) -> None:
        names = tuple(players)
        check_players(names)
        table = _table(names, costs)
        _validate(names, table)
        table.flags.writeable = False
        object.__setattr__(self, "players", names)
        object.__setattr__(self, "costs", table)

    @classmethod
    def from_table(cls, costs: Mapping[Group, float], *, players: Sequence[str] | None = None) -> "CostGame":
        """Build a game from costs by group.

        A key is one player's name, or several names in a tuple or frozenset. Every group must be there but
        nobody. Players stand in the order in which their own cost is first named, or as ``players`` says.

        Raises ``GameError`` for a group that is missing, named twice, or holds an unknown player.
        """
        groups = [((key,) if isinstance(key, str) else tuple(key), cost) for key, cost in costs.items()]
        names = (
            tuple(players)
            if players is not None
            else tuple(group[0] for group, _ in groups if len(group) == 1)
        )
        check_players(names)
        bit = {name: 1 << position for position, name in enumerate(names)}
        table = _no_costs(names)
        named = {0} if any(not group for group, _ in groups) else set()
        for group, cost in groups:
            unknown = [name for name in group if name not in bit]
            if unknown:
                lacks = "has no cost of its own" if players is None else "is not among the players"
                raise GameError(f"{unknown[0]!r} {lacks}, but stands in the group {say(group)}.")
            if len(set(group)) < len(group):
                raise GameError(f"The group {say(group)} names a player twice.")
            index = sum(bit[name] for name in group)
            if index in named and index:
                raise GameError(f"The group {say(group)} is named twice.")
            named.add(index)
            table[index] = figure(f"The cost of {say(group)}", cost)
        missing = [index for index in range(1, len(table)) if index not in named]
        if missing:
            shown = "; ".join(say(_members(names, index)) for index in missing[:_SHOWN])
            more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
            raise GameError(f"No cost is given for {shown}{more}.")
        return cls(names, table)

    @classmethod
    def from_function(cls, players: Iterable[str], cost: Callable[[frozenset[str]], float]) -> "CostGame":
        """Build a game by asking ``cost`` once for every group that is not empty.

        Raises ``GameError`` naming the group for an answer that is not a finite number; what ``cost`` raises
        goes through.
        """
        names = tuple(players)
        check_players(names)
        table = _no_costs(names)
        for index in range(1, len(table)):
            group = _members(names, index)
            table[index] = figure(f"The cost of {say(group)}", cost(frozenset(group)))
        return cls(names, table)

    @property
    def largest(self) -> float:
        """The size of the largest cost or gain, what tolerances are measured by."""
        return max(float(self.costs.max()), -float(self.costs.min()))

    def cost(self, group: Iterable[str]) -> float:
        """Return what a group pays together; raises ``GameError`` for a name that is not a player's."""
        position = {name: index for index, name in enumerate(self.players)}
        try:
            return float(self.costs[sum(1 << position[name] for name in set(group))])
        except KeyError as error:
            raise GameError(f"{error.args[0]!r} is not a player of this game.") from None

    def group(self, index: int) -> tuple[str, ...]:
        """Return the players of entry ``index`` of ``costs``."""
        return _members(self.players, index)


def _members(players: Sequence[str], index: int) -> tuple[str, ...]:
    return tuple(name for position, name in enumerate(players) if index >> position & 1)


def say(group: Iterable[str]) -> str:
    """Return the names of a group as errors print them."""
    return " + ".join(group) or "nobody"


def _no_costs(players: Sequence[str]) -> NDArray[np.float64]:
    try:
        return np.zeros(1 << len(players))
    except MemoryError:
        raise _too_large(players) from None


def _too_large(players: Sequence[str]) -> GameError:
    size = 8 << len(players)
    return GameError(
        f"{len(players)} players need {size:,} bytes for their costs, more than there is memory."
    )


def _table(players: Sequence[str], costs: ArrayLike) -> NDArray[np.float64]:
    """Return a copy of the costs as doubles, whatever kind of numbers they come as."""
    try:
        given = np.asarray(costs)
        if given.dtype.kind in "iuf":
            return np.array(given, dtype=np.float64)
    except ValueError:
        given = np.array(None)
    except MemoryError:
        raise _too_large(players) from None
    if given.dtype.kind != "O" or given.ndim != 1:
        raise GameError("Costs must be numbers, one for each group in a single row.")
    return np.array([figure(f"The cost of entry {index}", cost) for index, cost in enumerate(given)])


def tables_of(costs: ArrayLike) -> tuple[NDArray[np.float64], int]:
    """Return many games, a row of costs each, as doubles of shape ``(games, 2**n)``, and ``n``.

    Raises ``GameError`` naming the game, and the group by its bits, whose cost is none.
    """
    try:
        tables = np.ascontiguousarray(costs, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise GameError("Games are rows of equally many costs, each a number.") from None
    players = tables.shape[1].bit_length() - 1 if tables.ndim == 2 else 0
    if tables.ndim != 2 or not 1 <= players <= MAX_PLAYERS or tables.shape[1] != 1 << players:
        raise GameError(f"Games are rows of 2, 4, 8, ... costs, not an array of shape {tables.shape}.")
    if tables[:, 0].any():
        row = int(np.flatnonzero(tables[:, 0])[0])
        raise GameError(f"In game {row} nobody must cost nothing, not {tables[row, 0]:g}.")
    wrong = np.argwhere(~(np.abs(tables) <= LARGEST))
    if wrong.size:
        row, index = (int(place) for place in wrong[0])
        figure(f"In game {row} the cost of group {index:0{players}b}", float(tables[row, index]))
    return tables, players


def check_players(players: Sequence[str]) -> None:
    """Raise ``GameError`` for no, too many, nameless or equally named players."""
    if not players:
        raise GameError("A game needs players: give each one's cost alone.")
    if len(players) > MAX_PLAYERS:
        raise GameError(
            f"{len(players)} players make too many groups to hold in memory; {MAX_PLAYERS} are the most."
        )
    given: Sequence[object] = players  # whatever a caller without types hands over
    nameless = next((name for name in given if not isinstance(name, str) or not name.strip()), None)
    if nameless is not None:
        raise GameError(f"A player needs a name, of letters: {nameless!r} is none.")
    twice = next((name for name in players if players.count(name) > 1), None)
    if twice is not None:
        raise GameError(f"Two players are called {twice!r}.")


def _validate(players: Sequence[str], table: NDArray[np.float64]) -> None:
    if table.shape != (1 << len(players),):
        raise GameError(
            f"{len(players)} players need {1 << len(players)} costs, not an array of shape {table.shape}."
        )
    # Told by the extremes first: an array of so many sizes would double the memory of a large game.
    if not (table.min() >= -LARGEST and table.max() <= LARGEST):
        index = int(np.flatnonzero(~(np.abs(table) <= LARGEST))[0])
        figure(f"The cost of {say(_members(players, index))}", table[index])
    if table[0] != 0:
        raise GameError("Nobody must cost nothing.")
