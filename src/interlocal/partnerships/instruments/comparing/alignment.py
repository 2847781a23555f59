"""Which passage of one text is which passage of the other, also where some moved."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .words import words_of

# Passages that stand in the same order are one when this share of their words is common; those that moved
# must be more alike, because position no longer speaks for them.
SAME, MOVED = 0.4, 0.6
MOST_PAIRS = 40_000


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places that belong together; ``None`` on one side: removed, or added."""

    old: int | None
    new: int | None
    is_moved: bool = False


def align(old: Sequence[str], new: Sequence[str]) -> tuple[Pair, ...]:
    """Return each place of ``old`` and ``new`` exactly once, in the order of ``new``, removed ones first."""
    alike = _likenesses(old, new)
    kept = _in_order(alike, len(old), len(new))
    moved = _moved(alike, kept, len(old), len(new))
    came_from = {b: (a, False) for a, b in kept} | {b: (a, True) for a, b in moved}
    taken = {a for a, _is_moved in came_from.values()}
    gone = [Pair(a, None) for a in range(len(old)) if a not in taken]
    return (*gone, *(Pair(*_from(came_from, b)) for b in range(len(new))))


def share_in_common(old: str, new: str) -> float:
    """Return the share of words that two texts have in common: 0 none, 1 all (the Dice coefficient)."""
    return _dice(_counted(old), _counted(new))


def _from(came_from: dict[int, tuple[int, bool]], place: int) -> tuple[int | None, int, bool]:
    found = came_from.get(place)
    return (found[0], place, found[1]) if found else (None, place, False)


def _counted(text: str) -> Counter[str]:
    return Counter(word.key.lower() for word in words_of(text) if not word.is_blank)


def _dice(old: Counter[str], new: Counter[str]) -> float:
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0


def _likenesses(old: Sequence[str], new: Sequence[str]) -> dict[tuple[int, int], float]:
    if len(old) * len(new) > MOST_PAIRS:
        return {(place, place): 1.0 for place in range(min(len(old), len(new)))}
    before, after = [_counted(text) for text in old], [_counted(text) for text in new]
    pairs = {(a, b): _dice(before[a], after[b]) for a in range(len(old)) for b in range(len(new))}
    return {places: share for places, share in pairs.items() if share >= SAME}


def _in_order(alike: dict[tuple[int, int], float], rows: int, columns: int) -> list[tuple[int, int]]:
    """The pairs, in the same order on both sides, that are most alike in all (dynamic programming)."""
    best = [[0.0] * (columns + 1) for _row in range(rows + 1)]
    for a in range(rows - 1, -1, -1):
        for b in range(columns - 1, -1, -1):
            together = alike.get((a, b), 0.0)
            paired = together**2 + best[a + 1][b + 1] if together else 0.0
            best[a][b] = max(paired, best[a + 1][b], best[a][b + 1])
    pairs, a, b = [], 0, 0
    while a < rows and b < columns:
        together = alike.get((a, b), 0.0)
        if together and best[a][b] == together**2 + best[a + 1][b + 1]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return pairs


def _moved(
    alike: dict[tuple[int, int], float], kept: Sequence[tuple[int, int]], rows: int, columns: int
) -> list[tuple[int, int]]:
    """Of what is left on both sides, the pairs that are most alike."""
    old = set(range(rows)) - {a for a, _b in kept}
    new = set(range(columns)) - {b for _a, b in kept}
    moved = []
    for (a, b), share in sorted(alike.items(), key=lambda one: (-one[1], one[0])):
        if share >= MOVED and a in old and b in new:
            moved.append((a, b))
            old.remove(a)
            new.remove(b)
    return moved
