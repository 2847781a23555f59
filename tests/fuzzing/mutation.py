"""Bytes that somebody might send: made from valid ones by what goes wrong, and from nothing at all."""

import io
import zipfile
from collections.abc import Sequence

from hypothesis import strategies as st

# What parsers stumble over whatever they read.
STUMBLES = (
    *(b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\r", b"\n", b"\r\n", b"\t", b'"', b"'", b"\\", b"%"),
    *(
        b"[",
        b"]",
        b"{",
        b"}",
        b"(",
        b")",
        b"<",
        b">",
        b"<!--",
        b"&",
        b"=",
        b":",
        b";",
        b",",
        b"#",
        b"|",
        b"@",
    ),
    *(b"-1", b"0", b"1e999", b"NaN", b"Infinity", b"null", b"true", b"9" * 30, b"9" * 5_000, b"0.0000001"),
    *(
        b"[" * 3_000,
        b"{" * 3_000,
        b"(" * 3_000,
        b'{"a":' * 2_000,
        b"-" * 3_000,
        b"<a>" * 3_000,
        b"a.b." * 500,
    ),
    *(b"2026-02-30", b"9999-12-31T23:59:59+23:59", b"0001-01-01", b"P99999999999D", b"\xed\xa0\x80"),
    *(
        "é".encode(),
        "\u2028".encode(),
        "\u202e".encode(),
        "١٢".encode(),
        "²".encode(),
        "\U0001f600".encode(),
        b"\\ud800",
    ),
    *(b"https://[", b"https://[::1", b"https://a:b@c:99999/", b"//", b"../../etc/passwd", b"A" * 140_000),
)
_KINDS = ("put", "cut", "swap", "repeat", "flip", "end")
# What is done, where, over how many bytes, and with what.
Step = tuple[str, int, int, bytes]


def steps(words: Sequence[bytes], *, most: int = 8) -> st.SearchStrategy[list[Step]]:
    """Return a few changes; ``words`` are those that mean something to the parser."""
    return st.lists(
        st.tuples(
            st.sampled_from(_KINDS),
            st.integers(0, 2**16 - 1),
            st.integers(0, 40),
            st.sampled_from((*words, *words, *STUMBLES)) | st.binary(max_size=6),
        ),
        min_size=1,
        max_size=most,
    )


def changed(seed: bytes, how: Sequence[Step]) -> bytes:
    """Return ``seed`` after the changes ``how``."""
    data = bytearray(seed)
    for kind, place, length, word in how:
        at = place * len(data) >> 16
        end = min(len(data), at + length)
        match kind:
            case "put":
                data[at:at] = word
            case "cut":
                del data[at:end]
            case "swap":
                data[at:end] = word
            case "repeat":
                data[at:at] = data[at:end] * (1 + length)
            case "flip" if at < len(data):
                data[at] ^= 1 << (length % 8)
            case "end" if length > 30:
                del data[at:]
    return bytes(data)


def changed_inside(seed: bytes, how: Sequence[Step], *, member: int) -> bytes:
    """Return the ZIP archive ``seed`` with one of its members changed, packed well again."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed)) as archive:
        infos = archive.infolist()
        chosen = infos[member % len(infos)].filename
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
            for info in infos:
                content = archive.read(info)
                made.writestr(info.filename, changed(content, how) if info.filename == chosen else content)
    return packed.getvalue()


def sent(seeds: Sequence[bytes], words: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """Return a strategy for what is sent: mostly ``seeds`` with changes, sometimes only noise."""
    whole = st.builds(changed, st.sampled_from(seeds), steps(words))
    ways = [whole, whole, st.binary(max_size=300), st.builds(changed, st.just(b""), steps(words, most=20))]
    archives = [seed for seed in seeds if seed.startswith(b"PK\x03\x04")]
    if archives:
        inside = st.builds(changed_inside, st.sampled_from(archives), steps(words), member=st.integers(0, 60))
        ways += [inside, inside, inside]
    return st.one_of(ways)
