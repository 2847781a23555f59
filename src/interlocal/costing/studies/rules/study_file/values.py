"""Values as TOML writes them."""

import json
from collections.abc import Iterable
from decimal import Decimal

PERCENT = Decimal(100)


def text(words: str) -> str:
    """Return a basic string of TOML: JSON's escapes are TOML's, but for the delete character."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def texts(many: Iterable[str]) -> str:
    """Return a list of strings of TOML."""
    return f"[{', '.join(text(one) for one in many)}]"


def number(value: Decimal) -> str:
    """Return a number of TOML without an exponent."""
    plain = f"{value.normalize():f}"
    return plain if plain != "-0" else "0"
