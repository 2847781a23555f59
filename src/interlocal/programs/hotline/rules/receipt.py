"""The receipt: eight words and a check word, or the same number as 24 characters.

The number is below 7776 ** 8: 103.4 bits. The check word finds every single wrong word; the last three
characters of the code (Reed and Solomon, 1960, over the field of 32 elements) find up to three wrong ones,
and say which it is where it is one.
"""

import difflib
import re
import unicodedata
from functools import cache
from importlib.resources import files

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interlocal.kernel.exceptions import Refusal
from interlocal.programs.hotline.rules import field32

WORDS = 8
MOST: int = 7776**WORDS
# Units modulo 7776, so that a change of one word always changes the sum.
_WEIGHTS = (1, 5, 7, 11, 13, 17, 19, 23)
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32
_DATA, _CHECKS = 21, 3
_ALIKE = str.maketrans("oil", "011")


class WrongReceipt(Refusal):
    """What was typed is no receipt; says where the mistake is as far as that can be known."""


@cache
def word_list() -> tuple[str, ...]:
    """Return the 7,776 words, in their order."""
    text = files("interlocal.programs.hotline").joinpath("vendor/eff-words/words.txt").read_text("ascii")
    return tuple(text.split())


@cache
def _places() -> dict[str, int]:
    return {word: place for place, word in enumerate(word_list())}


def receipt_from(random: bytes) -> int:
    """Return the receipt that ``random`` (32 bytes) stands for."""
    if len(random) != 32:
        raise ValueError("A receipt is made from 32 bytes.")
    number: int = int.from_bytes(random, "big") % MOST
    return number


def receipt_bytes(receipt: int) -> bytes:
    """Return the receipt as 13 bytes: what its keys are derived from."""
    return receipt.to_bytes(13, "big")


def as_words(receipt: int) -> tuple[str, ...]:
    """Return the eight words and the check word."""
    digits = []
    rest = receipt
    for _place in range(WORDS):
        rest, digit = divmod(rest, 7776)
        digits.append(digit)
    words = word_list()
    return tuple(words[digit] for digit in (*digits, _check(digits)))


def as_code(receipt: int) -> str:
    """Return the receipt as 24 characters in groups of four."""
    symbols = [receipt >> (5 * place) & 31 for place in range(_DATA)]
    whole = "".join(ALPHABET[symbol] for symbol in field32.with_checks(symbols, _CHECKS))
    return "-".join(whole[place : place + 4] for place in range(0, len(whole), 4))


def read_receipt(typed: str) -> int:
    """Return the receipt that somebody typed, as words or as code, with any case, accents and separators.

    Raises ``WrongReceipt`` with the place of the mistake where it is known.
    """
    plain = unicodedata.normalize("NFKD", typed).encode("ascii", "ignore").decode().lower()
    words = _split(plain)
    code = re.sub(r"[^0-9a-z]", "", plain)
    is_code = len(words) < 2 or (len(code) == _DATA + _CHECKS and len(words) != WORDS + 1)
    return _from_code(code) if is_code else _from_words(words)


def _split(plain: str) -> list[str]:
    """Take ``plain`` apart: numbers before the words are left out, a word with a hyphen stays whole."""
    known = _places()
    found: list[str] = []
    for part in re.split(r"[^0-9a-z-]+", plain):
        word = part.strip("-")
        found.extend([word] if word in known else [piece for piece in word.split("-") if piece])
    return [word for word in found if not word.isdigit()]


def _check(digits: list[int]) -> int:
    return sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 7776


def _from_words(words: list[str]) -> int:
    for number, word in enumerate(words, start=1):
        if word not in _places():
            raise WrongReceipt(_unknown_word(number, word))
    if len(words) != WORDS + 1:
        raise WrongReceipt(
            ngettext(
                "A receipt has nine words; this is %(count)d.",
                "A receipt has nine words; these are %(count)d.",
                len(words),
            )
            % {"count": len(words)}
        )
    digits = [_places()[word] for word in words]
    if _check(digits[:WORDS]) != digits[WORDS]:
        raise WrongReceipt(_("One of the words is another one, or they stand in another order. Check each."))
    return sum(digit * 7776**place for place, digit in enumerate(digits[:WORDS]))


def _unknown_word(number: int, word: str) -> str:
    near = difflib.get_close_matches(word, word_list(), n=1)
    facts = {"number": number, "word": word, "near": near[0] if near else ""}
    if near:
        return _("Word %(number)d, “%(word)s”, is in no receipt. Did you mean “%(near)s”?") % facts
    return _("Word %(number)d, “%(word)s”, is in no receipt.") % facts


def _from_code(typed: str) -> int:
    code = typed.translate(_ALIKE)
    if len(code) != _DATA + _CHECKS:
        raise WrongReceipt(
            _("A receipt has nine words, or 24 characters; this has %(count)d.") % {"count": len(code)}
        )
    if unknown := [place for place, char in enumerate(code, start=1) if char not in ALPHABET]:
        raise WrongReceipt(_("Character %(number)d is in no receipt.") % {"number": unknown[0]})
    symbols = [ALPHABET.index(char) for char in code]
    faults = field32.syndromes(symbols, _CHECKS)
    if any(faults):
        place = field32.single_error(faults, len(symbols))
        if place is None:
            raise WrongReceipt(_("More than one character is wrong. Check each."))
        raise WrongReceipt(_("Character %(number)d is wrong. Check it.") % {"number": place + 1})
    receipt = sum(symbol << (5 * place) for place, symbol in enumerate(symbols[:_DATA]))
    if receipt >= MOST:
        raise WrongReceipt(_("No receipt has these characters."))
    return receipt
