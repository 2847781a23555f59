"""Words of columns as bytes in one table, found by their hash without making a text of them."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

_OFFSET, _PRIME = 2166136261, 16777619  # FNV-1a, 32 bits


class Words(NamedTuple):
    """Words with a number each; ``slots`` (a power of two) lead to rows of ``spans``.

    ``spans`` (words, 4): where the word's letters begin and end, its number, and which of the lists it is of.
    """

    letters: NDArray[np.uint8]
    spans: NDArray[np.int64]
    slots: NDArray[np.int64]


def words_of(*lists: Mapping[str, int]) -> Words:
    """Return the table of lists of words with their numbers, which are 0 or more."""
    listed = [(place, word.encode(), n) for place, one in enumerate(lists) for word, n in one.items()]
    letters = np.frombuffer(b"".join(word for _, word, _ in listed) or b"\0", np.uint8)
    spans = np.zeros((len(listed), 4), dtype=np.int64)
    slots = np.full(1 << (4 * len(listed) + 4).bit_length(), -1, dtype=np.int64)
    end = 0
    for place, (which, word, number) in enumerate(listed):
        spans[place] = end, end + len(word), number, which
        end += len(word)
        slot = _hashed(which, word) % len(slots)
        while slots[slot] >= 0:
            slot = (slot + 1) % len(slots)
        slots[slot] = place
    return Words(letters, spans, slots)


def _hashed(which: int, word: bytes) -> int:
    found = _OFFSET ^ which
    for letter in word:
        found = ((found ^ letter) * _PRIME) & 0xFFFFFFFF
    return found


@njit(cache=True, nogil=True)
def number_of(
    letters: NDArray[np.uint8],
    spans: NDArray[np.int64],
    slots: NDArray[np.int64],
    which: int,
    data: NDArray[np.uint8],
    begin: int,
    end: int,
) -> int:
    """Return the number of the word of the list ``which`` that stands from ``begin`` to ``end``, or -1.

    Takes the parts of ``Words`` one by one: compiled code counts references to a tuple's arrays at each call.
    """
    found = np.uint32(_OFFSET ^ which)
    for place in range(begin, end):
        found = np.uint32((found ^ np.uint32(data[place])) * np.uint32(_PRIME))
    most = len(slots) - 1
    slot = np.int64(found) & most
    while slots[slot] >= 0:
        word = slots[slot]
        if spans[word, 3] == which and spans[word, 1] - spans[word, 0] == end - begin:
            is_same = True
            for place in range(end - begin):
                is_same = is_same and letters[spans[word, 0] + place] == data[begin + place]
            if is_same:
                return int(spans[word, 2])
        slot = (slot + 1) & most
    return -1
