"""Clerks' Word templates: which fields they use, and what they may not do."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.partnerships.instruments.packets import (
    FIELDS,
    PacketMark,
    Paper,
    PaperSection,
    Signature,
    TemplateRefused,
    fill,
    house_template,
    packet_mark,
    read_template,
    text_digest,
)
from interlocal.partnerships.instruments.reading import read_file, read_text, to_json

MARK = PacketMark("ins_7", text_digest("x"))
PAPER = Paper(
    instrument="ins_7",
    kind="resolution",
    title="A RESOLUTION ABOUT <SHARED> & OTHER SERVICES",
    city="Raytown",
    formal_name="City of Raytown",
    state="Missouri",
    body="City Council",
    bill_number="",
    number="26-1",
    recitals=("neighbors can do more together", "they have begun"),
    enacting="NOW, THEREFORE, BE IT RESOLVED BY THE CITY COUNCIL OF THE CITY OF RAYTOWN, AS FOLLOWS:",
    sections=(PaperSection("1", "", "That the Board resolves."), PaperSection("2", "", "That it begins.")),
    passing="PASSED THIS ____ DAY OF __________, 20__, BY THE CITY COUNCIL OF THE CITY OF RAYTOWN, MISSOURI.",
    signatures=(Signature("", "Presiding Officer"), Signature("ATTEST:", "City Clerk", "Sam Reed")),
)


def word(*lines, header=""):
    """A Word file of these lines."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def lines_of(file):
    return [one.text for one in docx.Document(io.BytesIO(file)).paragraphs]


def refused(*lines, **more):
    with pytest.raises(TemplateRefused) as refusal:
        read_template(word(*lines, **more))
    return refusal.value.reason, refusal.value.names


def test_house_template_uses_all_that_a_resolution_needs():
    used = read_template(house_template())

    assert used.missing == ()
    assert {one.name for one in FIELDS if one.parts} <= set(used.names)


def test_fields_are_named_in_the_order_of_the_list_wherever_they_stand():
    template = word(
        "{{ title|upper }} of {{ city }}",
        "{%p for one in sections %}",
        "{% if one.heading %}{{ one.heading }} {% endif %}{{ loop.index }} {{ one.text }}",
        "{%p endfor %}",
        header="{{ bill_number }}",
    )

    used = read_template(template)

    assert used.names == ("bill_number", "title", "city", "sections", "sections.heading", "sections.text")
    assert used.missing == ("recitals.text", "enacting_clause")


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("{{ titel }}",), ("titel",)),
        (("{{ title }}", "{%p for one in sections %}", "{{ one.txt }}", "{%p endfor %}"), ("one.txt",)),
        (("{%p for one in clauses %}", "{{ one }}", "{%p endfor %}"), ("clauses",)),
        (("{{ city.name }} {{ mayor }}",), ("city.name", "mayor")),
    ],
)
def test_unknown_fields_are_refused_by_name(lines, names):
    assert refused(*lines) == ("unknown", names)


def test_unknown_field_in_a_header_is_found():
    assert refused("{{ title }}", header="{{ letterhead }}") == ("unknown", ("letterhead",))


@pytest.mark.parametrize(
    "line",
    [
        "{{ title.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ title['__class__'] }}",
        "{{ cycler('a').next() }}",
        "{{ lipsum() }}",
        "{{ 'a' * 99999999 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{% for x in range(99999999) %}x{% endfor %}",
        "{% for a in recitals %}{% for b in recitals %}x{% endfor %}{% endfor %}",
        "{% set x = title %}",
        "{% macro m() %}{% endmacro %}",
        "{% include 'x' %}",
        "{{ title|safe }}",
        "{{ title|attr('x') }}",
        "{{r title }}",
    ],
)
def test_template_is_no_program(line):
    reason, names = refused(line)

    assert reason in {"forbidden", "unknown", "syntax"}
    assert names


def test_field_that_is_not_closed_is_refused():
    reason, names = refused("{{ title }")
    assert (reason, len(names)) == ("syntax", 1)


@pytest.mark.parametrize("file", [b"", b"PK\x03\x04", b"%PDF-1.7", b"plain text"])
def test_file_that_is_no_word_document_is_refused(file):
    with pytest.raises(TemplateRefused, match="unreadable"):
        read_template(file)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_words(file):
    with pytest.raises(TemplateRefused, match="unreadable"):
        read_template(file)


def test_template_that_loads_something_from_elsewhere_is_refused():
    with zipfile.ZipFile(io.BytesIO(word("{{ title }}"))) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    linked = (
        b'<Relationship Id="rIdX" Type="http://x/attachedTemplate" '
        b'Target="http://example.org/t.dotm" TargetMode="External"/>'
    )
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", linked + b"</Relationships>")
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for one, content in parts.items():
            archive.writestr(one, content)

    with pytest.raises(TemplateRefused, match="external"):
        read_template(changed.getvalue())


def test_filled_in_template_holds_the_words_as_typed_and_the_mark():
    made = fill(house_template(), PAPER, MARK)

    lines = lines_of(made)
    assert "A RESOLUTION ABOUT <SHARED> & OTHER SERVICES" in lines
    assert "WHEREAS, neighbors can do more together; and," in lines
    assert "BILL NO. _____" in lines
    assert packet_mark(made) == MARK
    assert docx.Document(io.BytesIO(made)).core_properties.title == PAPER.title


def test_title_longer_than_a_property_holds_is_cut_there_alone():
    paper = replace(PAPER, title="A RESOLUTION " + "ABOUT MANY THINGS " * 25)

    made = fill(house_template(), paper, MARK)

    assert paper.title.strip() in [one.strip() for one in lines_of(made)]
    assert docx.Document(io.BytesIO(made)).core_properties.title == paper.title[:255]


def test_clerks_own_template_keeps_its_letterhead_and_fields_split_by_word():
    document = docx.Document(io.BytesIO(word("x")))
    paragraph = document.paragraphs[0]
    paragraph.clear()
    for part in ("{{ ti", "tle", " }}"):
        paragraph.add_run(part).bold = part == "tle"
    document.sections[0].header.paragraphs[0].text = "Office of the Clerk, {{ formal_name }}"
    saved = io.BytesIO()
    document.save(saved)

    made = docx.Document(io.BytesIO(fill(saved.getvalue(), PAPER, MARK)))

    assert made.paragraphs[0].text == PAPER.title
    assert made.sections[0].header.paragraphs[0].text == "Office of the Clerk, City of Raytown"


words = st.text(st.sampled_from("abcdefgh <&>\"'{}%#"), min_size=1, max_size=40).filter(
    lambda one: one.strip(" <&>\"'{}%#")
)


@given(title=words, recital=words, section=words)
def test_whatever_was_typed_is_text_in_the_word_file(title, recital, section):
    paper = replace(PAPER, title=title, recitals=(recital,), sections=(PaperSection("1", "", section),))

    text = "\n".join(lines_of(fill(house_template(), paper, MARK)))

    for typed in (title, recital, section):
        assert typed in text


def test_plain_text_and_word_of_a_paper_read_the_same():
    for paper in (PAPER, replace(PAPER, kind="ordinance", passed_on=date(2026, 3, 3))):
        assert to_json(read_text(paper.text())) == to_json(read_file(fill(house_template(), paper, MARK)))


def test_paper_is_made_again_from_its_values():
    assert Paper.of(PAPER.as_values()) == PAPER
