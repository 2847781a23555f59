"""Write a read instrument out again."""

from typing import Any

from .instrument import ReadInstrument
from .layout import Item, Layout, Path, Slot, Words

_ABSENT = object()


def write_text(read: ReadInstrument) -> str:
    """The text of the instrument: the source where a field is as read, the new value where it is not.

    Recitals and sections may also be added at the end of their lists or taken away; an added one is
    introduced as the last one of the source was. `kind`, `body`, `parties`, the calendar parts of a date
    and a signatory's `role` and `attests` are conclusions drawn from the text, not places in it:
    changing them changes nothing here.
    """
    return "".join(_written(read, read.layout))


def _written(read: ReadInstrument, layout: Layout) -> list[str]:
    last = {piece.field: piece for piece in layout if isinstance(piece, Item)}
    written: list[str] = []
    for piece in layout:
        if isinstance(piece, Words):
            written.append(piece.text)
        elif isinstance(piece, Slot):
            written.append(_slot(read, piece))
        else:
            count = len(getattr(read, piece.field))
            if piece.index < count:
                written += _written(read, piece.pieces)
            if piece is last[piece.field]:
                for index in range(piece.index + 1, count):
                    written += _added(read, piece, index)
    return written


def _slot(read: ReadInstrument, slot: Slot) -> str:
    value = _value(read, slot.path)
    if value is _ABSENT or value == slot.value:
        return "".join(_written(read, slot.pieces))
    asides = (piece.text for piece in slot.pieces if isinstance(piece, Words) and piece.aside)
    return "\n".join((f"{slot.lead}{value}{slot.tail}" if value else "", *asides))


def _added(read: ReadInstrument, model: Item, index: int) -> list[str]:
    """A list member that the source has not, introduced by the words that introduce its model."""
    written: list[str] = []
    for piece in model.pieces:
        if isinstance(piece, Words):
            written.append("" if piece.aside else piece.text)
        elif isinstance(piece, Slot):
            value = _value(read, (model.field, index, *piece.path[2:]))
            written.append(f"{piece.lead}{value}{piece.tail}" if value else "")
    if not written[0][:1].isspace():
        written.insert(0, "\n\n")
    return written


def _value(read: ReadInstrument, path: Path) -> Any:
    value: Any = read
    for step in path:
        if isinstance(step, str):
            value = getattr(value, step)
        elif step < len(value):
            value = value[step]
        else:
            return _ABSENT
    return value
