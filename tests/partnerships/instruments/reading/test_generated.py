"""Whatever a clerk drafts is read back as drafted, and written out again unchanged."""

import json

from hypothesis import given
from tests.partnerships.instruments.reading.drafting import STRAIGHT, drafts

from interlocal.partnerships.instruments.reading import propose_commitments, read_text, to_json, write_text


def plain(text):
    """One typography and one spacing."""
    return " ".join(text.translate(STRAIGHT).split())


@given(drafts())
def test_a_draft_is_read_as_it_was_drafted(draft):
    read = read_text(draft.text)
    assert read.kind == draft.kind
    assert (read.resolution_number, read.bill_number) == (draft.number, None)
    assert read.title == draft.title
    assert plain(read.body) == plain(draft.body)
    assert [plain(one.text) for one in read.recitals] == [plain(one) for one in draft.recitals]
    assert [(one.number, one.heading and plain(one.heading), plain(one.text)) for one in read.sections] == [
        (number, heading, plain(text)) for number, heading, text in draft.sections
    ]
    assert [(one.role, one.attests, one.name and plain(one.name)) for one in read.signatories] == [
        (role, attests, name and plain(name)) for role, attests, name in draft.sign_offs
    ]
    assert [(one.date, one.meaning) for one in read.dates] == [(draft.passed_on, "passed")]
    assert read.footer is None


@given(drafts())
def test_a_draft_is_written_out_unchanged(draft):
    assert write_text(read_text(draft.text)) == draft.text


@given(drafts())
def test_what_is_written_reads_as_equal(draft):
    read = read_text(draft.text)
    assert read_text(write_text(read)) == read
    assert json.loads(json.dumps(to_json(read))) == to_json(read)


@given(drafts())
def test_clauses_of_a_draft_are_words_of_their_sections(draft):
    read = read_text(draft.text)
    for one in propose_commitments(read):
        assert one.clause == read.sections[one.section_index].text[one.start : one.end] != ""
