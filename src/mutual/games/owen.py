"""The Owen value: shares where some players negotiate as one, such as the cities of one county."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from mutual.games.allocation import Allocation
from mutual.games.cost_game import CostGame
from mutual.games.figures import GameError
from mutual.games.shapley import dividends


def owen_value(game: CostGame, unions: Mapping[str, Iterable[str]]) -> Allocation:
    """Return the Owen value of ``game`` for a division of its players into ``unions``, by name.

    The average marginal cost over the orders of joining in which the members of a union follow one another.
    Found from the Harsanyi dividends: each is divided equally among the unions that its group meets, and a
    union's part equally among its members in the group. One union, or one for each player, gives the Shapley
    value. The unions' shares are the Shapley value of the game that they play.

    Raises ``GameError`` for a player in no union or in two, a name that is no player's, or an empty union.
    Source: G. Owen, "Values of games with a priori unions", Mathematical Economics and Game Theory (1977).
    """
    masks, count = _masks(game.players, unions), len(game.players)
    groups = np.arange(1 << count, dtype=np.uint32)
    met = np.zeros(1 << count, np.uint8)
    for mask in masks:
        met += (groups & np.uint32(mask)) != 0
    parts = dividends(game)[1:] / met[1:]
    shares = np.zeros(count)
    for mask in masks:
        heads = np.bitwise_count(groups[1:] & np.uint32(mask))
        own = np.divide(parts, heads, out=np.zeros(len(parts)), where=heads > 0)
        for i in range(count):
            if mask >> i & 1:
                shares[i] = own[(groups[1:] >> np.uint32(i) & np.uint32(1)) != 0].sum()
    shares += (game.costs[-1] - shares.sum()) / count
    return Allocation(game.players, shares)


def _masks(players: Sequence[str], unions: Mapping[str, Iterable[str]]) -> list[int]:
    place = {name: i for i, name in enumerate(players)}
    union_of: dict[str, str] = {}
    masks = []
    for union, members in unions.items():
        mask = 0
        for name in members:
            if name not in place:
                raise GameError(f"{name!r} in the union {union!r} is not a player of this game.")
            if name in union_of:
                raise GameError(f"{name!r} stands in two unions, {union_of[name]!r} and {union!r}.")
            union_of[name] = union
            mask |= 1 << place[name]
        if not mask:
            raise GameError(f"The union {union!r} has no members.")
        masks.append(mask)
    missing = next((name for name in players if name not in union_of), None)
    if missing is not None:
        raise GameError(f"{missing!r} stands in no union; a player alone is a union of one.")
    return masks
