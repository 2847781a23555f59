"""A report as tagged PDF: each number is a link to where it comes from."""

from datetime import datetime
from pathlib import Path
from typing import Any

from interlocal.costing.studies.report.blocks import (
    Block,
    Heading,
    Items,
    Line,
    Paragraph,
    Picture,
    Report,
    Table,
)
from interlocal.web.pdf import typeset

TEMPLATE = Path(__file__).resolve().parent / "report.typ"


def as_pdf(report: Report, *, at: datetime) -> bytes:
    """Return the report as PDF/UA-1. ``at`` is the creation date in the file."""
    pictures: dict[str, bytes] = {}
    marks = frozenset(report.marks)
    blocks = [_block(block, pictures, marks) for block in report.blocks]
    return typeset(
        TEMPLATE.read_text(encoding="utf-8"),
        title=report.title,
        content={
            "title": report.title,
            "facts": [list(pair) for pair in report.facts],
            "blocks": blocks,
        },
        at=at.replace(microsecond=0),
        language="en",
        extra=pictures,
    )


def _block(block: Block, pictures: dict[str, bytes], marks: frozenset[str]) -> dict[str, Any]:
    match block:
        case Heading():
            return {"is": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            return {"is": "paragraph", "line": _line(block.line, marks), "tone": block.tone}
        case Items():
            return {"is": "items", "lines": [_line(one, marks) for one in block.lines]}
        case Picture():
            name = f"picture-{len(pictures) + 1}.svg"
            pictures[name] = block.chart.svg.encode()
            return {"is": "picture", "name": name, "title": block.chart.title, "alt": _alt(block)}
        case Table():
            return {
                "is": "table",
                "caption": block.caption,
                "head": list(block.head),
                "widths": list(block.widths),
                "figures": sorted(block.figures),
                "small": block.is_small,
                "rows": [
                    [{"mark": cell.mark, "line": _line(cell.line, marks)} for cell in row]
                    for row in block.rows
                ],
            }


def _line(line: Line, marks: frozenset[str]) -> list[dict[str, str]]:
    return [{"text": run.text, "to": run.to if run.to in marks else ""} for run in line]


def _alt(block: Picture) -> str:
    chart = block.chart
    rows = (f"{row[0].text}: {', '.join(one.text for one in row[1:])}" for row in chart.rows)
    heads = ", ".join(series.name for series in chart.series)
    return f"{chart.title}. {chart.description} {heads}. {'; '.join(rows)}."
