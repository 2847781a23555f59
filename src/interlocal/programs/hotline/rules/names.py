"""Whether a name that somebody typed is a person's: leaning to yes, because who is named must not read."""

import difflib
import re
import unicodedata
from enum import Enum
from itertools import pairwise

_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "sr", "sra", "srta", "don", "dona", "jr", "ii", "iii", "the"}
).union({"officer", "director", "directora", "chief", "jefe", "jefa", "mayor", "sergeant", "captain"})
_NEAR = 0.75  # of 1: "Nunes" and "Nunez" have 0.8


class Likeness(Enum):
    """How well a typed name fits a person's."""

    SAME = "same"
    NEAR = "near"
    OTHER = "other"


def tokens_of(name: str) -> tuple[str, ...]:
    """Return the parts of a name: small letters without accents, no titles."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    parts = re.findall(r"\w+", plain.replace("'", "").replace("’", ""))
    return tuple(part for part in parts if part not in _TITLES)


def likeness(typed: str, person: str) -> Likeness:
    """Compare a typed name with a person's, in any order, with initials for all but one part.

    A single part that fits counts: "Smith" is every Smith.
    """
    given, own = tokens_of(typed), tokens_of(person)
    if not given or not own:
        return Likeness.OTHER
    if _fits(given, own) or _fits(own, given):
        return Likeness.SAME
    if all(len(part) == 1 for part in given):
        return Likeness.OTHER
    is_near = all(max(_closeness(part, other) for other in own) >= _NEAR for part in given)
    return Likeness.NEAR if is_near else Likeness.OTHER


def pairs_in(text: str) -> frozenset[tuple[str, str]]:
    """Return the words of ``text`` that stand next to one another, or with one between, two by two."""
    words = tokens_of(text)
    return frozenset(pairwise(words)) | frozenset(zip(words, words[2:], strict=False))


def stands_in(pairs: frozenset[tuple[str, str]], person: str) -> bool:
    """Does the person's whole name stand among ``pairs_in`` a text: its first and last part, in any order?"""
    own = tokens_of(person)
    if len(own) < 2:
        return False
    ends = (own[0], own[-1])
    return ends in pairs or ends[::-1] in pairs


def _fits(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Is every part of ``few`` another part of ``many``, or its initial, and one of them in full?"""
    left = list(many)
    whole = 0
    for part in sorted(few, key=len, reverse=True):
        found = next((one for one in left if one == part), None)
        whole += found is not None
        if found is None:
            found = next((one for one in left if _is_initial(part, one)), None)
        if found is None:
            return False
        left.remove(found)
    return whole > 0


def _is_initial(one: str, other: str) -> bool:
    return (len(one) == 1 or len(other) == 1) and one[0] == other[0]


def _closeness(one: str, other: str) -> float:
    if _is_initial(one, other):
        return 1.0
    return difflib.SequenceMatcher(a=one, b=other).ratio()
