"""A text as words, blanks and punctuation marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interlocal.partnerships.instruments.reading.folding import fold

# A blank; a year of which only the century is given; a word with what is joined to it; a mark.
_PART = re.compile(r"_{2,}|\[[^\[\]]{0,60}\]|\d{2}_{2,}|[^\W_]+(?:['-][^\W_]+)*|[^\s]")
_BLANK = re.compile(r"\d{0,2}_{2,}|\[[^\[\]]{0,60}\]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a blank or a mark. Two are equal when they read the same, whatever space stands before."""

    key: str
    text: str
    has_space: bool

    @property
    def is_blank(self) -> bool:
        """Is it a place to be filled in?"""
        return _BLANK.fullmatch(self.key) is not None


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of ``text`` in order; what no reader sees (line breaks, curls) is evened out."""
    plain = fold(text)
    return tuple(
        Word(
            key=found[0],
            text=text[found.start() : found.end()],
            has_space=found.start() > 0 and plain[found.start() - 1].isspace(),
        )
        for found in _PART.finditer(plain)
    )


def spelled(words: Sequence[Word]) -> str:
    """Return ``words`` as text again, single spaces between those that had any."""
    return "".join(f" {word.text}" if word.has_space else word.text for word in words).strip()
