"""The door of the room: what other rooms may use."""

from interlocal.partnerships.initiatives.actions import (
    add_link,
    add_program,
    change_program,
    end_participation,
    publish_program,
    record_participation,
    report_outcome,
    withdraw_program,
)
from interlocal.partnerships.initiatives.actions.programs import ProgramFacts
from interlocal.partnerships.initiatives.models import (
    Outcome,
    Part,
    Participation,
    Precision,
    ProgramKind,
    ProgramRecord,
    ProgramStatus,
)
from interlocal.partnerships.initiatives.queries import (
    program_for,
    programs_for,
    published_program,
    published_programs,
    searched,
)
from interlocal.partnerships.initiatives.rules import Permission

__all__ = [
    "Outcome",
    "Part",
    "Participation",
    "Permission",
    "Precision",
    "ProgramFacts",
    "ProgramKind",
    "ProgramRecord",
    "ProgramStatus",
    "add_link",
    "add_program",
    "change_program",
    "end_participation",
    "program_for",
    "programs_for",
    "publish_program",
    "published_program",
    "published_programs",
    "record_participation",
    "report_outcome",
    "searched",
    "withdraw_program",
]
