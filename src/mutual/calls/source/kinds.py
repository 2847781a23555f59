"""What kind of file it is, by its first bytes."""

from pathlib import Path

from mutual.calls.refusal import CallsError

_REFUSED = {
    b"\xd0\xcf\x11\xe0": "is a workbook of Excel before 2007, or has a password: save it as .xlsx or CSV.",
    b"\x1f\x8b": "is packed (gzip): unpack it first.",
    b"BZh": "is packed (bzip2): unpack it first.",
    b"7z\xbc\xaf": "is packed (7z): unpack it first.",
    b"%PDF": "is a PDF: ask for the calls as CSV or as a workbook.",
    b"SQLite format 3": "is a database (SQLite): export the table of calls as CSV.",
}
_MARKS = {
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"\xef\xbb\xbf": "utf-8",
}
_HEAD = 64 * 1024


def head_of(path: Path, size: int = _HEAD) -> bytes:
    """Return the first bytes of a file. Raises ``CallsError`` where it cannot be read or is empty."""
    try:
        with path.open("rb") as file:
            head = file.read(size)
    except OSError as error:
        raise CallsError(f"cannot read {path}: {error.strerror}.") from None
    except ValueError:
        raise CallsError(f"cannot read {str(path)!r}: that is no name of a file.") from None
    if not head:
        raise CallsError(f"{path} is empty.")
    return head


def kind_of(path: Path, head: bytes) -> str:
    """Return csv, xlsx or parquet. Raises ``CallsError`` for kinds that need another export."""
    for start, why in _REFUSED.items():
        if head.startswith(start):
            raise CallsError(f"{path} {why}")
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    return "parquet" if head.startswith(b"PAR1") else "csv"


def marked_encoding(head: bytes) -> str | None:
    """Return the encoding that a byte order mark at the beginning names."""
    return next((name for mark, name in _MARKS.items() if head.startswith(mark)), None)


def wide_encoding(head: bytes) -> str | None:
    """Return the encoding of text whose every other byte is zero, mark or not."""
    sample = head[:4096]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else None
