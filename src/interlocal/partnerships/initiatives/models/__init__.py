"""Records of the programs that the partnership has run together."""

from interlocal.partnerships.initiatives.models.outcome import Outcome
from interlocal.partnerships.initiatives.models.participation import Part, Participation
from interlocal.partnerships.initiatives.models.program_record import (
    Precision,
    ProgramKind,
    ProgramLink,
    ProgramRecord,
    ProgramStatus,
)

__all__ = [
    "Outcome",
    "Part",
    "Participation",
    "Precision",
    "ProgramKind",
    "ProgramLink",
    "ProgramRecord",
    "ProgramStatus",
]
