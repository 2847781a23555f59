"""The template that is used until a clerk brings the city's own: the plain form of a resolution."""

import io
from functools import cache
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt

FONT = "Times New Roman"


@cache
def house_template() -> bytes:
    """The house's Word template: letter size, headings for readers that need them, places to sign."""
    document = docx.Document()
    _page(document)
    _styles(document)
    core = document.core_properties
    core.title, core.author, core.language = "{{ title }}", "{{ formal_name }}", "en-US"
    core.subject, core.comments = "{{ kind }} NO. {{ number }}", ""
    _line(document, "BILL NO. {{ bill_number }}", "Head")
    _line(document, "{{ kind }} NO. {{ number }}", "Head")
    _line(document, "{{ title }}", "Title")
    _line(document, "{%p for recital in recitals %}")
    _line(document, "WHEREAS, {{ recital.text }}{{ recital.ending }}", "Recital")
    _line(document, "{%p endfor %}")
    _line(document, "{{ enacting_clause }}", "Heading 1")
    _line(document, "{%p for section in sections %}")
    paragraph = _line(document, "", "Section")
    paragraph.add_run("{{ section.label }} ").bold = True
    paragraph.add_run("{{ section.heading }} ").bold = True
    paragraph.add_run("{{ section.text }}")
    _line(document, "{%p endfor %}")
    _line(document, "{{ passing_clause }}", "Section")
    _line(document, "{%p for signature in signatures %}")
    _line(document, "{%p if signature.caption %}")
    _line(document, "{{ signature.caption }}", "Caption above")
    _line(document, "{%p endif %}")
    _line(document, "______________________________", "Signature line")
    _line(document, "{%p if signature.name %}")
    _line(document, "{{ signature.name }}", "Signatory")
    _line(document, "{%p endif %}")
    _line(document, "{{ signature.office }}", "Office")
    _line(document, "{%p endfor %}")
    foot = document.sections[0].footer.paragraphs[0]
    foot.text = "{{ footer }}"
    foot.runs[0].font.size = Pt(8)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(1.1)
    section.top_margin = section.bottom_margin = Inches(1)


def _styles(document: Any) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(12)
    _speaks_english(normal)
    for name, above, below, indent in (
        ("Head", 0, 6, 0.0),
        ("Recital", 0, 10, 0.0),
        ("Section", 0, 10, 0.0),
        ("Caption above", 14, 0, 0.0),
        ("Signature line", 26, 0, 0.0),
        ("Signatory", 0, 0, 0.0),
        ("Office", 0, 8, 0.0),
    ):
        style = styles.add_style(name, 1)
        style.base_style = normal
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
        style.paragraph_format.left_indent = Inches(indent)
        style.paragraph_format.keep_with_next = name in {"Caption above", "Signature line", "Signatory"}
    for name, size in (("Title", 13), ("Heading 1", 12)):
        style = styles[name]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), True
        style.font.color.rgb = docx.shared.RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12), Pt(12)
        for border in style.element.iter(qn("w:pBdr")):
            border.getparent().remove(border)
            break
    styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _speaks_english(style: Any) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    style.element.get_or_add_rPr().append(language)


def _line(document: Any, words: str, style: str = "Normal") -> Any:
    return document.add_paragraph(words, style=style)
