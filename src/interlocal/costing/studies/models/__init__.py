"""Studies of shared services: cities, lines, baselines, options, shares, runs."""

from interlocal.costing.studies.models.baseline import Baseline, Cell, CellQuestion
from interlocal.costing.studies.models.calls import CallFile
from interlocal.costing.studies.models.clause import CostClause
from interlocal.costing.studies.models.doubts import Range, Tie
from interlocal.costing.studies.models.exchanges import FULL_TIME, Exchange
from interlocal.costing.studies.models.intent import AnswerKind, IntentAnswer, IntentPoll, PollCity
from interlocal.costing.studies.models.options import (
    Assumptions,
    Option,
    OptionKind,
    OptionPart,
    PartKind,
    Run,
    ShareKind,
    ShareRule,
)
from interlocal.costing.studies.models.signing import DecisionKind, SignOff, SignOffCity, SignOffDecision
from interlocal.costing.studies.models.study import (
    AnswerRule,
    CityStand,
    DraftRule,
    Line,
    LineKind,
    Study,
    StudyCity,
)
from interlocal.costing.studies.models.talk import Remark
from interlocal.costing.studies.models.terms import Terms

__all__ = [
    "FULL_TIME",
    "AnswerKind",
    "AnswerRule",
    "Assumptions",
    "Baseline",
    "CallFile",
    "Cell",
    "CellQuestion",
    "CityStand",
    "CostClause",
    "DecisionKind",
    "DraftRule",
    "Exchange",
    "IntentAnswer",
    "IntentPoll",
    "Line",
    "LineKind",
    "Option",
    "OptionKind",
    "OptionPart",
    "PartKind",
    "PollCity",
    "Range",
    "Remark",
    "Run",
    "ShareKind",
    "ShareRule",
    "SignOff",
    "SignOffCity",
    "SignOffDecision",
    "Study",
    "StudyCity",
    "Terms",
    "Tie",
]
