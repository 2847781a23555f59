"""Studies of shared services: cities, lines, baselines, options, shares, runs."""

from interlocal.costing.studies.models.baseline import Baseline, Cell, CellQuestion
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
from interlocal.costing.studies.models.study import (
    CityStand,
    DraftRule,
    Line,
    LineKind,
    Study,
    StudyCity,
)

__all__ = [
    "Assumptions",
    "Baseline",
    "Cell",
    "CellQuestion",
    "CityStand",
    "DraftRule",
    "Line",
    "LineKind",
    "Option",
    "OptionKind",
    "OptionPart",
    "PartKind",
    "Run",
    "ShareKind",
    "ShareRule",
    "Study",
    "StudyCity",
]
