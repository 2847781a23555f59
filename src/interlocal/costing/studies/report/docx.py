"""A report as a Word document: headings, tables with heads, and links to bookmarks."""

import io
from datetime import datetime
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Inches, Pt, RGBColor

from interlocal.costing.studies.report.blocks import (
    Block,
    Cell,
    Heading,
    Items,
    Line,
    Paragraph,
    Picture,
    Report,
    Table,
)

_WIDE = Inches(6.5)
_FONT = "Calibri"
_CELL, _SMALL, _LINK = "Cell", "Cell small", "Link"
_CIVIC = RGBColor(0x0E, 0x4F, 0x5C)


def as_docx(report: Report, *, at: datetime) -> bytes:
    """Return the report as DOCX. ``at`` is the day of the file."""
    writer = _Writer(report, at)
    for block in report.blocks:
        writer.add(block)
    made = io.BytesIO()
    writer.document.save(made)
    return made.getvalue()


def bookmark(number: str) -> str:
    """Return the name of the bookmark of a figure: Word takes letters, digits and low lines."""
    return f"n_{number.replace('-', '_')}"


class _Writer:
    def __init__(self, report: Report, at: datetime) -> None:
        self.document: Any = docx.Document()
        self.marks = frozenset(report.marks)
        self.turn = 0
        self._style()
        core = self.document.core_properties
        core.title, core.author, core.language, core.comments = report.title, "", "en-US", ""
        core.created = core.modified = at.replace(tzinfo=None, microsecond=0)
        self.document.add_paragraph(report.title, style="Title")
        for name, value in report.facts:
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.add_run(f"{name}: ").bold = True
            paragraph.add_run(value)

    def add(self, block: Block) -> None:
        """Write a block."""
        match block:
            case Heading():
                self.document.add_heading(block.text, level=block.level)
            case Paragraph():
                paragraph = self.document.add_paragraph()._p  # noqa: SLF001
                self._fill(paragraph, block.line, is_bold=block.tone == "warning")
            case Items():
                for line in block.lines:
                    self._fill(self.document.add_paragraph(style="List Bullet")._p, line)  # noqa: SLF001
            case Picture():
                self._picture(block)
            case Table():
                self._table(block)

    def _style(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Inches(8.5), Inches(11)
        section.left_margin = section.right_margin = Inches(1)
        section.top_margin = section.bottom_margin = Inches(0.9)
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = _FONT, Pt(10.5)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-US")
        normal.element.get_or_add_rPr().append(language)
        for name, size in (("Title", 20), ("Heading 1", 15), ("Heading 2", 12)):
            style = self.document.styles[name]
            style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _CIVIC
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)

        for name, points in ((_CELL, 9.0), (_SMALL, 7.5)):
            style = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style, style.font.size = normal, Pt(points)
            style.paragraph_format.space_after = Pt(0)
        link = self.document.styles.add_style(_LINK, WD_STYLE_TYPE.CHARACTER)
        link.font.color.rgb, link.font.underline = _CIVIC, True

    def _picture(self, block: Picture) -> None:
        shown = self.document.add_picture(io.BytesIO(block.chart.png), width=_WIDE)
        drawn = shown._inline.docPr  # noqa: SLF001 (the library has no other door to the alternative text)
        drawn.set("title", block.chart.title)
        rows = (f"{row[0].text}: {', '.join(one.text for one in row[1:])}" for row in block.chart.rows)
        drawn.set("descr", f"{block.chart.title}. {block.chart.description} {'; '.join(rows)}.")

    def _table(self, block: Table) -> None:
        caption = self.document.add_paragraph(block.caption)
        caption.paragraph_format.keep_with_next = True
        caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(8), Pt(2)
        caption.runs[0].bold = True
        table = self.document.add_table(rows=1, cols=len(block.head), style="Table Grid")
        table.autofit = False
        whole = sum(block.widths)
        widths = [Emu(int(_WIDE * share / whole)) for share in block.widths]
        grid = table._tbl.tblGrid.gridCol_lst  # noqa: SLF001
        for column, width in zip(grid, widths, strict=True):
            column.w = width
        heads = table.rows[0]
        _repeat(heads)
        style = _SMALL if block.is_small else _CELL
        for place, text in enumerate(block.head):
            words = heads.cells[place].paragraphs[0]
            words.style = style
            words.add_run(text).bold = True
            heads.cells[place].width = widths[place]
            if place in block.figures:
                words.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for row in block.rows:
            table._tbl.append(self._row(block, row, style, widths))  # noqa: SLF001
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _row(self, block: Table, row: tuple[Cell, ...], style: str, widths: list[Any]) -> Any:
        """Return a row as XML: the library looks through the whole table for each cell."""
        made = _element("w:tr", _element("w:trPr", _element("w:cantSplit")))
        for place, cell in enumerate(row):
            width = _element("w:tcW", type="dxa", w=str(widths[place].twips))
            side = [_element("w:jc", val="right")] if place in block.figures else []
            paragraph = _element(
                "w:p", _element("w:pPr", _element("w:pStyle", val=style.replace(" ", "")), *side)
            )
            if cell.mark:
                self.turn += 1
                paragraph.append(_element("w:bookmarkStart", id=str(self.turn), name=bookmark(cell.mark)))
            self._fill(paragraph, cell.line)
            if cell.mark:
                paragraph.append(_element("w:bookmarkEnd", id=str(self.turn)))
            made.append(_element("w:tc", _element("w:tcPr", width), paragraph))
        return made

    def _fill(self, paragraph: Any, line: Line, *, is_bold: bool = False) -> None:
        for run in line:
            made = OxmlElement("w:r")
            is_link = bool(run.to) and run.to in self.marks
            if is_link or is_bold:
                look = _element("w:rStyle", val=_LINK) if is_link else _element("w:b")
                made.append(_element("w:rPr", look))
            made.text = run.text
            if is_link:
                made = _element("w:hyperlink", made, anchor=bookmark(run.to), history="1")
            paragraph.append(made)


def _element(tag: str, /, *inside: Any, **values: str) -> Any:
    made = OxmlElement(tag, {qn(f"w:{key}"): value for key, value in values.items()})
    for one in inside:
        made.append(one)
    return made


def _repeat(row: Any) -> None:
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(head)  # noqa: SLF001
