"""Records of what the partnership means to do, does, and has done together."""

from interlocal.partnerships.initiatives.models.case import (
    Expectation,
    Practice,
    Pressure,
    PressureUnit,
    PressureYear,
    Support,
    Whose,
)
from interlocal.partnerships.initiatives.models.governing import (
    Decision,
    Document,
    Grade,
    Guest,
    MetByHand,
    Risk,
    Stance,
    Stand,
)
from interlocal.partnerships.initiatives.models.initiative import Initiative, InitiativePart
from interlocal.partnerships.initiatives.models.outcome import Outcome
from interlocal.partnerships.initiatives.models.pain_point import Certainty, PainGroup, PainPoint, Weight
from interlocal.partnerships.initiatives.models.participation import Part, Participation
from interlocal.partnerships.initiatives.models.pipeline import PipelineVersion
from interlocal.partnerships.initiatives.models.program_record import (
    Precision,
    ProgramKind,
    ProgramLink,
    ProgramRecord,
    ProgramStatus,
)
from interlocal.partnerships.initiatives.models.staff import Assignment, HoursAsk, MonthGiven, Per
from interlocal.partnerships.initiatives.models.stages import (
    Check,
    Decider,
    Need,
    Stage,
    StagesInvalid,
    read_stages,
    write_stages,
)

__all__ = [
    "Assignment",
    "Certainty",
    "Check",
    "Decider",
    "Decision",
    "Document",
    "Expectation",
    "Grade",
    "Guest",
    "HoursAsk",
    "Initiative",
    "InitiativePart",
    "MetByHand",
    "MonthGiven",
    "Need",
    "Outcome",
    "PainGroup",
    "PainPoint",
    "Part",
    "Participation",
    "Per",
    "PipelineVersion",
    "Practice",
    "Precision",
    "Pressure",
    "PressureUnit",
    "PressureYear",
    "ProgramKind",
    "ProgramLink",
    "ProgramRecord",
    "ProgramStatus",
    "Risk",
    "Stage",
    "StagesInvalid",
    "Stance",
    "Stand",
    "Support",
    "Weight",
    "Whose",
    "read_stages",
    "write_stages",
]
