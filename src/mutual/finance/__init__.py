"""Money over the years: what doing it together comes to for each city, and how sure that is."""

from mutual.finance.correlation import Correlation
from mutual.finance.distributions import (
    Discrete,
    Distribution,
    FinanceError,
    LogNormal,
    Normal,
    Triangular,
    Uniform,
)
from mutual.finance.draws import central, drawn, levels
from mutual.finance.present_value import (
    NEVER,
    break_even,
    discount_factors,
    escalation,
    level_amount,
    present_value,
)
from mutual.finance.sensitivity import Indices, one_at_a_time, sobol_indices
from mutual.finance.study.model import Study
from mutual.finance.study.result import (
    CityResult,
    GrantEnd,
    Influence,
    Leaver,
    OptionResult,
    Range,
    ShareResult,
    StudyResult,
    Swing,
)
from mutual.finance.study.simulation import Cancelled, Drawn, FolderStore, Outcome, Store, simulate
from mutual.finance.study.summary import run_study, study_result
from mutual.finance.study_file import StudyError, read_study
from mutual.finance.workers import DaskWorkers, ExtraMissing, InProcess, ProcessWorkers, Workers, workers_for

__all__ = [
    "NEVER",
    "Cancelled",
    "CityResult",
    "Correlation",
    "DaskWorkers",
    "Discrete",
    "Distribution",
    "Drawn",
    "ExtraMissing",
    "FinanceError",
    "FolderStore",
    "GrantEnd",
    "InProcess",
    "Indices",
    "Influence",
    "Leaver",
    "LogNormal",
    "Normal",
    "OptionResult",
    "Outcome",
    "ProcessWorkers",
    "Range",
    "ShareResult",
    "Store",
    "Study",
    "StudyError",
    "StudyResult",
    "Swing",
    "Triangular",
    "Uniform",
    "Workers",
    "break_even",
    "central",
    "discount_factors",
    "drawn",
    "escalation",
    "level_amount",
    "levels",
    "one_at_a_time",
    "present_value",
    "read_study",
    "run_study",
    "simulate",
    "sobol_indices",
    "study_result",
    "workers_for",
]
