"""Passwords built of words that everybody here knows: the product's, the partnership's, its places' names."""

import re
import unicodedata
from collections.abc import Iterable

# What people who govern call what they do; names of places are added where they are known.
KNOWN_HERE = (
    *("interlocal", "partnership", "regional", "council", "councils", "municipal", "government", "county"),
    *("city", "town", "village", "mayor", "manager", "clerk", "coordinator", "administrator", "admin"),
    *("password", "passwort", "contrasena", "welcome", "login", "signin", "secret", "changeme", "letmein"),
    *("spring", "summer", "autumn", "winter", "monday", "january"),
)
SHORTEST_WORD = 4
LEFT_AT_LEAST = 8


def house_words(names: Iterable[str]) -> tuple[str, ...]:
    """Return the words of ``names``, whole and one by one, and those known everywhere; longest first."""
    parts = [part for name in names for part in (name, *re.split(r"\W+", name))]
    words = {_read(part) for part in parts} | set(KNOWN_HERE)
    return tuple(
        sorted((one for one in words if len(one) >= SHORTEST_WORD), key=lambda one: (-len(one), one))
    )


def is_of_house_words(password: str, names: Iterable[str]) -> bool:
    """Are too few letters left of ``password`` once the words of the house are taken out?

    Case, accents, digits put for letters, and what stands between do not count: "R4ytown-2026!" is Raytown
    and a year. A word of the house among others of one's own is fine.
    """
    signs = [(sign.translate(_STAND_INS), sign.isalpha()) for sign in _bare(password)]
    signs = [(read, is_letter) for read, is_letter in signs if read.isalnum()]
    text = "".join(read for read, _is_letter in signs)
    known = {
        place
        for word in house_words(names)
        for found in re.finditer(f"(?={re.escape(word)})", text)  # words may share letters
        for place in range(found.start(), found.start() + len(word))
    }
    letters = sum(is_letter and place not in known for place, (_sign, is_letter) in enumerate(signs))
    return bool(known) and letters < LEFT_AT_LEAST


def _bare(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _read(text: str) -> str:
    """Return the letters and digits of ``text``, small and without accents, stand-ins read as letters."""
    return "".join(sign for sign in _bare(text).translate(_STAND_INS) if sign.isalnum())


_STAND_INS = str.maketrans("013457@$!", "oieastasi")
