"""A text told apart into sentences, and the notes before each."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from mutual.formulas.problems import Place

# A full stop ends a sentence unless a digit follows; none counts within quotation marks or a note.
_PIECE = re.compile(r'"[^"\n]*"|#[^\n]*|\.(?!\d)')


@dataclass(frozen=True)
class Sentence:
    """``text`` without its full stop begins at ``start``; ``is_ended`` tells whether one was there."""

    text: str
    start: int
    notes: tuple[str, ...]
    is_ended: bool


@dataclass(frozen=True)
class Lines:
    """Finds the line and column of a position in a text."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Lines":
        """Return the lines of ``text``."""
        return cls((0, *(match.end() for match in re.finditer(r"\n", text))))

    def place(self, start: int, length: int) -> Place:
        """Return where the character at ``start`` stands."""
        line = bisect_right(self.starts, start)
        return Place(line, start - self.starts[line - 1] + 1, length)


def sentences(text: str) -> tuple[list[Sentence], tuple[str, ...]]:
    """Return the sentences of ``text`` and the notes after the last one.

    A note begins with ``#`` and ends with its line; within a sentence it reads as a space, and belongs to
    that sentence; behind a sentence on its line it belongs to that one.
    """
    found: list[Sentence] = []
    notes: list[str] = []
    clean, begun = list(text), 0
    for piece in _PIECE.finditer(text):
        if piece[0].startswith("#"):
            note = piece[0][1:].strip()
            if found and text[begun : piece.start()].isspace() and "\n" not in text[begun : piece.start()]:
                found[-1] = replace(found[-1], notes=(*found[-1].notes, note))
            else:
                notes.append(note)
            clean[piece.start() : piece.end()] = " " * len(piece[0])
        elif piece[0] == ".":
            found.append(_sentence(clean, begun, piece.start(), notes, is_ended=True))
            notes, begun = [], piece.end()
    rest = _sentence(clean, begun, len(text), notes, is_ended=False)
    if rest.text:
        return [*found, rest], ()
    return found, tuple(notes)


def _sentence(clean: list[str], start: int, end: int, notes: list[str], *, is_ended: bool) -> Sentence:
    words = "".join(clean[start:end])
    blank = len(words) - len(words.lstrip())
    return Sentence(words.strip(), start + blank, tuple(notes), is_ended)
