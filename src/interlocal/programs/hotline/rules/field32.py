"""A Reed-Solomon code over the field of 32 elements (x**5 + x**2 + 1), for words of up to 31 symbols.

The checks make the word, read as a polynomial, zero at the first powers of 2. With three checks any three
wrong symbols are found, and a single one is placed.
"""

from collections.abc import Sequence
from itertools import pairwise

_EXP = [1]
while len(_EXP) < 31:
    _next = _EXP[-1] << 1
    _EXP.append(_next ^ 0b100101 if _next & 32 else _next)
_LOG = {value: power for power, value in enumerate(_EXP)}


def times(one: int, other: int) -> int:
    """Return the product of two elements."""
    return _EXP[(_LOG[one] + _LOG[other]) % 31] if one and other else 0


def syndromes(symbols: Sequence[int], checks: int) -> list[int]:
    """Return the word's value at 2 ** 1, 2 ** 2, ...: all zero where it is whole."""
    found = []
    for power in range(1, checks + 1):
        value = 0
        for symbol in symbols:
            value = times(value, _EXP[power]) ^ symbol
        found.append(value)
    return found


def with_checks(symbols: Sequence[int], checks: int) -> list[int]:
    """Return ``symbols`` with their check symbols behind them."""
    generator = [1]
    for power in range(1, checks + 1):
        shifted = [*generator, 0]
        scaled = [0, *(times(coefficient, _EXP[power]) for coefficient in generator)]
        generator = [one ^ other for one, other in zip(shifted, scaled, strict=True)]
    rest = [*symbols, *[0] * checks]
    for place in range(len(symbols)):
        factor = rest[place]
        for step, coefficient in enumerate(generator):
            rest[place + step] ^= times(factor, coefficient)
    return [*symbols, *rest[len(symbols) :]]


def single_error(faults: Sequence[int], length: int) -> int | None:
    """Return the place of the one wrong symbol that explains ``faults``, from the front; or ``None``."""
    if not all(faults):
        return None
    ratios = {(_LOG[after] - _LOG[before]) % 31 for before, after in pairwise(faults)}
    if len(ratios) != 1:
        return None
    place = length - 1 - ratios.pop()
    return place if place >= 0 else None
