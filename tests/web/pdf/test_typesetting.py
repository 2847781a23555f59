"""The house's PDF: tagged, named, and never breaking on what people type. Read by pypdf and pikepdf."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from interlocal.web.pdf import PdfRefused, typeset

AT = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
PLAIN = """
#import "house.typ": *
#show: house
#title()
#paragraphs(content.words)
"""
HOSTILE = (
    '#import "/etc/passwd"',
    "#panic[no] $x^2$ *bold* _under_ `raw` = heading",
    "{{ 7 * 7 }} {% include 'x' %} & <b> ]]> \\u{41}",
    "-- --- ... \"straight\" 'quotes' ~ / // comment /* more */",
)


def words_of(made: bytes) -> str:
    pages = PdfReader(io.BytesIO(made)).pages
    return "\n".join(page.extract_text() for page in pages)


def plain(words: str, **more: object) -> bytes:
    return typeset(PLAIN, title="Minutes", content={"words": words}, at=AT, **more)


def test_pdf_is_tagged_and_says_its_title_and_language():
    with pikepdf.open(io.BytesIO(plain("Hello", language="es"))) as pdf:
        root = pdf.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "es"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo["/Title"]) == "Minutes"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Minutes"


def test_page_numbers_are_in_the_language_of_the_document():
    assert "Page 1 of 1" in words_of(plain("Hello"))
    assert "Página 1 de 1" in words_of(plain("Hola", language="es"))


@pytest.mark.parametrize("words", HOSTILE)
def test_markup_in_the_content_is_printed_as_typed(words):
    assert words in words_of(plain(words))


def test_character_without_a_font_is_printed_as_its_number():
    assert "[U+4F60][U+597D] ok [U+1F600]" in words_of(plain("你好 ok 😀"))


def test_same_values_at_the_same_moment_give_the_same_bytes():
    assert plain("Hello") == plain("Hello")


def test_template_that_is_no_typst_is_refused():
    with pytest.raises(PdfRefused, match="expected pattern"):
        typeset("#let", title="x", content={}, at=AT)


def test_template_that_skips_a_heading_level_is_refused():
    with pytest.raises(PdfRefused, match="heading"):
        typeset('#import "house.typ": *\n#show: house\n=== Deep', title="x", content={}, at=AT)


def test_table_spans_pages_with_its_head_on_each():
    template = '#import "house.typ": *\n#show: house\n#title()\n#rows(content.head, content.rows)'
    made = typeset(
        template,
        title="Long",
        content={"head": ["City", "Hours"], "rows": [[f"City {at}", str(at)] for at in range(120)]},
        at=AT,
    )
    pages = PdfReader(io.BytesIO(made)).pages
    assert len(pages) > 2
    assert all("City Hours" in " ".join(page.extract_text().split()) for page in pages)


@given(st.text(max_size=400))
def test_any_text_makes_a_pdf(words):
    assert plain(words).startswith(b"%PDF-")
