"""Words with a meaning of their own after a name; a name that holds one stands in quotation marks."""

import re

RESERVED = frozenset(
    {
        *(
            "ago",
            "and",
            "are",
            "as",
            "at",
            "be",
            "between",
            "by",
            "costs",
            "divided",
            "down",
            "each",
            "ending",
        ),
        *(
            "equally",
            "escalated",
            "falls",
            "for",
            "from",
            "has",
            "if",
            "in",
            "is",
            "less",
            "minus",
            "of",
            "or",
        ),
        *("otherwise", "over", "per", "plus", "rounded", "starting", "that", "the", "times", "to", "toward"),
        *("under", "up", "with"),
    }
)
# First words that a clause would read as its own.
OPENING = frozenset({"members", "others", "nobody"})
_BARE = re.compile(r"[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*)*")
_PHRASES = ("lead agency", "largest remainders")


def is_bare(name: str) -> bool:
    """Can the name be written without quotation marks?"""
    lowered = name.casefold()
    return (
        _BARE.fullmatch(name) is not None
        and RESERVED.isdisjoint(lowered.split())
        and lowered.split()[0] not in OPENING
        and not lowered.startswith(_PHRASES)
    )
