"""A corrected field is written where it was read, and nothing else changes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.partnerships.instruments.reading.drafting import drafts, sentences
from tests.partnerships.instruments.reading.texts import EVERY_TEXT, RENEWAL, SYNTHETIC, resolution

from interlocal.partnerships.instruments.reading import Recital, Section, read_text, write_text


def changed(items, at, **values):
    return (*items[:at], replace(items[at], **values), *items[at + 1 :])


@pytest.mark.parametrize("name", EVERY_TEXT)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_text_is_written_out_unchanged(name, newline):
    text = EVERY_TEXT[name].replace("\n", newline)
    read = read_text(text)
    assert write_text(read) == text
    assert read == read_text(EVERY_TEXT[name])


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (lambda read: {"bill_number": "22-014"}, "BILL NO. _____", "BILL NO. 22-014"),
        (lambda read: {"resolution_number": "6,701"}, "RESOLUTION NO. _____", "RESOLUTION NO. 6,701"),
        (lambda read: {"title": "A RESOLUTION TO RENEW."}, RENEWAL.splitlines()[4], "A RESOLUTION TO RENEW."),
        (lambda read: {"footer": "Draft 2"}, "Shared Services 2021 03/04/21 - JF", "Draft 2"),
        (
            lambda read: {"dates": changed(read.dates, 1, text="7th DAY OF MARCH, 2022")},
            "____ DAY OF _____, 2022",
            "7th DAY OF MARCH, 2022",
        ),
        (
            lambda read: {"dates": changed(read.dates, 0, text="October 16, 2018")},
            "October 15, 2018",
            "October 16, 2018",
        ),
        (
            lambda read: {"recitals": changed(read.recitals, 6, text="the partners meet each month")},
            RENEWAL.splitlines()[18].removeprefix("WHEREAS, ").removesuffix("; and,"),
            "the partners meet each month",
        ),
        (
            lambda read: {"sections": changed(read.sections, 1, text="That staff meet.")},
            RENEWAL[RENEWAL.index("That the City Council hereby directs") : RENEWAL.index("\n\nPASSED")],
            "That staff meet.",
        ),
        (
            lambda read: {"sections": changed(read.sections, 0, number="1A")},
            "SECTION 1. That",
            "SECTION 1A. That",
        ),
        (
            lambda read: {"sections": changed(read.sections, 0, heading="Support")},
            "SECTION 1. That",
            "SECTION 1. Support. That",
        ),
        (
            lambda read: {"signatories": changed(read.signatories, 3, title="City Administrator")},
            "REVIEWED BY:\n\nCity Manager",
            "REVIEWED BY:\n\nCity Administrator",
        ),
        (
            lambda read: {"signatories": changed(read.signatories, 1, caption="ATTESTED BY:")},
            "ATTEST:",
            "ATTESTED BY:",
        ),
        (
            lambda read: {"recitals": read.recitals[:-1]},
            f"\n\n{RENEWAL.splitlines()[22]}",
            "",
        ),
        (
            lambda read: {"recitals": (*read.recitals, Recital("it is time."))},
            "collaborative partnership.",
            "collaborative partnership.\n\nWHEREAS, it is time.",
        ),
        (
            lambda read: {"sections": (*read.sections, Section("3", None, "That it is so."))},
            "involved and the region.",
            "involved and the region.\n\nSECTION 3. That it is so.",
        ),
        (
            lambda read: {"sections": (*read.sections, Section("3", "Effect", "That it is so."))},
            "involved and the region.",
            "involved and the region.\n\nSECTION 3. Effect. That it is so.",
        ),
        (lambda read: {"enacting_clause": "BE IT RESOLVED:"}, RENEWAL.splitlines()[24], "BE IT RESOLVED:"),
    ],
)
def test_a_change_is_written_in_its_place_alone(change, before, after):
    read = read_text(RENEWAL)
    assert RENEWAL.count(before) == 1
    assert write_text(replace(read, **change(read))) == RENEWAL.replace(before, after)


@pytest.mark.parametrize("change", [{"kind": "ordinance"}, {"body": "Board"}, {"parties": ()}])
def test_conclusions_drawn_from_the_text_are_not_written(change):
    assert write_text(replace(read_text(RENEWAL), **change)) == RENEWAL


def test_what_the_text_lacks_is_written_where_it_belongs():
    text = resolution(head="").strip()
    read = read_text(text)
    assert (read.title, read.bill_number, read.resolution_number, read.footer) == (None, None, None, None)
    written = write_text(
        replace(read, title="A RESOLUTION.", bill_number="3", resolution_number="4", footer="Draft 2")
    )
    assert written == f"BILL NO. 3\n\nRESOLUTION NO. 4\n\nA RESOLUTION.\n\n{text}\n\nDraft 2"


def test_a_number_after_a_bare_label_takes_a_space():
    read = read_text(resolution(head="BILL NO.\n\nA RESOLUTION."))
    assert write_text(replace(read, bill_number="3")).startswith("BILL NO. 3\n\nA RESOLUTION.")


def test_a_changed_section_keeps_the_page_edge_that_stands_inside_it():
    text = SYNTHETIC["paged-oakdale"]
    read = read_text(text)
    written = write_text(replace(read, recitals=changed(read.recitals, 1, text="the counter is closed;")))
    edge = "City of Oakdale\nResolution 2025-14\nPage 2 of 2"
    before, after = text.index("the city\u2019s counter"), text.index("\nNOW, THEREFORE")
    assert written == f"{text[:before]}the counter is closed;\n{edge}{text[after:]}"


@given(drafts(), sentences(), st.data())
def test_a_rewritten_section_reads_back_and_leaves_the_rest(draft, sentence, data):
    read = read_text(draft.text)
    at = data.draw(st.integers(0, len(read.sections) - 1))
    edited = replace(read, sections=changed(read.sections, at, text=" ".join(sentence.split())))
    again = read_text(write_text(edited))
    assert replace(again, sections=read.sections) == read
    assert again.sections == edited.sections


@given(drafts(), sentences(), st.data())
def test_a_rewritten_recital_reads_back_and_leaves_the_rest(draft, sentence, data):
    read = read_text(draft.text)
    at = data.draw(st.integers(0, len(read.recitals) - 1))
    edited = replace(read, recitals=changed(read.recitals, at, text=sentence))
    assert read_text(write_text(edited)) == edited


@given(drafts(), st.from_regex(r"[1-9][0-9]{0,3}(-[1-9][0-9]{0,2})?", fullmatch=True))
def test_a_number_filled_in_reads_back_and_leaves_the_rest(draft, number):
    read = read_text(draft.text)
    edited = replace(read, resolution_number=number, bill_number=number)
    assert read_text(write_text(edited)) == edited


@given(drafts(), sentences())
def test_an_added_section_reads_back_and_leaves_the_rest(draft, sentence):
    read = read_text(draft.text)
    added = Section(str(len(read.sections) + 1), None, sentence)
    edited = replace(read, sections=(*read.sections, added))
    assert read_text(write_text(edited)) == edited
