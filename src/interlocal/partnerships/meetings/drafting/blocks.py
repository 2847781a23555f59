"""Blocks: the paragraphs of a version of the minutes, each with the row from which it was drafted."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Block:
    """One paragraph. ``key`` names its row; ``drafted`` is what the record says, ``text`` what stands.

    ``source_kind`` and ``source_id`` name the row (kind of record and public id). A paragraph that was added
    by hand has none, and stands after the block ``after``. ``is_closed`` is for those who may read what
    happened in a closed session.
    """

    key: str
    kind: str
    text: str
    drafted: str
    source_kind: str = ""
    source_id: str = ""
    is_closed: bool = False
    after: str = ""

    @property
    def is_corrected(self) -> bool:
        """Does somebody's text stand in the place of the record's?"""
        return self.text != self.drafted

    @property
    def is_heading(self) -> bool:
        """Is it the heading of what follows?"""
        return self.kind == "item"

    @property
    def is_added(self) -> bool:
        """Was it added by hand?"""
        return self.kind == "added"


def read_blocks(rows: Iterable[dict[str, Any]]) -> list[Block]:
    """Return the blocks that ``write_blocks`` wrote."""
    return [Block(**row) for row in rows]


def write_blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Return blocks as JSON keeps them."""
    return [asdict(block) for block in blocks]


def merged(before: Sequence[Block], drafted: Sequence[Block]) -> list[Block]:
    """Return what a fresh draft makes of the blocks ``before``.

    What somebody has corrected or added stays; the rest is as the record has it now. A corrected block whose
    row is gone stays too, after the one that it followed, so that no typed word is lost.
    """
    corrected = {block.key: block for block in before if block.is_corrected}
    fresh = [
        replace(block, text=corrected[block.key].text) if block.key in corrected else block
        for block in drafted
    ]
    keys = {block.key for block in fresh}
    for place, block in enumerate(before):
        if block.key in keys or not (block.is_added or block.is_corrected):
            continue
        earlier = next((one.key for one in reversed(before[:place]) if one.key in keys), "")
        at = next((index + 1 for index, one in enumerate(fresh) if one.key == earlier), 0)
        fresh.insert(at, block)
        keys.add(block.key)
    return fresh


def shown(blocks: Iterable[Block], *, with_closed: bool) -> list[Block]:
    """Return what a reader sees: nothing that was left out, and closed parts only ``with_closed``."""
    return [block for block in blocks if block.text and (with_closed or not block.is_closed)]
