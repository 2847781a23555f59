"""The recovery secret as four lines of fifteen characters, each with a check of its own.

256 bits and four zero bits in Crockford's base 32: 52 characters, thirteen a line; two more check the line
and its place, so that a slip is found with the line it is in, and swapped lines too.
"""

import hashlib
import re

from interlocal.kernel.ids import ALPHABET

LINES = 4
_DATA, _CHECK, _GROUP = 13, 2, 5
_SECRET_BITS, _BITS = 256, LINES * _DATA * 5
_ALIKE = str.maketrans({"o": "0", "i": "1", "l": "1"})


class CodeWrong(ValueError):
    """What was typed is not a recovery key; the message says where."""


def code_of(secret: bytes) -> list[str]:
    """Return the four lines: groups of five characters, in capitals."""
    number = int.from_bytes(secret, "big") << (_BITS - _SECRET_BITS)
    data = "".join(ALPHABET[(number >> shift) & 31] for shift in range(_BITS - 5, -5, -5))
    lines = [data[start : start + _DATA] for start in range(0, len(data), _DATA)]
    return [_grouped(line + _check(place, line)) for place, line in enumerate(lines, 1)]


def secret_in(typed: str) -> bytes:
    """Return the secret that was typed or scanned; raises ``CodeWrong`` with the line that has the slip.

    Spaces, hyphens, line ends and capitals do not matter; O reads as 0, I and L as 1.
    """
    text = re.sub(r"[\s\-–—]", "", typed).lower().translate(_ALIKE)
    wide = _DATA + _CHECK
    if strange := sorted(set(text) - set(ALPHABET)):
        raise CodeWrong(f"A recovery key has no character {strange[0]!r}.")
    if len(text) != LINES * wide:
        raise CodeWrong(
            f"A recovery key has {LINES * wide} characters in {LINES} lines of {wide}; these are {len(text)}."
        )
    data = ""
    for place in range(1, LINES + 1):
        line = text[(place - 1) * wide : place * wide]
        if _check(place, line[:_DATA]) != line[_DATA:]:
            raise CodeWrong(f"Line {place} of the recovery key has a slip: compare it with the sheet.")
        data += line[:_DATA]
    number = 0
    for character in data:
        number = number << 5 | ALPHABET.index(character)
    return (number >> (_BITS - _SECRET_BITS)).to_bytes(_SECRET_BITS // 8, "big")


def fingerprint_of(public: bytes) -> str:
    """Return what a sheet and a backup are known by: three groups of four characters of a digest."""
    number = int.from_bytes(hashlib.sha256(b"interlocal.recovery.1" + public).digest()[:8], "big") >> 4
    text = "".join(ALPHABET[(number >> shift) & 31] for shift in range(55, -5, -5))
    return "-".join(text[start : start + 4] for start in range(0, 12, 4))


def _check(place: int, line: str) -> str:
    digest = hashlib.sha256(f"interlocal.recovery.line.{place}.{line}".encode()).digest()
    return ALPHABET[digest[0] & 31] + ALPHABET[digest[1] & 31]


def _grouped(line: str) -> str:
    return " ".join(line[start : start + _GROUP] for start in range(0, len(line), _GROUP)).upper()
