"""The cost-sharing language: text that a finance officer reads, a council adopts, and a machine computes."""

from mutual.formulas.formula import Formula, check, parse
from mutual.formulas.problems import DriverError, EvaluationError, FormulaError, Place, Problem

__all__ = [
    "DriverError",
    "EvaluationError",
    "Formula",
    "FormulaError",
    "Place",
    "Problem",
    "check",
    "parse",
]
