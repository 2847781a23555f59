"""Integer programs, built column by column and row by row; HiGHS solves them and can be stopped."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import highspy
import numpy as np
from highspy import cb
from numpy.typing import NDArray

from mutual.rosters.errors import RosterError

INFINITE = float("inf")
LARGEST_SEED = 2**31 - 1
_HEARD = (
    cb.HighsCallbackType.kCallbackMipInterrupt,
    cb.HighsCallbackType.kCallbackSimplexInterrupt,
)
_SMALL = 1e-6

Heard = Callable[["Progress"], bool | None]


@dataclass(frozen=True)
class Progress:
    """How far a search is: seconds, the best cost so far (``None``: none yet), and what none can go below."""

    seconds: float
    best: float | None
    bound: float | None


@dataclass(frozen=True)
class Search:
    """How long to search: ``seconds``, until the gap is at most ``gap``, and from which ``seed``.

    ``heard`` is told of progress several times a second at most, and ends the search by returning true; what
    was found until then is kept. Raises ``RosterError``.
    """

    seconds: float = 30.0
    gap: float = 0.0
    seed: int = 0
    heard: Heard | None = None

    def __post_init__(self) -> None:
        if not self.seconds > 0:
            raise RosterError("The time for the search must be more than 0 seconds.")
        if not 0 <= self.gap < 1:
            raise RosterError(f"A gap lies between 0 and 1; {self.gap:g} does not.")
        if not 0 <= self.seed <= LARGEST_SEED:
            raise RosterError(f"A seed is a whole number from 0 to {LARGEST_SEED:,}.")


@dataclass(frozen=True, eq=False)
class Answer:
    """What a search came to: ``values`` of the columns, or ``None`` where nothing was found.

    ``is_infeasible`` says that it is proved that there is nothing; ``is_proven`` that nothing is better than
    what was found by more than the gap that was asked for.
    """

    values: NDArray[np.float64] | None
    objective: float
    bound: float
    is_proven: bool
    is_infeasible: bool
    seconds: float


@dataclass(eq=False)
class Program:
    """Columns with costs and bounds, rows over them; the least cost is looked for."""

    costs: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def column(self, *, cost: float = 0.0, lower: float = 0.0, upper: float = 1.0, whole: bool = True) -> int:
        """Add a column and return its place."""
        self.costs.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.costs) - 1

    def row(
        self,
        columns: Sequence[int],
        values: Sequence[float] | float = 1.0,
        *,
        least: float = -INFINITE,
        most: float = INFINITE,
    ) -> None:
        """Add a row: the sum of values times columns lies between ``least`` and ``most``."""
        weights = [float(values)] * len(columns) if isinstance(values, int | float) else list(values)
        self.starts.append(len(self.columns))
        self.columns += columns
        self.values += weights
        self.row_lower.append(least)
        self.row_upper.append(most)

    def relaxed(self) -> "Program":
        """Return the program with fractions allowed: where it has no answer, this one has none."""
        return replace(self, whole=[False] * len(self.whole))

    def solve(self, search: Search, *, start: NDArray[np.float64] | None = None) -> Answer:
        """Search for the least cost, from a solution that is known where ``start`` gives one."""
        if not self.costs:
            return self._of_nothing()
        model = _silent(search)
        model.passModel(self._as_highs())
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = list(start)
            model.setSolution(solution)
        began = time.monotonic()
        if search.heard is not None:
            _listen(model, search.heard, began)
        model.run()
        return _answer(model, time.monotonic() - began)

    def _of_nothing(self) -> Answer:
        """Return the answer of a program without columns, which HiGHS does not give."""
        is_kept = all(low <= 0 <= high for low, high in zip(self.row_lower, self.row_upper, strict=True))
        if is_kept:
            return Answer(np.zeros(0), 0.0, 0.0, is_proven=True, is_infeasible=False, seconds=0.0)
        return Answer(None, INFINITE, INFINITE, is_proven=True, is_infeasible=True, seconds=0.0)

    def _as_highs(self) -> highspy.HighsLp:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.costs), len(self.row_lower)
        lp.col_cost_ = np.array(self.costs)
        lp.col_lower_, lp.col_upper_ = np.array(self.lower), np.array(self.upper)
        lp.row_lower_, lp.row_upper_ = np.array(self.row_lower), np.array(self.row_upper)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array([*self.starts, len(self.columns)], dtype=np.int32)
        lp.a_matrix_.index_ = np.array(self.columns, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(self.values)
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in self.whole]
        return lp


class _Solver(highspy.Highs):
    """HiGHS without a word: it greets on standard output as soon as its callbacks are there."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the name is HiGHS's
        """Silence it first."""
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def _silent(search: Search) -> _Solver:
    model = _Solver()  # type: ignore[no-untyped-call]
    model.setOptionValue("time_limit", float(search.seconds))
    model.setOptionValue("mip_rel_gap", float(search.gap))
    model.setOptionValue("mip_abs_gap", _SMALL)
    model.setOptionValue("random_seed", int(search.seed))
    return model


def _listen(model: _Solver, heard: Heard, began: float) -> None:
    def called(kind: Any, _message: str, seen: Any, told: Any, _data: Any) -> None:
        mixed = kind == _HEARD[0]
        best = _finite(seen.mip_primal_bound) if mixed else None
        bound = _finite(seen.mip_dual_bound) if mixed else None
        if heard(Progress(time.monotonic() - began, best, bound)):
            told.user_interrupt = True

    model.setCallback(called, None)
    for kind in _HEARD:
        model.startCallback(kind)


def _answer(model: _Solver, seconds: float) -> Answer:
    status, info = model.getModelStatus(), model.getInfo()
    known = highspy.HighsModelStatus
    if status in {known.kInfeasible, known.kUnboundedOrInfeasible}:
        return Answer(None, INFINITE, INFINITE, is_proven=True, is_infeasible=True, seconds=seconds)
    found = info.primal_solution_status == int(highspy.SolutionStatus.kSolutionStatusFeasible)
    bound = float(info.mip_dual_bound)
    if not found:
        return Answer(None, INFINITE, bound, is_proven=False, is_infeasible=False, seconds=seconds)
    return Answer(
        np.array(model.getSolution().col_value),
        float(info.objective_function_value),
        bound,
        is_proven=status == known.kOptimal,
        is_infeasible=False,
        seconds=seconds,
    )


def _finite(value: float) -> float | None:
    return float(value) if abs(value) < INFINITE else None
