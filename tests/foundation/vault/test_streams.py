"""Streams: any length, constant memory, and no end that is not the end."""

import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.foundation.vault.public import (
    Altered,
    SealedSpool,
    VaultError,
    open_sealed_reader,
    open_sealed_writer,
)
from interlocal.foundation.vault.streams.writer import CHUNK_BYTES

pytestmark = pytest.mark.django_db

SIZES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 3 * CHUNK_BYTES + 7]


def content(size: int) -> bytes:
    return bytes(number * 31 % 251 for number in range(min(size, 1000))) * (size // 1000 + 1)


def seal(plaintext: bytes, context: bytes = b"") -> bytes:
    target = io.BytesIO()
    with open_sealed_writer(target, "tests", context) as writer:
        writer.write(plaintext)
    return target.getvalue()


def unseal(sealed: bytes, context: bytes = b"") -> bytes:
    return open_sealed_reader(io.BytesIO(sealed), "tests", context).read()


@pytest.mark.parametrize("size", SIZES)
def test_a_stream_comes_back(size):
    plaintext = content(size)[:size]
    assert unseal(seal(plaintext)) == plaintext


@given(parts=st.lists(st.integers(0, 2 * CHUNK_BYTES), max_size=6), step=st.integers(1, 3 * CHUNK_BYTES))
def test_how_it_is_written_and_read_in_parts_does_not_matter(parts, step):
    target = io.BytesIO()
    plaintext = content(sum(parts))[: sum(parts)]
    with open_sealed_writer(target, "tests") as writer:
        at = 0
        for part in parts:
            assert writer.write(plaintext[at : at + part]) == part
            at += part
    reader = open_sealed_reader(io.BytesIO(target.getvalue()), "tests")
    found = []
    while part := reader.read(step):
        found.append(part)
    assert b"".join(found) == plaintext


@given(size=st.sampled_from(SIZES), length=st.integers(0))
def test_a_stream_cut_anywhere_is_refused(size, length):
    sealed = seal(content(size)[:size])
    with pytest.raises(Altered):
        unseal(sealed[: length % len(sealed)])


@pytest.mark.parametrize("chunks", [1, 2])
def test_a_stream_cut_between_chunks_is_refused_even_where_all_that_is_left_is_sound(chunks):
    sealed = seal(content(3 * CHUNK_BYTES)[: 3 * CHUNK_BYTES])
    head = len(sealed) - 3 * (CHUNK_BYTES + 17)
    with pytest.raises(Altered, match="its end is missing"):
        unseal(sealed[: head + chunks * (CHUNK_BYTES + 17)])


@given(at=st.integers(0), bit=st.integers(0, 7))
def test_one_bit_changed_anywhere_is_refused(at, bit):
    sealed = bytearray(seal(content(CHUNK_BYTES + 50)[: CHUNK_BYTES + 50]))
    sealed[at % len(sealed)] ^= 1 << bit
    with pytest.raises(VaultError):
        unseal(bytes(sealed))


def test_chunks_in_another_order_are_refused():
    sealed = seal(content(3 * CHUNK_BYTES)[: 3 * CHUNK_BYTES])
    size = CHUNK_BYTES + 17
    head = len(sealed) - 3 * size
    first, second, third = (sealed[head + i * size : head + (i + 1) * size] for i in range(3))
    with pytest.raises(Altered):
        unseal(sealed[:head] + second + first + third)


def test_something_behind_the_end_is_refused():
    with pytest.raises(Altered):
        unseal(seal(b"x") + b"y")
    with pytest.raises(Altered, match="behind its end"):
        unseal(seal(bytes(CHUNK_BYTES)) + b"y")


def test_another_records_stream_is_refused():
    with pytest.raises(Altered):
        unseal(seal(b"x", b"one"), b"two")


def test_an_interrupted_writer_leaves_a_stream_that_reads_as_cut():
    target = io.BytesIO()
    with pytest.raises(RuntimeError), open_sealed_writer(target, "tests") as writer:  # noqa: PT012
        writer.write(b"x")
        raise RuntimeError
    with pytest.raises(Altered):
        unseal(target.getvalue())


def test_a_finished_writer_takes_no_more():
    writer = open_sealed_writer(io.BytesIO(), "tests")
    writer.finish()
    writer.finish()
    with pytest.raises(ValueError, match="finished"):
        writer.write(b"x")


def test_closing_the_reader_closes_its_source():
    source = io.BytesIO(seal(b"x"))
    open_sealed_reader(source, "tests").close()
    assert source.closed


class Endless(io.RawIOBase):
    """A pipe's two ends in one process: what is written is read, and never kept."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def write(self, data) -> int:
        self.waiting += data
        return len(data)

    def read(self, count: int = -1) -> bytes:
        taken = bytes(self.waiting[:count])
        del self.waiting[:count]
        return taken


@pytest.mark.slow
def test_200_megabytes_pass_in_a_few_megabytes_of_memory():
    pipe, part, total = Endless(), bytes(CHUNK_BYTES), 0
    writer = open_sealed_writer(pipe, "tests")
    writer.write(part + b"x")
    reader = open_sealed_reader(pipe, "tests")
    tracemalloc.start()
    try:
        for _ in range(200 * 1024 * 1024 // CHUNK_BYTES):
            writer.write(part)
            total += len(reader.read(CHUNK_BYTES))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    writer.finish()
    while rest := reader.read(CHUNK_BYTES):
        total += len(rest)
    assert total == 200 * 1024 * 1024 + CHUNK_BYTES + 1
    assert peak < 3 * 1024 * 1024


@given(size=st.sampled_from(SIZES), seeks=st.lists(st.integers(0, 4 * CHUNK_BYTES), max_size=5))
def test_a_spool_reads_and_seeks_like_a_file(size, seeks):
    plaintext = content(size)[:size]
    spool = SealedSpool()
    spool.write(plaintext)
    spool.finish()
    assert spool.size == size
    with spool.open() as stream:
        plain = io.BytesIO(plaintext)
        for position in seeks:
            position = min(position, size)  # noqa: PLW2901
            assert (stream.seek(position), stream.read(100)) == (plain.seek(position), plain.read(100))
        assert (stream.seek(0, io.SEEK_END), stream.tell()) == (size, size)
        stream.seek(0)
        assert stream.read() == plaintext
    with spool.open() as again:
        assert again.read() == plaintext
    spool.close()


def test_a_spool_keeps_nothing_readable_on_disk():
    spool = SealedSpool()
    spool.write(b"a secret that must not be found" * 10_000)
    spool.finish()
    spool._file.seek(0)
    assert b"secret" not in spool._file.read()
    spool.close()


def test_a_spool_has_nothing_before_its_start():
    spool = SealedSpool()
    spool.finish()
    with spool.open() as stream, pytest.raises(ValueError, match="before the start"):
        stream.raw.seek(-1)
    spool.close()
