"""A clerk's Word template, filled in for one council, with the mark by which it is known again."""

import io
import re
from typing import Any

from docxtpl import DocxTemplate

from .mark import PacketMark, with_mark
from .paper import Paper
from .template_fields import values_of
from .template_reading import environment, refuse_unfit

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def fill(template: bytes, paper: Paper, mark: PacketMark) -> bytes:
    """Return the Word file that ``template`` makes of ``paper``; check it with ``read_template`` before."""
    refuse_unfit(template)
    document = DocxTemplate(io.BytesIO(template))
    document.render(_printable(values_of(paper)), environment(), autoescape=True)
    made = io.BytesIO()
    document.save(made)
    return with_mark(made.getvalue(), mark)


def _printable(value: Any) -> Any:
    """Take out what XML cannot hold."""
    if isinstance(value, str):
        return _CONTROLS.sub("", value)
    if isinstance(value, dict):
        return {name: _printable(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_printable(one) for one in value]
    return value
