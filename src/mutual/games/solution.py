"""What a solution concept says of a game."""

from dataclasses import dataclass
from fractions import Fraction

from mutual.games.allocation import Allocation


@dataclass(frozen=True)
class Certificate:
    """Proof that a split is the nucleolus, in exact fractions.

    ``shares`` has one fraction a player, ``levels`` one complaint a level, ``weights`` for each level the
    positive weight of each binding group (a tuple of names) or bound (one name). ``gap`` is the most by
    which any group passes its level, or a player its bound: nothing, unless costs that are rounded leave no
    split that keeps them, or so many players that levels closer to one another than doubles can tell stay so.
    A cost counts as the decimal number that it is written as.
    """

    shares: dict[str, Fraction]
    levels: tuple[Fraction, ...]
    weights: tuple[dict[tuple[str, ...] | str, Fraction], ...]
    gap: Fraction

    @property
    def is_exact(self) -> bool:
        """Does no group pass its level at all?"""
        return self.gap == 0


@dataclass(frozen=True)
class Level:
    """One level of a nucleolus: the complaint, and the groups that cannot be heard better than that.

    ``capped`` are players who pay exactly what they would pay alone, which holds the level up too.
    """

    complaint: float
    groups: tuple[tuple[str, ...], ...]
    capped: tuple[str, ...] = ()


@dataclass(frozen=True)
class Solution:
    """A split, or why there is none.

    ``name`` is the concept's; ``allocation`` is ``None`` exactly where ``reason`` says why. ``levels`` and
    ``certificate`` are the nucleolus's.
    """

    name: str
    allocation: Allocation | None
    reason: str = ""
    levels: tuple[Level, ...] = ()
    certificate: Certificate | None = None
