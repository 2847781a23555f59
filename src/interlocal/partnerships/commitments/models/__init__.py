"""The records of the room."""

from interlocal.partnerships.commitments.models.commitment import (
    Comment,
    Commitment,
    DueDateChange,
    HoursEntry,
    Outcome,
    State,
    Visibility,
)
from interlocal.partnerships.commitments.models.link import ActionLink, Answer, Reminder
from interlocal.partnerships.commitments.models.procedure import (
    Procedure,
    ProcedureRun,
    ProcedureVersion,
    SkippedStep,
)
from interlocal.partnerships.commitments.models.steps import (
    DueKind,
    DueRule,
    Evidence,
    Step,
    StepsInvalid,
    read_steps,
    write_steps,
)

__all__ = [
    "ActionLink",
    "Answer",
    "Comment",
    "Commitment",
    "DueDateChange",
    "DueKind",
    "DueRule",
    "Evidence",
    "HoursEntry",
    "Outcome",
    "Procedure",
    "ProcedureRun",
    "ProcedureVersion",
    "Reminder",
    "SkippedStep",
    "State",
    "Step",
    "StepsInvalid",
    "Visibility",
    "read_steps",
    "write_steps",
]
