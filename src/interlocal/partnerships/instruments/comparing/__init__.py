"""Where one text of an instrument differs from another, word by word. Plain Python, without Django.

    from interlocal.partnerships.instruments.comparing import compare, passages_of

    found = compare(common_parts, returned_parts)       # both in the shape of reading.to_json
    found.changes[0].pieces                             # kept, removed, added and filled words, in order
    found.particulars                                   # numbers, dates, titles and names of one council

White space, the shape of quotation marks and section numbers are layout. A blank that was filled is a
particular of the council, not a change.
"""

from .comparison import Change, ChangeKind, Comparison, applied, compare, likeness, same_words
from .particulars import Particular
from .passages import Passage, passages_of
from .pieces import Piece, PieceKind, applied_pieces, pieces_between
from .words import Word, spelled, words_of

__all__ = [
    "Change",
    "ChangeKind",
    "Comparison",
    "Particular",
    "Passage",
    "Piece",
    "PieceKind",
    "Word",
    "applied",
    "applied_pieces",
    "compare",
    "likeness",
    "passages_of",
    "pieces_between",
    "same_words",
    "spelled",
    "words_of",
]
