"""The mark of a packet's Word file: read back after Word-like saving, absent elsewhere, never a crash."""

import io
import zipfile
from functools import cache

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.partnerships.instruments.packets import PacketMark, packet_mark, text_digest
from interlocal.partnerships.instruments.packets.mark import with_mark

MARK = PacketMark("ins_7", text_digest("WHEREAS, it rains"))


@cache
def word_file(words: str = "Hello") -> bytes:
    document = docx.Document()
    document.add_paragraph(words)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_mark_is_read_back_from_bytes_stream_and_path(tmp_path):
    made = with_mark(word_file(), MARK)
    path = tmp_path / "packet.docx"
    path.write_bytes(made)

    assert [packet_mark(made), packet_mark(io.BytesIO(made)), packet_mark(path)] == [MARK] * 3


def test_marked_file_opens_with_its_words_and_keeps_the_mark_when_saved_again():
    document = docx.Document(io.BytesIO(with_mark(word_file("The text"), MARK)))
    document.add_paragraph("a clerk's line")
    saved = io.BytesIO()
    document.save(saved)

    assert [one.text for one in docx.Document(saved).paragraphs] == ["The text", "a clerk's line"]
    assert packet_mark(saved.getvalue()) == MARK


def test_second_mark_takes_the_place_of_the_first_and_other_properties_stay():
    once = with_mark(word_file(), MARK)
    other = PacketMark("ins_8", text_digest("other"))
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["docProps/custom.xml"] = parts["docProps/custom.xml"].replace(
        b"</Properties>",
        b'<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="9" name="Matter"><vt:lpwstr>22-014'
        b"</vt:lpwstr></property></Properties>",
    )
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    twice = with_mark(changed.getvalue(), other)

    assert packet_mark(twice) == other
    with zipfile.ZipFile(io.BytesIO(twice)) as archive:
        custom = archive.read("docProps/custom.xml").decode()
        assert archive.testzip() is None
        assert archive.read("[Content_Types].xml").count(b"/docProps/custom.xml") == 1
    assert ("22-014" in custom, custom.count("InterlocalInstrument")) == (True, 1)


def test_same_file_and_mark_give_the_same_bytes():
    plain = word_file()

    assert with_mark(plain, MARK) == with_mark(plain, MARK)


@pytest.mark.parametrize("file", [b"", b"%PDF-1.7", b"PK\x03\x04broken", word_file()])
def test_file_without_a_mark_has_none(file):
    assert packet_mark(file) is None


def test_mark_part_that_unpacks_too_large_or_names_entities_is_no_mark():
    for content in (b" " * 2_000_000, b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("docProps/custom.xml", content)
        assert packet_mark(made.getvalue()) is None


@given(st.binary(max_size=300))
def test_any_bytes_are_asked_without_an_error(file):
    assert packet_mark(file) is None


@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="￾￿"),
        min_size=1,
    ).filter(str.strip)
)
def test_any_instrument_id_is_read_back(words):
    mark = PacketMark(words.strip(), text_digest(words))

    assert packet_mark(with_mark(word_file(), mark)) == mark


def test_digest_is_of_the_words_not_of_their_layout():
    assert text_digest("WHEREAS,  it\n\nrains") == text_digest(" WHEREAS, it rains ")
    assert text_digest("it rains") != text_digest("it rained")
