"""The words between the last section and the first sign-off: when and by whom it was passed."""

from .instrument import ReadInstrument
from .layout import Item, Layout, Piece, Slot, Words


def passing_clause(read: ReadInstrument) -> str:
    """The passing clause as it stands in the text, one paragraph a line; "" where there is none."""
    last = max((at for at, piece in enumerate(read.layout) if _is_section(piece)), default=None)
    if last is None:
        return ""
    words: list[str] = []
    for piece in read.layout[last + 1 :]:
        if isinstance(piece, Slot) and piece.path[0] in {"signatories", "footer"}:
            break
        words.append(_source((piece,)))
    paragraphs = [" ".join(one.split()) for one in "".join(words).split("\n\n")]
    return "\n".join(one for one in paragraphs if one)


def _is_section(piece: Piece) -> bool:
    return isinstance(piece, Item) and piece.field == "sections"


def _source(layout: Layout) -> str:
    return "".join(
        ("" if piece.aside else piece.text) if isinstance(piece, Words) else _source(piece.pieces)
        for piece in layout
    )
