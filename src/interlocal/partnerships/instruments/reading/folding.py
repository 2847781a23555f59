"""One plain spelling of typographic characters, and one plain spacing of prose."""

import re

_QUOTES = dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\uff07\u00b4`", "'")
_DOUBLE = dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02", '"')
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
_SPACES = dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " ")
_MORE_SPACES = dict.fromkeys("\u202f\u205f\u3000\u200b\ufeff", " ")
_PLAIN = str.maketrans(_QUOTES | _DOUBLE | _DASHES | _SPACES | _MORE_SPACES)
_SUSPENDED = re.compile(r"(?:and|or|to)\b")


def fold(text: str) -> str:
    """Curly quotes, dashes and odd spaces made plain; as long as `text`, so positions stay the same."""
    return text.translate(_PLAIN)


def key(name: str) -> str:
    """What two spellings of a name have in common."""
    return " ".join(fold(name).casefold().split())


def spaced(text: str) -> str:
    """The text on one line, single spaces between words."""
    return " ".join(text.split())


def between(before: str, after: str) -> str:
    """What joins two lines of one paragraph: a hyphen at a line's end is kept, and takes no space."""
    hyphenated = len(before) > 1 and fold(before[-1]) == "-" and before[-2].isalnum()
    return "" if hyphenated and after[:1].isalnum() and not _SUSPENDED.match(after) else " "
