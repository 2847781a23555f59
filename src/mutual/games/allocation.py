"""Who pays what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, eq=False)
class Allocation(Mapping[str, float]):
    """An amount for each player, in the unit of the game's costs; read it as a mapping by name.

    ``amounts`` has shape ``(n,)``, stands in the order of ``players`` and is read-only.
    """

    players: tuple[str, ...]
    amounts: NDArray[np.float64]

    def __init__(self, players: tuple[str, ...], amounts: ArrayLike) -> None:
        values = np.array(amounts, dtype=np.float64)
        values.flags.writeable = False
        object.__setattr__(self, "players", players)
        object.__setattr__(self, "amounts", values)

    def __getitem__(self, player: str) -> float:
        try:
            return float(self.amounts[self.players.index(player)])
        except ValueError:
            raise KeyError(player) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.players)

    def __len__(self) -> int:
        return len(self.players)

    def __repr__(self) -> str:
        return f"Allocation({dict(self)})"
