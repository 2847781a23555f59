"""Heads: where a book ended on a day, written outside the database, where its tail cannot be cut with it."""

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

LIST_NAME = "heads.jsonl"


class HeadUnreadable(Exception):
    """A file of heads cannot be read; the message says which line."""


@dataclass(frozen=True)
class Head:
    """The last entry of ``book`` as it was ``on`` a day."""

    book: str
    seq: int
    digest: str
    on: date

    def as_json(self) -> str:
        """One line of JSON."""
        return json.dumps({**asdict(self), "on": self.on.isoformat()}, sort_keys=True)


def read_heads(path: Path) -> list[Head]:
    """Read the heads in ``path``: one JSON object, or one on each line.

    Raises ``HeadUnreadable`` when the file cannot be opened or holds anything else.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise HeadUnreadable(f"{path} cannot be read: {error}.") from error
    heads = [_parsed(line, f"{path}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]
    if not heads:
        raise HeadUnreadable(f"{path} holds no head.")
    return heads


def write_head(folder: Path, head: Head) -> Head:
    """Write ``head`` as its day's file and as a line of the list; return the head that stands for the day.

    The first of a day stands: a second is not written, so that running again changes nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    day = folder / f"{head.book}-{head.on.isoformat()}.json"
    standing = _claim(day, head)
    listed = folder / LIST_NAME
    if not listed.exists() or standing not in read_heads(listed):
        with listed.open("a", encoding="utf-8") as file:
            file.write(standing.as_json() + "\n")
            file.flush()
            os.fsync(file.fileno())
    return standing


def heads_of(book: str, heads: Iterable[Head]) -> list[Head]:
    """Return the heads of ``book``, in order."""
    return sorted((head for head in heads if head.book == book), key=lambda head: (head.seq, head.on))


def _claim(day: Path, head: Head) -> Head:
    """Write the day's file whole unless it is there."""
    draft = day.with_name(f".{day.name}.{secrets.token_hex(6)}")
    with draft.open("w", encoding="utf-8") as file:
        file.write(head.as_json() + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        if not day.exists():
            draft.replace(day)
    finally:
        draft.unlink(missing_ok=True)
    return read_heads(day)[0]


def _parsed(line: str, where: str) -> Head:
    try:
        given: Any = json.loads(line)
        head = Head(
            str(given["book"]), int(given["seq"]), str(given["digest"]), date.fromisoformat(given["on"])
        )
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
        raise HeadUnreadable(
            f'{where} is not a head: {{"book": ..., "seq": ..., "digest": ..., "on": "YYYY-MM-DD"}}.'
        ) from None
    return head
