"""How the central figures of a study come about, row by row, from what the file gives to whole cents."""

from mutual.finance.study.working.building import OptionWorking, ShareWorking, Working, working_of
from mutual.finance.study.working.rows import Kind, Row, Unit

__all__ = ["Kind", "OptionWorking", "Row", "ShareWorking", "Unit", "Working", "working_of"]
