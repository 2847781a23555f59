"""Units: what may be added to what.

A dimension is a tuple of (word, exponent) with words in the singular; nothing is a plain number.
"""

from fractions import Fraction

Dimension = tuple[tuple[str, int], ...]

PLAIN: Dimension = ()
DOLLARS: Dimension = (("dollar", 1),)
_PLAIN_WORDS = {"", "number", "numbers", "percent"}
_IRREGULAR = {"people": "person", "feet": "foot", "children": "child", "men": "man", "women": "woman"}


def singular(word: str) -> str:
    """Return the word for one of them: calls, agencies, branches, people."""
    lowered = word.casefold()
    if lowered in _IRREGULAR:
        return _IRREGULAR[lowered]
    if lowered.endswith("ies") and len(lowered) > 4:
        return f"{lowered[:-3]}y"
    if lowered.endswith(("ches", "shes", "sses", "xes")):
        return lowered[:-2]
    return lowered[:-1] if lowered.endswith("s") and not lowered.endswith("ss") else lowered


def dimension(words: str) -> Dimension:
    """Return the dimension of a unit as written, ``dollars per branch``; of none that of a plain number."""
    if words.casefold() in _PLAIN_WORDS:
        return PLAIN
    over, _, under = words.partition(" per ")
    found = [(singular(over), 1)] + ([(singular(under), -1)] if under else [])
    return _tidy(found)


def product(left: Dimension, right: Dimension, *, sign: int = 1) -> Dimension:
    """Return the dimension of a product, or with ``sign`` -1 of a quotient."""
    return _tidy([*left, *((word, sign * power) for word, power in right)])


def _tidy(pairs: list[tuple[str, int]]) -> Dimension:
    sums: dict[str, int] = {}
    for word, power in pairs:
        sums[word] = sums.get(word, 0) + power
    return tuple(sorted((word, power) for word, power in sums.items() if power))


def said(dimension: Dimension) -> str:
    """Return a dimension in words: ``dollars``, ``dollars per call``, ``a plain number``."""
    if not dimension:
        return "a plain number"
    over = " times ".join(_plural(word, power) for word, power in dimension if power > 0) or "one"
    under = "".join(
        f" per {word}" + (f"^{-power}" if power < -1 else "") for word, power in dimension if power < 0
    )
    return over + under


def _plural(word: str, power: int) -> str:
    back = {one: many for many, one in _IRREGULAR.items()}
    if word in back:
        many = back[word]
    elif word.endswith("y") and word[-2:-1] not in "aeiou":
        many = f"{word[:-1]}ies"
    elif word.endswith(("ch", "sh", "ss", "x")):
        many = f"{word}es"
    else:
        many = f"{word}s"
    return many + (f"^{power}" if power > 1 else "")


def figure(value: Fraction) -> str:
    """Return a number as a formula writes it: thousands apart, as many decimals as it has.

    Raises ``ValueError`` for one that has no end in decimals.
    """
    scaled, places = value, 0
    while scaled.denominator != 1:
        scaled, places = scaled * 10, places + 1
        if places > 40:
            raise ValueError(f"{value} cannot be written in decimals")
    digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
    whole = digits[: len(digits) - places]
    return f"{'-' if value < 0 else ''}{int(whole):,}" + (
        f".{digits[len(digits) - places :]}" if places else ""
    )
