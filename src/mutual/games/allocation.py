"""Who pays what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

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

    def in_cents(self) -> dict[str, int]:
        """Return whole cents for amounts in dollars, none left over and none too many.

        They add up to the sum of the amounts, rounded half up; each is rounded down, and the cents that are
        left go to the largest remainders, of equal ones to the player named first (A. Hamilton's rule).
        """
        exact = [Fraction(float(amount)) * 100 for amount in self.amounts]
        # Sums of doubles carry noise far below a cent: half a cent is judged to a millionth of one.
        total = floor(sum(exact, Fraction(0)) + Fraction(1, 2) + Fraction(1, 10**6))
        cents = [floor(amount) for amount in exact]
        order = sorted(range(len(exact)), key=lambda i: (cents[i] - exact[i], i))
        rounds, left = divmod(total - sum(cents), len(exact))
        for rank, i in enumerate(order):
            cents[i] += rounds + (rank < left)
        return dict(zip(self.players, cents, strict=True))

    def __repr__(self) -> str:
        return f"Allocation({dict(self)})"
