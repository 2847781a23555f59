"""A text in any encoding, or in several, copied as UTF-8 with one kind of line end."""

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from mutual.calls.refusal import CallsError

DAMAGED = "\ufffd"  # what Unicode writes where a letter could not be read
_CHUNK = 1024 * 1024
_LONGEST_LINE = 16 * 1024 * 1024
_KEPT = 20


@dataclass
class Recoded:
    """How many lines each encoding after the first read, and how many none did; lines are counted from 1."""

    by_encoding: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[int]] = field(default_factory=dict)
    damaged: int = 0

    def note(self, encoding: str, line: int) -> None:
        """Count a line that an encoding other than the first read, or none (the empty name)."""
        self.by_encoding[encoding] = self.by_encoding.get(encoding, 0) + 1
        kept = self.examples.setdefault(encoding, [])
        if len(kept) < _KEPT:
            kept.append(line)
        self.damaged += encoding == ""


def recode(path: Path, encodings: Sequence[str], to: Path) -> Recoded:
    """Write the text of ``path`` to ``to`` as UTF-8, each line in the first encoding that reads it;

    where none can, what cannot be read becomes U+FFFD. Zero bytes do too. Raises ``CallsError``, ``OSError``.
    """
    found = Recoded()
    with path.open("rb") as source, to.open("w", encoding="utf-8", newline="", errors="replace") as target:
        wide = len("a".encode(encodings[0]).strip(b"\xff\xfe")) > 1
        texts = _wide(source, encodings[0], found) if wide else _by_lines(source, encodings, found, path)
        held = ""
        is_first = True
        for text in texts:
            whole = held + text
            if is_first and whole:
                whole, is_first = whole.removeprefix("\ufeff"), False
            held = "\r" if whole.endswith("\r") else ""  # its line feed may come with the next piece
            whole = whole.removesuffix("\r") if held else whole
            target.write(whole.replace("\r\n", "\n").replace("\r", "\n").replace("\0", DAMAGED))
        target.write("\n" if held else "")
    return found


def _wide(source: BinaryIO, encoding: str, found: Recoded) -> Iterator[str]:
    """Return text whose letters take two or four bytes, where lines cannot be told before decoding."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    line = 1
    while True:
        chunk = source.read(_CHUNK)
        text = decoder.decode(chunk, not chunk)
        if DAMAGED in text:
            for offset, one in enumerate(text.split("\n")):
                if DAMAGED in one:
                    found.note("", line + offset)
        line += text.count("\n")
        yield text
        if not chunk:
            return


def _by_lines(source: BinaryIO, encodings: Sequence[str], found: Recoded, path: Path) -> Iterator[str]:
    held, line = b"", 1
    while True:
        chunk = source.read(_CHUNK)
        data = held + chunk
        end = max(data.rfind(b"\n"), data.rfind(b"\r", 0, -1)) + 1 if chunk else len(data)
        if not end and len(data) > _LONGEST_LINE:
            raise CallsError(
                f"{path} has a line longer than {_LONGEST_LINE // 2**20} MB: is it a table in text?"
            )
        data, held = data[:end], data[end:]
        try:
            yield data.decode(encodings[0])
        except UnicodeDecodeError:
            for offset, one in enumerate(data.splitlines(keepends=True)):
                yield _line(one, encodings, found, line + offset)
        line += data.count(b"\n")
        if not chunk:
            return


def _line(data: bytes, encodings: Sequence[str], found: Recoded, number: int) -> str:
    for place, encoding in enumerate(encodings):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if place:
            found.note(encoding, number)
        return text
    found.note("", number)
    return data.decode(encodings[0], "replace")
