"""The cost-sharing language: text that a finance officer reads, a council adopts, and a machine computes."""

from mutual.formulas.drivers import Drivers, When
from mutual.formulas.evaluation.evaluating import evaluate
from mutual.formulas.evaluation.every_coalition import Shares, evaluate_every_coalition
from mutual.formulas.evaluation.every_draw import evaluate_every_draw
from mutual.formulas.evaluation.frame import Reading
from mutual.formulas.evaluation.results import Result
from mutual.formulas.evaluation.steps import Step, Working
from mutual.formulas.examples import Case, Example, UnknownExample, example_named, examples
from mutual.formulas.formula import Formula, check, parse
from mutual.formulas.nearest import Nearest, Proof, nearest_stable
from mutual.formulas.problems import DriverError, EvaluationError, FormulaError, Place, Problem
from mutual.formulas.rendering.comparing import Change, compare
from mutual.formulas.rendering.legal import legal_text
from mutual.formulas.rendering.plain import explained

__all__ = [
    "Case",
    "Change",
    "DriverError",
    "Drivers",
    "EvaluationError",
    "Example",
    "Formula",
    "FormulaError",
    "Nearest",
    "Place",
    "Problem",
    "Proof",
    "Reading",
    "Result",
    "Shares",
    "Step",
    "UnknownExample",
    "When",
    "Working",
    "check",
    "compare",
    "evaluate",
    "evaluate_every_coalition",
    "evaluate_every_draw",
    "example_named",
    "examples",
    "explained",
    "legal_text",
    "nearest_stable",
    "parse",
]
