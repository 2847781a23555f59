"""Reading the tables of a profile, so that whatever is wrong is said with its line."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, NoReturn

from mutual.calls.refusal import CallsError

_LONGEST = 4_000_000  # a profile with a place for every address of a county is smaller


class Table:
    """One table of a profile. Keys that nobody asked for are refused by ``done``."""

    def __init__(self, text: str, name: str, values: Mapping[str, Any], path: tuple[str, ...] = ()) -> None:
        self.text, self.name, self.values, self.path = text, name, values, path
        self.known: list[str] = []

    def refuse(self, message: str, key: str | None = None) -> NoReturn:
        """Raise ``CallsError`` about a key, or about the table."""
        line = _line_of(self.text, self.path, key)
        where = f"{self.name}, line {line}" if line else self.name
        said = ".".join((*self.path, key) if key else self.path)
        raise CallsError(f"{where}{f', {said}' if said else ''}: {message}")

    def has(self, key: str) -> bool:
        """Is the key there?"""
        self.known.append(key)
        return key in self.values

    def text_of(self, key: str, default: str | None = None) -> str | None:
        """Return a text, or the default where the key is missing."""
        if not self.has(key):
            return default
        value = self.values[key]
        if not isinstance(value, str) or "\0" in value:
            self.refuse(f"a text is needed, not {_shown(value)}.", key)
        return value

    def choice(self, key: str, words: Iterable[str], default: str) -> str:
        """Return one of the words."""
        known = list(words)
        value = self.text_of(key, default)
        if value not in known:
            self.refuse(f"{value!r} is none of {', '.join(map(repr, known))}{meant(str(value), known)}.", key)
        return value

    def texts(self, key: str) -> tuple[str, ...] | None:
        """Return a list of texts, or a single text as a list of one; None where the key is missing."""
        if not self.has(key):
            return None
        value = self.values[key]
        items = value if isinstance(value, list) else [value]
        for item in items:
            if not isinstance(item, str) or "\0" in item:
                self.refuse(f"a text or a list of texts is needed; {_shown(item)} is none.", key)
        return tuple(items)

    def number(self, key: str) -> float | None:
        """Return a number above zero, or None where the key is missing."""
        if not self.has(key):
            return None
        return self.positive(self.values[key], key)

    def positive(self, value: Any, key: str) -> float:
        """Return the value if it is a number above zero."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e9:
            self.refuse(f"a number above 0 is needed, not {_shown(value)}.", key)
        return float(value)

    def whole(self, key: str, default: int, most: int) -> int:
        """Return a whole number from 0."""
        if not self.has(key):
            return default
        value = self.values[key]
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            self.refuse(f"a whole number from 0 to {most} is needed, not {_shown(value)}.", key)
        return int(value)

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        if not self.has(key):
            return default
        value = self.values[key]
        if not isinstance(value, bool):
            self.refuse(f"true or false is needed, not {_shown(value)}.", key)
        return value

    def day(self, key: str) -> date | None:
        """Return a day, or None where the key is missing."""
        if not self.has(key):
            return None
        value = self.values[key]
        if not isinstance(value, date) or isinstance(value, datetime):
            self.refuse(f"a day such as 2026-01-31 is needed, without quotes, not {_shown(value)}.", key)
        return value

    def table(self, key: str) -> "Table":
        """Return a table; an empty one where the key is missing."""
        value = self.values[key] if self.has(key) else {}
        if not isinstance(value, dict):
            self.refuse(f"a table is needed, not {_shown(value)}.", key)
        return Table(self.text, self.name, value, (*self.path, key))

    def done(self) -> None:
        """Refuse keys that nothing asked for."""
        for key in self.values:
            if key not in self.known:
                self.refuse(f"{key!r} is not known here{meant(key, self.known)}.", key)


def top_table(text: str, name: str) -> Table:
    """Return the outermost table of a TOML text. Raises ``CallsError``."""
    if len(text) > _LONGEST:
        raise CallsError(f"{name} is longer than a profile can be ({_LONGEST:,} letters).")
    try:
        return Table(text, name, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise CallsError(f"{name} is not TOML: {error}.") from None
    except RecursionError:
        raise CallsError(f"{name} is nested too deeply.") from None
    except ValueError:
        raise CallsError(f"{name} holds a number that is too long.") from None


def meant(word: str, known: Iterable[str]) -> str:
    """Return how a sentence about an unknown word goes on where a known one is close."""
    lower = {other.lower(): other for other in known}
    close = get_close_matches(word.lower(), list(lower), n=1)
    return f"; did you mean {lower[close[0]]!r}?" if close else ""


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _line_of(text: str, path: tuple[str, ...], key: str | None) -> int | None:
    """Return the line of a key in its table; of the table's header where the key has no line of its own."""
    inside, header = not path, None
    wanted = None if key is None else re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""")
    for number, line in enumerate(text.splitlines(), 1):
        if opening := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
            inside = opening[1].replace('"', "").replace(" ", "") == ".".join(path)
            header = number if inside else header
        elif inside and wanted is not None and wanted.match(line):
            return number
        elif key is None and not path:
            return None
    if header is None and path:
        return _line_of(text, path[:-1], path[-1])
    if header is None and key is not None:
        return next(
            (
                n
                for n, line in enumerate(text.splitlines(), 1)
                if re.match(rf"\s*\[\[?\s*{re.escape(key)}\b", line)
            ),
            None,
        )
    return header
