"""Studies of shared services: cities, lines, baselines."""

from interlocal.costing.studies.models.baseline import Baseline, Cell, CellQuestion
from interlocal.costing.studies.models.study import (
    CityStand,
    DraftRule,
    Line,
    LineKind,
    Study,
    StudyCity,
)

__all__ = [
    "Baseline",
    "Cell",
    "CellQuestion",
    "CityStand",
    "DraftRule",
    "Line",
    "LineKind",
    "Study",
    "StudyCity",
]
