"""Words of a text, brought to their stems; words that say nothing are left out."""

import re
import unicodedata

_WORD = re.compile(r"[a-z][a-z'-]*[a-z]|[a-z]")
_VOWEL = re.compile(r"[aeiouy]")
SHORTEST = 3

STOP_WORDS = frozenset(
    """
    a about above after again all also always am an and any are as at be because been before being below
    between both but by can cannot city cities could council did do does doing done down each either else
    enough even ever every few for from further get gets getting give given goes going got had has have
    having he her here him his how i if in into is it its itself just keep keeps like made make makes making
    many may me might more most much must my need needs neither never no nobody none nor not nothing now of
    off often on once one only onto or other our out over own per perhaps rather same see shall she should
    since so some somebody something such take takes than that the their them then there these they thing
    things this those through thus time to too town two under until up upon us use used uses using very was
    way we well were what when where whether which while who whom whose why will with within without would
    year years yet you your
    """.split()  # noqa: SIM905 - a list of words is easier to read so
)
# The longest ending goes first; what is left has to hold a vowel and three letters.
_ENDINGS = (
    ("ational", "ate"),
    ("ization", "ize"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("iveness", "ive"),
    ("ations", ""),
    ("ation", ""),
    ("ments", ""),
    ("ment", ""),
    ("ities", "ity"),
    ("ness", ""),
    ("ings", ""),
    ("ing", ""),
    ("ied", "y"),
    ("ies", "y"),
    ("ers", ""),
    ("ed", ""),
    ("er", ""),
    ("es", ""),
    ("ly", ""),
    ("s", ""),
    ("e", ""),
)


def terms_of(text: str) -> list[tuple[str, str]]:
    """Return the words of ``text`` in order, each as (stem, the word as it was written in small letters)."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = (word.removesuffix("'s") for part in _WORD.findall(plain) for word in part.split("-"))
    return [(stem(word), word) for word in words if len(word) >= SHORTEST and word not in STOP_WORDS]


def stem(word: str) -> str:
    """Return ``word`` without its ending, so that "repairs", "repaired" and "repairing" are one.

    A light form of suffix stripping (Porter 1980, "An algorithm for suffix stripping"): it need not give a
    word, only the same letters for words of one family.
    """
    if word.endswith(("ss", "ply")):
        return word
    for ending, instead in _ENDINGS:
        root = word.removesuffix(ending)
        if root != word and len(root) >= SHORTEST and _VOWEL.search(root):
            root += instead
            is_doubled = ending in {"ing", "ings", "ed", "er", "ers"} and root[-1] == root[-2]
            return root[:-1] if is_doubled and root[-1] not in "lsz" else root
    return word
