"""Two texts of an instrument, compared passage by passage and word by word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .alignment import Pair, align, share_in_common
from .particulars import Particular, particulars_between
from .passages import Passage, PassageKind, passages_of
from .pieces import Piece, PieceKind, pieces_between
from .words import spelled, words_of


class ChangeKind(StrEnum):
    """What became of a passage."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """A passage that differs. Places count from zero among the passages of its kind.

    ``before`` is ``None`` for what was added, ``after`` for what was removed. What moved may differ in its
    words too: then ``pieces`` say how.
    """

    kind: ChangeKind
    passage: PassageKind
    old_place: int | None
    new_place: int | None
    before: Passage | None
    after: Passage | None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The words kept, removed, added and filled in."""
        return pieces_between(
            self.before.words if self.before else "", self.after.words if self.after else ""
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs, in the order of the new text with what was removed before it, and what is the same."""

    changes: tuple[Change, ...]
    particulars: tuple[Particular, ...]
    unchanged: int


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> Comparison:
    """Compare two texts in the shape of ``reading.to_json``; ``old`` is the common one."""
    changes: list[Change] = []
    particulars = list(particulars_between(old, new))
    unchanged = 0
    kinds: tuple[PassageKind, ...] = ("recital", "section")
    for kind in kinds:
        before = [one for one in passages_of(old) if one.kind == kind]
        after = [one for one in passages_of(new) if one.kind == kind]
        for pair in align([one.words for one in before], [one.words for one in after]):
            change = _change(kind, pair, before, after)
            is_local = change.kind == ChangeKind.CHANGED and not _differs(change.pieces)
            if change.kind == ChangeKind.CHANGED:
                particulars += _filled(change.pieces)
            if is_local:
                unchanged += 1
            else:
                changes.append(change)
    return Comparison(tuple(changes), tuple(particulars), unchanged)


def applied(old: Sequence[Passage], changes: Sequence[Change]) -> tuple[Passage, ...]:
    """Return the passages to which ``changes`` lead from ``old``; others keep the words of ``old``."""
    result: list[Passage] = []
    kinds: tuple[PassageKind, ...] = ("recital", "section")
    for kind in kinds:
        before = [one for one in old if one.kind == kind]
        mine = [change for change in changes if change.passage == kind]
        touched = {change.old_place for change in mine}
        left = [one for place, one in enumerate(before) if place not in touched]
        placed = {
            change.new_place: change.after for change in mine if change.new_place is not None and change.after
        }
        rest = iter(left)
        result += [
            placed[place] if place in placed else next(rest) for place in range(len(left) + len(placed))
        ]
    return tuple(result)


def likeness(old: Mapping[str, Any], new: Mapping[str, Any]) -> float:
    """Return the share of words that the passages of two texts have in common, from 0 to 1."""
    before, after = (" ".join(one.words for one in passages_of(parts)) for parts in (old, new))
    return share_in_common(before, after)


def _change(kind: PassageKind, pair: Pair, before: Sequence[Passage], after: Sequence[Passage]) -> Change:
    old = None if pair.old is None else before[pair.old]
    new = None if pair.new is None else after[pair.new]
    what = ChangeKind.MOVED if pair.is_moved else ChangeKind.CHANGED
    if old is None or new is None:
        what = ChangeKind.ADDED if old is None else ChangeKind.REMOVED
    return Change(what, kind, pair.old, pair.new, old, new)


def _differs(pieces: Sequence[Piece]) -> bool:
    return any(piece.kind in {PieceKind.REMOVED, PieceKind.ADDED} for piece in pieces)


def _filled(pieces: Sequence[Piece]) -> list[Particular]:
    return [
        Particular("blank", spelled(piece.before), piece.text)
        for piece in pieces
        if piece.kind == PieceKind.FILLED
    ]


def same_words(one: str, other: str) -> bool:
    """Do two texts read the same?"""
    return [word.key for word in words_of(one)] == [word.key for word in words_of(other)]
