"""One pass over the bytes of a CSV file: may a database read it as it stands?"""

import codecs
from dataclasses import dataclass
from pathlib import Path

import numpy as np

_CHUNK = 1024 * 1024
_LINE_END = 10


@dataclass(frozen=True)
class Survey:
    """What the bytes are: text in UTF-8, zero bytes, one kind of line end, quotes, and how many lines.

    ``records`` counts line ends outside quotes, each pair of quotes taken as one quoted stretch.
    """

    is_utf8: bool
    has_zero: bool
    has_one_line_end: bool
    has_quotes: bool
    lines: int
    records: int


def survey(path: Path, quote: str) -> Survey:
    """Return what the bytes of a file are. Raises ``OSError``."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    mark = quote.encode("ascii")
    is_utf8, has_zero, is_ascii = True, False, True
    ends = returns = pairs = outside = quotes = 0
    previous = last = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if is_utf8 and not (is_ascii and chunk.isascii()):
                is_ascii = False
                is_utf8 = _decodes(decoder, chunk)
            has_zero = has_zero or b"\0" in chunk
            ends += (here := int(np.count_nonzero(np.frombuffer(chunk, np.uint8) == _LINE_END)))
            if b"\r" in chunk or previous == b"\r":
                returns += chunk.count(b"\r")
                pairs += chunk.count(b"\r\n") + (previous == b"\r" and chunk[:1] == b"\n")
            if mark and mark in chunk:
                outside += _outside(chunk, mark, starts_quoted=bool(quotes % 2))
                quotes += chunk.count(mark)
            else:
                outside += 0 if quotes % 2 else here
            previous = last = chunk[-1:]
    tail = int(last not in {b"\n", b""})
    is_utf8 = is_utf8 and _decodes(decoder, b"", final=True)
    return Survey(
        is_utf8=is_utf8,
        has_zero=has_zero,
        has_one_line_end=returns == 0 or returns == pairs == ends,
        has_quotes=quotes > 0,
        lines=ends + tail,
        records=outside + tail,
    )


def _outside(chunk: bytes, mark: bytes, *, starts_quoted: bool) -> int:
    """Return how many line ends stand outside quotes."""
    return b"".join(chunk.split(mark)[int(starts_quoted) :: 2]).count(b"\n")


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True
