"""What was kept, removed, added and filled in, between two texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from .words import Word, spelled, words_of

# Beyond this many pairs of words in the part that differs, the whole part counts as replaced.
MOST_PAIRS = 4_000_000


class PieceKind(StrEnum):
    """What became of a run of words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"
    FILLED = "filled"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: ``words`` is what stands now (what stood, where it was removed).

    For a blank that was filled, ``before`` is the blank.
    """

    kind: PieceKind
    words: tuple[Word, ...]
    before: tuple[Word, ...] = ()

    @property
    def text(self) -> str:
        """The words as a person reads them."""
        return spelled(self.words)

    @property
    def has_space(self) -> bool:
        """Does a space stand before it?"""
        return bool(self.words) and self.words[0].has_space


def pieces_between(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces that lead from ``old`` to ``new``, in reading order; removed before added."""
    before, after = words_of(old), words_of(new)
    pieces: list[Piece] = []
    for tag, a, b, c, d in _opcodes([one.key for one in before], [one.key for one in after]):
        gone, come = before[a:b], after[c:d]
        if tag == "equal":
            pieces.append(Piece(PieceKind.KEPT, gone))
        elif gone and come and all(word.is_blank for word in gone):
            pieces.append(Piece(PieceKind.FILLED, come, gone))
        else:
            pieces += [Piece(PieceKind.REMOVED, gone)] if gone else []
            pieces += [Piece(PieceKind.ADDED, come)] if come else []
    return tuple(pieces)


def applied_pieces(old: str, pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return the words to which ``pieces`` lead from ``old``, spelled alike whatever their curls.

    Raises ``ValueError`` when the pieces were not made from ``old``.
    """
    left = [word.key for word in words_of(old)]
    result: list[str] = []
    for piece in pieces:
        used = {PieceKind.ADDED: (), PieceKind.FILLED: piece.before}.get(piece.kind, piece.words)
        expected, left = left[: len(used)], left[len(used) :]
        if expected != [word.key for word in used]:
            raise ValueError("These pieces were not made from this text.")
        if piece.kind == PieceKind.KEPT:
            result += expected
        elif piece.kind != PieceKind.REMOVED:
            result += [word.key for word in piece.words]
    if left:
        raise ValueError("These pieces were not made from this text.")
    return tuple(result)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """As ``SequenceMatcher`` gives them, after what both have in common at their ends is set aside."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    if start:
        yield "equal", 0, start, 0, start
    inner_old, inner_new = old[start : len(old) - end], new[start : len(new) - end]
    if len(inner_old) * len(inner_new) > MOST_PAIRS:
        yield "replace", start, len(old) - end, start, len(new) - end
    elif inner_old or inner_new:
        for tag, a, b, c, d in SequenceMatcher(None, inner_old, inner_new, autojunk=False).get_opcodes():
            yield tag, a + start, b + start, c + start, d + start
    if end:
        yield "equal", len(old) - end, len(old), len(new) - end, len(new)
