"""Where in a TOML text each key stands: the standard reader does not say."""

import re

Path = tuple[str | int, ...]
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_OPENING, _CLOSING = "[{", "]}"


def lines_of_keys(text: str) -> dict[Path, int]:
    """Return the line of every table header and of every key at the beginning of a line.

    The text is known to be TOML. Keys within an inline table stand where the table begins.
    """
    found: dict[Path, int] = {}
    rows = text.split("\n")
    table: Path = ()
    counts: dict[Path, int] = {}
    row = 0
    while row < len(rows):
        line = rows[row].strip()
        if line.startswith("["):
            double = line.startswith("[[")
            table = _resolved(_keys(line[2 if double else 1 :])[0], counts)
            if double:
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            found.setdefault(table, row + 1)
        elif line and not line.startswith("#"):
            keys, rest = _keys(line)
            path = (*table, *keys)
            for end in range(len(table) + 1, len(path) + 1):
                found.setdefault(path[:end], row + 1)
            row += _rows_more(rows, row, rest)
        row += 1
    return found


def line_of(lines: dict[Path, int], path: Path) -> int | None:
    """Return the line of a key, or of what holds it."""
    for end in range(len(path), 0, -1):
        if path[:end] in lines:
            return lines[path[:end]]
    return None


def _resolved(keys: tuple[str, ...], counts: dict[Path, int]) -> Path:
    """Return a header's path, with the place of each array of tables that it goes through."""
    path: Path = ()
    for position, key in enumerate(keys):
        path = (*path, key)
        if path in counts and position < len(keys) - 1:
            path = (*path, counts[path])
    return path


def _keys(text: str) -> tuple[tuple[str, ...], str]:
    """Return a dotted key at the beginning of a text, and what follows it."""
    keys: list[str] = []
    rest = text.lstrip()
    while rest:
        quote = rest[0]
        if quote == '"':
            inside = re.match(r'"((?:[^"\\]|\\.)*)"', rest)
            assert inside is not None
            keys.append(_unescaped(inside.group(1)))
            rest = rest[inside.end() :]
        elif quote == "'":
            end = rest.index("'", 1)
            keys.append(rest[1:end])
            rest = rest[end + 1 :]
        else:
            bare = _BARE.match(rest)
            if bare is None:
                break
            keys.append(bare.group())
            rest = rest[bare.end() :]
        rest = rest.lstrip()
        if not rest.startswith("."):
            break
        rest = rest[1:].lstrip()
    return tuple(keys), rest


def _unescaped(text: str) -> str:
    short = {'"': '"', "\\": "\\", "n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "e": "\x1b"}

    def plain(match: re.Match[str]) -> str:
        word = match.group(1)
        return chr(int(word[1:], 16)) if word[0] in "uUx" else short.get(word, word)

    return re.sub(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|.)", plain, text)


def _rows_more(rows: list[str], row: int, rest: str) -> int:
    """Return how many further rows the value takes that begins in ``rest``."""
    more, depth, text = 0, 0, rest
    closing = ""  # of a string that is open
    while True:
        depth, closing = _scanned(text, depth, closing)
        if (depth <= 0 and not closing) or row + more + 1 >= len(rows):
            return more
        more += 1
        text = rows[row + more]


def _scanned(text: str, depth: int, closing: str) -> tuple[int, str]:
    """Return how many brackets are open after a row, and how a string that goes on is closed."""
    place = 0
    while place < len(text):
        if closing:
            end = _end_of_string(text, place, closing)
            if end < 0:
                return depth, closing if len(closing) == 3 else ""
            place, closing = end, ""
            continue
        letter = text[place]
        if letter == "#":
            break
        if letter in "\"'":
            closing = text[place : place + 3] if text[place : place + 3] == letter * 3 else letter
            place += len(closing)
            continue
        depth += (letter in _OPENING) - (letter in _CLOSING)
        place += 1
    return depth, closing if len(closing) == 3 else ""


def _end_of_string(text: str, place: int, closing: str) -> int:
    while place < len(text):
        if text[place] == "\\" and closing[0] == '"':
            place += 2
        elif text.startswith(closing, place):
            return place + len(closing)
        else:
            place += 1
    return -1
