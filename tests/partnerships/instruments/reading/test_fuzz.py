"""Nothing but UnreadableInstrument is ever raised, and what is read is whole."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.partnerships.instruments.reading.test_files import pdf_file, word_file
from tests.partnerships.instruments.reading.texts import EVERY_TEXT, RENEWAL, attempt

from interlocal.partnerships.instruments.reading import (
    ReadInstrument,
    UnreadableInstrument,
    pdf_pages,
    pdf_text,
    propose_commitments,
    read_file,
    read_text,
    to_json,
    write_text,
)

FRAGMENTS = (
    *(
        "WHEREAS, ",
        "Whereas; ",
        "; and,",
        "NOW, THEREFORE, ",
        "BE IT RESOLVED ",
        "BE IT ORDAINED",
        " as follows:",
    ),
    *("SECTION 1. ", "Section 2:", "\u00a7 3 ", "4. ", "ARTICLE IV", "(a) ", "that ", "The City Council "),
    *(
        "shall ",
        "directs the City Manager to ",
        "assign staff to ",
        "agrees to ",
        "by the ",
        "CITY OF FAIRVIEW",
    ),
    *("PASSED this ", "___ day of ____, 20__", "April 5, 2021", "[date]", "ATTEST:", "Mayor", "City Clerk"),
    *(
        "/s/ Ann Roe",
        "EXHIBIT A",
        "Page 1 of 2",
        "BILL NO. ",
        "RESOLUTION NO. 5",
        "A RESOLUTION",
        ".",
        ";",
        ":",
    ),
    *(",", "-", "_____", "**", "\n", "\n\n", "\r\n", "\r", "\f", "\t", "     ", " ", "\u00a0", "\u2028"),
    *("\u200b", "\u2019", "\u201c", "x", "and ", ", Missouri"),
)
texts = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=5), max_size=60).map("".join)
framed = texts.map(
    lambda text: f"WHEREAS, a\nBE IT RESOLVED AS FOLLOWS:\nSECTION 1. {text}.\nPASSED {text}\nMayor"
)


def check(found, text):
    if isinstance(found, UnreadableInstrument):
        assert found.message
        return
    assert write_text(found) == text
    json.dumps(to_json(found))
    for one in propose_commitments(found):
        assert found.sections[one.section_index].text[one.start : one.end] == one.clause


@given(texts | framed)
def test_any_text_is_read_whole_or_refused(text):
    check(attempt(read_text, text), text)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    assert isinstance(attempt(read_file, data), ReadInstrument | UnreadableInstrument)


@given(st.sampled_from(sorted(EVERY_TEXT)), st.data())
def test_a_cut_text_is_read_whole_or_refused_with_its_line(name, data):
    text = EVERY_TEXT[name]
    cut = text[: data.draw(st.integers(0, len(text)))]
    found = attempt(read_text, cut)
    check(found, cut)
    assert not isinstance(found, UnreadableInstrument) or 1 <= found.line <= cut.count("\n") + 1


WORD, PDF = word_file(RENEWAL.split("\n")), pdf_file([line for line in RENEWAL.split("\n") if line])


def damaged(data, draw):
    """The bytes with some of them changed, or the end cut off."""
    changed = bytearray(data)
    for at, value in draw(
        st.lists(st.tuples(st.integers(0, len(data) - 1), st.integers(0, 255)), max_size=30)
    ):
        changed[at] = value
    return bytes(changed[: draw(st.integers(len(data) // 2, len(data)))])


@pytest.fixture(scope="module", autouse=True)
def _pdf_in_this_process():
    """A process for each example would take minutes; test_files.py shows the process itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_text, "_answer", pdf_pages.answer)
        yield


@pytest.mark.parametrize("whole", [WORD, PDF], ids=["word", "pdf"])
def test_a_damaged_file_is_read_or_refused(whole):
    assert read_file(whole) == read_text(RENEWAL)

    @given(st.data())
    def is_read_or_refused(data):
        found = attempt(read_file, damaged(whole, data.draw))
        assert isinstance(found, ReadInstrument | UnreadableInstrument)

    is_read_or_refused()
