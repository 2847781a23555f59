"""Cut the text of a section into sentences."""

import re
from collections.abc import Iterator

_END = re.compile(r"(?<=[.!?])[\"'\u201d\u2019)]?(?=\s+[\"'(\[\u201c]?[A-Z0-9]|\s*$)|\n\n")
_ABBREVIATED = re.compile(
    r"\b(?:No|Nos|Sec|Art|St|Ste|Mt|Mo|Inc|Co|Dept|Mr|Mrs|Ms|Dr|Jr|Sr|U\.S|RSMo|e\.g|i\.e|[A-Z])\.$"
)
_OPEN = re.compile(r"[:;]\s*(?:and|or)?\s*$")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence. A list set off in paragraphs stays with the sentence that opens it."""
    start = 0
    for found in _END.finditer(text):
        end = found.end()
        before = text[max(start, found.start() - 12) : found.start()]
        is_inside = _OPEN if found.group() == "\n\n" else _ABBREVIATED
        if is_inside.search(before):
            continue
        yield from _words(text, start, end)
        start = end
    yield from _words(text, start, len(text))


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    if words.strip():
        yield start + len(words) - len(words.lstrip()), end
