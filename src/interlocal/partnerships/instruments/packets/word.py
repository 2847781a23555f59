"""A clerk's Word template, filled in for one council, with the mark by which it is known again."""

import io
import re
from typing import Any

from docxtpl import DocxTemplate

from .mark import PacketMark, with_mark
from .paper import Paper
from .template_fields import values_of
from .template_reading import PROPERTIES, environment, refuse_unfit

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")

_LONGEST = 255  # of a property, by ISO/IEC 29500-2


def fill(template: bytes, paper: Paper, mark: PacketMark) -> bytes:
    """Return the Word file that ``template`` makes of ``paper``; check it with ``read_template`` before."""
    refuse_unfit(template)
    document = DocxTemplate(io.BytesIO(template))
    document.init_docx()
    values = _printable(values_of(paper))
    asked = _take_properties(document)
    document.render(values, environment(), autoescape=True)
    plain = environment(is_markup=False)
    for name, words in asked.items():
        setattr(document.docx.core_properties, name, plain.from_string(words).render(values)[:_LONGEST])
    made = io.BytesIO()
    document.save(made)
    return with_mark(made.getvalue(), mark)


def _take_properties(document: DocxTemplate) -> dict[str, str]:
    """Take the document's properties out: docxtpl would fill them in as markup, and stop at a long title."""
    core = document.docx.core_properties
    asked = {name: str(getattr(core, name) or "") for name in PROPERTIES}
    for name in asked:
        setattr(core, name, "")
    return asked


def _printable(value: Any) -> Any:
    """Take out what XML cannot hold."""
    if isinstance(value, str):
        return _CONTROLS.sub("", value)
    if isinstance(value, dict):
        return {name: _printable(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_printable(one) for one in value]
    return value
