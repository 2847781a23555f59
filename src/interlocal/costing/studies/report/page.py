"""A report's blocks as a page shows them: every link has its address."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from interlocal.costing.studies.report.blocks import Heading, Items, Line, Paragraph, Report, Table
from interlocal.costing.studies.report.source import Source


def page_blocks(report: Report, source: Source) -> list[dict[str, Any]]:
    """Return the blocks as values for a template, grouped by heading.

    A number leads to its row on the page; a cell's own number leads on to the cell in its baseline sheet.
    """
    marks = frozenset(report.marks)
    sheets = _addresses(source)
    groups: list[dict[str, Any]] = [{"heading": "", "key": "", "blocks": []}]
    for block in report.blocks:
        if isinstance(block, Heading):
            groups.append({"heading": block.text, "key": block.key, "blocks": []})
            continue
        groups[-1]["blocks"].append(_block(block, marks, sheets))
    return groups


def _block(block: Any, marks: frozenset[str], sheets: Mapping[str, str]) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"is": "paragraph", "line": _line(block.line, marks), "tone": block.tone}
        case Items():
            return {"is": "items", "lines": [_line(one, marks) for one in block.lines]}
        case Table():
            return {
                "is": "table",
                "caption": block.caption,
                "head": [(text, place in block.figures) for place, text in enumerate(block.head)],
                "rows": [
                    [
                        {
                            "mark": cell.mark,
                            "to": sheets.get(cell.mark, ""),
                            "line": _line(cell.line, marks),
                            "label": block.head[place],
                            "is_figure": place in block.figures,
                            "is_head": place == 0,
                        }
                        for place, cell in enumerate(row)
                    ]
                    for row in block.rows
                ],
            }
        case _:
            return {"is": "picture", "chart": block.chart}


def _line(line: Line, marks: frozenset[str]) -> list[dict[str, str]]:
    return [{"text": run.text, "to": f"#{run.to}" if run.to in marks else ""} for run in line]


def _addresses(source: Source) -> dict[str, str]:
    found = {}
    for one in source.numbers.cells:
        sheet = reverse("studies:baseline", args=[one.baseline.city.public_id])
        anchor = f"#cell-{one.cell.public_id}" if one.cell else ""
        found[one.number] = f"{sheet}?version={one.baseline.number}{anchor}"
    return found
