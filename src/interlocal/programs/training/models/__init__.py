"""The records of shared training."""

from interlocal.programs.training.models.attendance import Attendance, HandIn, Presence
from interlocal.programs.training.models.catalogue import Course, Homework, Material
from interlocal.programs.training.models.certificates import Certificate, StatusPlace
from interlocal.programs.training.models.cohorts import (
    Cohort,
    CohortState,
    CostRule,
    Instructor,
    SeatShare,
    Session,
)
from interlocal.programs.training.models.costs import CohortShare, CostKind, CostLine
from interlocal.programs.training.models.evaluation import Ask, Response, StaffFigure
from interlocal.programs.training.models.invitations import SessionMessage
from interlocal.programs.training.models.learners import Application, ApplicationState, Learner, Mentor
from interlocal.programs.training.models.lessons import Lesson, LessonProgress
from interlocal.programs.training.models.seats import Decision, DecisionKind, Seat

__all__ = [
    "Application",
    "ApplicationState",
    "Ask",
    "Attendance",
    "Certificate",
    "Cohort",
    "CohortShare",
    "CohortState",
    "CostKind",
    "CostLine",
    "CostRule",
    "Course",
    "Decision",
    "DecisionKind",
    "HandIn",
    "Homework",
    "Instructor",
    "Learner",
    "Lesson",
    "LessonProgress",
    "Material",
    "Mentor",
    "Presence",
    "Response",
    "Seat",
    "SeatShare",
    "Session",
    "SessionMessage",
    "StaffFigure",
    "StatusPlace",
]
