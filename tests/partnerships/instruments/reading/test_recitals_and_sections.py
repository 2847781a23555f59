"""The usual spellings of recitals, enacting clauses and sections, one at a time."""

import pytest
from tests.partnerships.instruments.reading.texts import resolution

from interlocal.partnerships.instruments.reading import UnreadableInstrument, read_text, write_text


@pytest.mark.parametrize(
    "whereas",
    [
        "WHEREAS,",
        "WHEREAS;",
        "WHEREAS:",
        "WHEREAS",
        "Whereas,",
        "Whereas:",
        "W H E R E A S,",
        "**WHEREAS**,",
        "**WHEREAS,**",
        "*Whereas*,",
        "__WHEREAS__,",
        "and WHEREAS,",
        "1. WHEREAS,",
        "(2) WHEREAS,",
        "A. WHEREAS,",
        "iv. Whereas,",
        "WHEREAS\u00a0,",
        "\tWHEREAS,\t",
        "WHEREAS \u2013",
    ],
)
@pytest.mark.parametrize("ending", ["; and,", "; and", "; AND", ", and", ";", "; and ", ";and,", ":"])
def test_recital_spelled(whereas, ending):
    text = resolution(
        recitals=f"{whereas} the calls are missed{ending}\n\n{whereas} the neighbours would share{ending}"
    )
    read = read_text(text)
    assert [recital.text for recital in read.recitals] == [
        "the calls are missed",
        "the neighbours would share",
    ]
    assert write_text(read) == text


def test_recitals_that_run_on_in_one_paragraph():
    run_on = (
        "WHEREAS, calls are missed; and WHEREAS, nights are long; and, WHEREAS, neighbours would share. "
        "NOW, THEREFORE, BE IT RESOLVED BY THE COUNCIL OF THE CITY OF FAIRVIEW, MISSOURI, AS FOLLOWS:"
    )
    read = read_text(resolution(recitals=run_on, enacting=""))
    assert [one.text for one in read.recitals] == [
        "calls are missed",
        "nights are long",
        "neighbours would share.",
    ]
    assert read.body == "Council of the City of Fairview, Missouri"
    assert len(read.sections) == 2


def test_a_line_that_begins_with_whereas_inside_a_sentence_is_no_recital():
    read = read_text(
        resolution(recitals="WHEREAS, Fairview answers calls by day\nwhereas Millbrook answers at night.")
    )
    assert [one.text for one in read.recitals] == [
        "Fairview answers calls by day whereas Millbrook answers at night."
    ]


@pytest.mark.parametrize(
    ("enacting", "kind"),
    [
        ("NOW, THEREFORE, BE IT RESOLVED BY THE COUNCIL OF THE CITY OF FAIRVIEW AS FOLLOWS:", "resolution"),
        ("NOW THEREFORE BE IT RESOLVED BY THE COUNCIL OF THE CITY OF FAIRVIEW AS FOLLOWS:", "resolution"),
        ("Now, Therefore, Be It Resolved by the Council of the City of Fairview as follows:", "resolution"),
        ("NOW, THEREFORE,\nBE IT RESOLVED BY THE COUNCIL OF THE CITY OF FAIRVIEW AS FOLLOWS:", "resolution"),
        ("BE IT THEREFORE RESOLVED BY THE COUNCIL OF THE CITY OF FAIRVIEW AS FOLLOWS:", "resolution"),
        ("THEREFORE, BE IT RESOLVED BY THE COUNCIL OF THE CITY OF FAIRVIEW AS FOLLOWS:", "resolution"),
        ("BE IT RESOLVED BY THE COUNCIL OF THE CITY OF FAIRVIEW AS FOLLOWS:", "resolution"),
        (
            "**NOW, THEREFORE,** BE IT RESOLVED BY THE COUNCIL OF THE CITY OF FAIRVIEW AS FOLLOWS:",
            "resolution",
        ),
        ("NOW, THEREFORE, THE COUNCIL OF THE CITY OF FAIRVIEW DOES HEREBY RESOLVE AS FOLLOWS:", "resolution"),
        ("RESOLVED BY THE COUNCIL OF THE CITY OF FAIRVIEW AS FOLLOWS:", "resolution"),
        ("BE IT ORDAINED BY THE COUNCIL OF THE CITY OF FAIRVIEW AS FOLLOWS:", "ordinance"),
        ("NOW, THEREFORE, BE IT ORDAINED BY THE COUNCIL OF THE CITY OF FAIRVIEW AS FOLLOWS:", "ordinance"),
        ("BE IT ENACTED BY THE COUNCIL OF THE CITY OF FAIRVIEW AS FOLLOWS:", "ordinance"),
        ("The Council of the City of Fairview does ordain as follows:", "ordinance"),
        ("IT IS HEREBY ORDERED BY THE COUNCIL OF THE CITY OF FAIRVIEW:", "order"),
    ],
)
def test_enacting_clause_spelled(enacting, kind):
    text = resolution(head="TO SHARE A HOTLINE", enacting=enacting)
    read = read_text(text)
    assert (read.kind, read.body, len(read.recitals)) == (kind, "Council of the City of Fairview", 2)
    assert [section.number for section in read.sections] == ["1", "2"]
    assert write_text(read) == text


@pytest.mark.parametrize(
    "form",
    [
        "SECTION {}.",
        "SECTION {}:",
        "SECTION {} -",
        "SECTION {} \u2014",
        "Section {}.",
        "Section {}:",
        "Sec. {}.",
        "SEC. {}:",
        "\u00a7 {}.",
        "\u00a7{}",
        "{}.",
        "({})",
        "Article {}.",
        "**SECTION {}.**",
        "SECTION {}",
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_section_numbered_in_digits(form, gap):
    sections = gap.join(
        f"{form.format(number)} That the {word} one is done." for number, word in ((1, "first"), (2, "next"))
    )
    text = resolution(sections=sections)
    read = read_text(text)
    assert [(one.number, one.text) for one in read.sections] == [
        ("1", "That the first one is done."),
        ("2", "That the next one is done."),
    ]
    assert write_text(read) == text


@pytest.mark.parametrize(
    "numbers", [("ONE", "TWO", "THREE", "FOUR"), ("I", "II", "III", "IV"), ("One", "Two", "Three", "Four")]
)
@pytest.mark.parametrize("label", ["SECTION", "ARTICLE", "Article"])
def test_section_numbered_in_words_or_roman(label, numbers):
    sections = "\n\n".join(f"{label} {number}. That it is done." for number in numbers)
    assert [one.number for one in read_text(resolution(sections=sections)).sections] == ["1", "2", "3", "4"]


def test_section_headings_are_set_apart_and_sentences_are_not():
    read = read_text(
        resolution(
            sections=(
                "SECTION 1. Purpose of the Hotline. The City shall take calls.\n\n"
                "SECTION 2. EFFECTIVE DATE: This resolution takes effect now.\n\n"
                "SECTION 3.\tDefinitions\nCalls are calls.\n\n"
                "SECTION 4. The City of Fairview thanks all. Callers are welcome.\n\n"
                "SECTION 5. That it is so."
            )
        )
    )
    assert [(one.heading, one.text) for one in read.sections] == [
        ("Purpose of the Hotline", "The City shall take calls."),
        ("EFFECTIVE DATE", "This resolution takes effect now."),
        ("Definitions", "Calls are calls."),
        (None, "The City of Fairview thanks all. Callers are welcome."),
        (None, "That it is so."),
    ]


def test_a_section_named_inside_a_section_opens_none():
    read = read_text(
        resolution(
            sections=(
                "SECTION 1. That calls are taken as\nSection 4. of the charter and\n1. of the policy say.\n\n"
                "SECTION 2. That Section 12-3 is amended to read:\n\nSec. 12-3. Calls. Calls are free.\n\n"
                "SECTION 3. That it is so."
            )
        )
    )
    assert [one.number for one in read.sections] == ["1", "2", "3"]
    assert (
        read.sections[1].text == "That Section 12-3 is amended to read:\n\nSec. 12-3. Calls. Calls are free."
    )


def test_the_line_of_an_error_counts_lines_as_an_editor_does():
    with pytest.raises(UnreadableInstrument) as refusal:
        read_text("RESOLUTION NO. 1\r\n\r\nA RESOLUTION.\rWHEREAS, calls are missed; and\n\n")
    assert refusal.value.line == 4
    assert str(refusal.value).startswith("Line 4: The text stops after its recitals")
