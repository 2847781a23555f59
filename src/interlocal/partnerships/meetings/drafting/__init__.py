"""Minutes in words: text modules with fields, and the blocks that are made of them."""

from .blocks import Block, merged, read_blocks, shown, write_blocks
from .modules import MODULES, Module, UnknownField, check_words, filled

__all__ = [
    "MODULES",
    "Block",
    "Module",
    "UnknownField",
    "check_words",
    "filled",
    "merged",
    "read_blocks",
    "shown",
    "write_blocks",
]
