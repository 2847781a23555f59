"""Reading the tables of a study file, so that whatever is wrong is said with its place."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from sys import float_info
from typing import Any, NoReturn, Protocol

from mutual.finance.distributions import FinanceError
from mutual.finance.study_file.lines import Path, line_of, lines_of_keys

_MOST_PARTS = 50  # what reads a key takes time and memory with the square of its parts
_LONG_KEY = re.compile(rf"(?<![\w-])(?:[\w-]+\s*\.\s*){{{_MOST_PARTS}}}")


class StudyError(FinanceError):
    """The study cannot be used; the message says where and why. ``path`` and ``line`` say where alone."""

    def __init__(self, message: str, path: Path = (), line: int | None = None) -> None:
        super().__init__(message)
        self.path, self.line = path, line


class Table:
    """One table of the file. Every key that is asked for is ticked off; ``done`` refuses the others."""

    def __init__(self, file: "File", values: Mapping[str, Any], path: Path) -> None:
        self.file, self.values, self.path = file, values, path
        self.known: list[str] = []

    def refuse(self, message: str, *keys: str | int) -> NoReturn:
        """Raise the file's error about a key, or about the table."""
        self.file.refuse(message, (*self.path, *keys))

    def has(self, key: str) -> bool:
        """Is the key there?"""
        self.known.append(key)
        return key in self.values

    def get(self, key: str) -> Any:
        """Return a value that must be there."""
        if not self.has(key):
            self.refuse(f"{key!r} is missing.{self._instead(key)}")
        return self.values[key]

    def _instead(self, key: str) -> str:
        """Say which key was perhaps meant for one that is missing."""
        close = get_close_matches(key, [str(other) for other in self.values], n=1)
        return f" Is {close[0]!r} meant for it?" if close else ""

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text."""
        if default is not None and not self.has(key):
            return default
        value = self.get(key)
        if not isinstance(value, str) or not value.strip():
            self.refuse(f"a text is needed, not {shown(value)}.", key)
        return value

    def whole(self, key: str, default: int | None = None, *, least: int, most: int) -> int:
        """Return a whole number within bounds."""
        if default is not None and not self.has(key):
            return default
        value = self.get(key)
        if isinstance(value, bool) or not isinstance(value, int):
            self.refuse(f"a whole number is needed, not {shown(value)}.", key)
        if not least <= value <= most:
            self.refuse(f"{shown(value)} does not lie between {least} and {most}.", key)
        return int(value)

    def number(self, key: str, default: float | None = None) -> float:
        """Return a number."""
        if default is not None and not self.has(key):
            return default
        value = self.get(key)
        if not is_number(value):
            self.refuse(f"a number is needed, not {shown(value)}.", key)
        return float(value)

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        if not self.has(key):
            return default
        value = self.get(key)
        if not isinstance(value, bool):
            self.refuse(f"true or false is needed, not {shown(value)}.", key)
        return value

    def items(self, key: str) -> list[Any]:
        """Return a list that is not empty."""
        value = self.get(key)
        if not isinstance(value, list) or not value:
            self.refuse(f"a list with something in it is needed, not {shown(value)}.", key)
        return value

    def texts(self, key: str) -> list[str]:
        """Return a list of texts, each once."""
        values = self.items(key)
        for value in values:
            if not isinstance(value, str) or not value.strip():
                self.refuse(f"a list of texts is needed; {shown(value)} is none.", key)
            if values.count(value) > 1:
                self.refuse(f"{value!r} stands there twice.", key)
        return values

    def table(self, key: str) -> "Table":
        """Return a table that must be there."""
        value = self.get(key)
        if not isinstance(value, dict):
            self.refuse(f"a table is needed, not {shown(value)}.", key)
        return Table(self.file, value, (*self.path, key))

    def tables_by_name(self, key: str) -> "list[tuple[str, Table]]":
        """Return the tables in a table, by name; none where it is not there."""
        if not self.has(key):
            return []
        holder = self.table(key)
        return [(name, holder.table(name)) for name in holder.values]

    def tables(self, key: str) -> "list[Table]":
        """Return a list of tables; none where it is not there."""
        if not self.has(key):
            return []
        values = self.get(key)
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            self.refuse(f"tables are needed ([[{key}]]), not {shown(values)}.", key)
        return [Table(self.file, value, (*self.path, key, place)) for place, value in enumerate(values)]

    def choice(self, key: str, words: Iterable[str], what: str, default: str | None = None) -> str:
        """Return one of the words."""
        if default is not None and not self.has(key):
            return default
        return self.one_of(self.text(key), words, what, key)

    def one_of(self, word: str, words: Iterable[str], what: str, *keys: str | int) -> str:
        """Return the word if it is one of those known."""
        known = list(words)
        if word not in known:
            self.refuse(f"there is no {what} called {word!r}{meant(word, known)}", *keys)
        return word

    def done(self) -> None:
        """Refuse keys that nothing asked for."""
        for key in self.values:
            if key not in self.known:
                self.refuse(f"{key!r} is not known here{meant(key, self.known)}", key)


class Refusal(Protocol):
    """How an error is made that says where it is."""

    def __call__(self, message: str, path: Path = ..., line: int | None = ...) -> Exception:
        """Return the error."""


class File:
    """A whole file: what it holds, what it is called, where its keys stand, and what is raised about it."""

    def __init__(self, text: str, name: str, refusal: Refusal = StudyError) -> None:
        self.name, self.refusal = name, refusal
        long = _LONG_KEY.search(text)
        if long:
            line = text.count("\n", 0, long.start()) + 1
            raise refusal(f"{name}, line {line}: a key has more than {_MOST_PARTS} parts.")
        try:
            self.values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise refusal(f"{name} is not TOML: {error}.") from None
        except RecursionError:
            raise refusal(f"{name} is nested too deeply.") from None
        except ValueError:
            raise refusal(f"{name} holds a whole number of thousands of digits.") from None
        self.lines = lines_of_keys(text.replace("\r\n", "\n"))

    def refuse(self, message: str, path: Path) -> NoReturn:
        """Raise the file's error about a key."""
        line = line_of(self.lines, path)
        where = f"{self.name}, line {line}" if line else self.name
        raise self.refusal(f"{where}, {said(path)}: {message}" if path else f"{where}: {message}", path, line)

    def top(self) -> Table:
        """Return the outermost table."""
        return Table(self, self.values, ())


def said(path: Path) -> str:
    """Return a path as it is written in TOML, with places in lists counted from 1."""
    text = ""
    for key in path:
        if isinstance(key, int):
            text += f"[{key + 1}]"
        else:
            plain = key.replace("_", "").replace("-", "").isalnum() and key.isascii()
            text += f"{'.' if text else ''}{key if plain else chr(34) + key + chr(34)}"
    return text


def shown(value: Any) -> str:
    """Return a value as it stands in the file, shortened."""
    if isinstance(value, bool):
        return str(value).lower()
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


def meant(word: str, known: Iterable[str]) -> str:
    """Return how a sentence about an unknown word ends."""
    words = list(dict.fromkeys(known))
    lower = {other.lower(): other for other in words}
    close = get_close_matches(word.lower(), list(lower), n=1)
    if close:
        return f"; did you mean {lower[close[0]]!r}?"
    return f"; there is {', '.join(map(repr, words))}." if words else "."


def is_number(value: Any) -> bool:
    """Is it a number that a float can hold?"""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    # Exact, also for a whole number of hundreds of digits.
    return bool(-float_info.max <= value <= float_info.max)
