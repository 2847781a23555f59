"""Records that were read one by one, written so that a database reads them in one go."""

import csv
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mutual.calls.reasons import BROKEN_LINE, TOO_FEW, TOO_MANY

_SHOWN = 200  # letters of a line in the list of refused rows


@dataclass(frozen=True)
class Cleaned:
    """How many records there were, how many of them were set apart, and how many rows had nothing in them."""

    rows: int
    broken: int
    empty: int


def write_clean(
    records: Iterable[tuple[int, list[str] | None, str]],
    width: int,
    kept: Sequence[int],
    clean: Path,
    broken: Path,
) -> Cleaned:
    """Write row, kept columns and a digest of the whole row to ``clean``; what is broken to ``broken``."""
    rows = apart = empty = 0
    with (
        clean.open("w", encoding="utf-8", newline="", errors="replace") as good,
        broken.open("w", encoding="utf-8", newline="", errors="replace") as bad,
    ):
        write = csv.writer(good, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow
        set_apart = csv.writer(bad, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow
        for row, fields, text in records:
            if fields is not None and not fields:
                empty += 1
                continue
            rows += 1
            reason = _reason(fields, width)
            if reason is not None or fields is None:
                apart += 1
                set_apart((row, reason, _one_line(text[:_SHOWN])))
                continue
            digest = hashlib.blake2b("\x1f".join(fields[:width]).encode("utf-8", "replace"), digest_size=16)
            write((row, *(_one_line(fields[place]) for place in kept), digest.hexdigest()))
    return Cleaned(rows, apart, empty)


def _reason(fields: list[str] | None, width: int) -> str | None:
    if fields is None:
        return BROKEN_LINE
    if len(fields) < width:
        return TOO_FEW
    return TOO_MANY if any(field.strip() for field in fields[width:]) else None


def _one_line(text: str) -> str:
    if "\n" in text or "\r" in text or "\0" in text:
        return text.replace("\r", " ").replace("\n", " ").replace("\0", "\ufffd")
    return text
