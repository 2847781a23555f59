"""What an attacker can work out from several releases of one table, by linear programs with whole answers.

One release is a network, whose linear programs have whole corners. Releases that follow one another are
several networks tied together, since every later count is at least the earlier one; their corners can be
fractions, and a bound between fractions says too much of what whole tables can do. So no bound is believed
here. An interval is as wide as two *witnesses* show: whole tables that agree with all that the attacker
knows, checked in whole numbers, in which the figure is as small and as large as that. Where the corner of
the linear program is not whole, an integer program finds the witness. Witnesses answer many questions at
once and stay good while figures are hidden, so that few programs are solved: one model an attacker, of which
only objective and bounds change.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray

from mutual.disclosure.network import FREE, Marks, Network, Whole

_POSITIVE = 1e-7


class Solver(highspy.Highs):
    """HiGHS without a word: it greets on standard output as soon as its callbacks are there."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the name is HiGHS's
        """Silence it first."""
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


_NO_RELEASE = -1


class Target(NamedTuple):
    """A figure of a release; with ``since``, its growth since that release."""

    release: int
    figure: int
    since: int = _NO_RELEASE


class Reach(NamedTuple):
    """The least and the largest value that witnesses show, and the figures that held them."""

    low: int
    high: int
    binding: frozenset[int]


@dataclass(eq=False)
class Attack:
    """One attacker's view of releases, oldest first; the last is the one to be given out.

    ``networks`` hold the true figures. ``known`` has shape ``(releases, figures)``: what the attacker knows
    of each release; of the last, ``know`` changes it. ``cells`` marks the figures that are no totals.
    ``solved`` counts the programs.
    """

    networks: Sequence[Network]
    known: Marks
    cells: Marks
    solved: int = 0
    _most: int = field(init=False)
    _truth: Whole = field(init=False)
    _witnesses: Whole = field(init=False)
    _model: Solver = field(init=False)

    def __post_init__(self) -> None:
        self.known = self.known.copy()
        self._truth = np.concatenate([network.values for network in self.networks])
        self._most = 10 * (int(self._truth.max()) + 100)
        self._witnesses = self._truth[None, :].copy()
        self._model = _model(self.networks, self.cells, self._most)
        for release in range(len(self.networks)):
            self._fix(release)

    def know(self, known: Marks) -> None:
        """Change what the attacker knows of the last release."""
        if not np.array_equal(known, self.known[-1]):
            self.known[-1] = known
            self._fix(len(self.networks) - 1)

    def reach(self, target: Target, enough: int | None = None) -> Reach:
        """Return how far a figure reaches; the search ends once the witnesses lie ``enough`` apart."""
        binding: set[int] = set()
        for upwards in (True, False):
            low, high = self._seen(target)
            if enough is not None and high - low >= enough:
                return Reach(low, high, frozenset())
            binding |= self._ask(target, upwards=upwards)
        return Reach(*self._seen(target), frozenset(binding))

    def is_endless(self, value: int) -> bool:
        """Is a value so large that nothing the attacker knows limits it?"""
        return value >= self._most // 2

    def _fix(self, release: int) -> None:
        size = len(self.cells)
        network, known = self.networks[release], self.known[release]
        lower = np.where(known, network.values, 0).astype(np.float64)
        upper = np.where(known, network.values, np.minimum(network.most, self._most)).astype(np.float64)
        places = np.arange(release * size, (release + 1) * size, dtype=np.int32)
        self._model.changeColsBounds(size, places, lower, upper)

    def _seen(self, target: Target) -> tuple[int, int]:
        """Return the least and the largest value over the witnesses that agree with what is known now."""
        shut = self.known.ravel()
        agreeing = (self._witnesses[:, shut] == self._truth[shut]).all(axis=1)
        values = self._witnesses[agreeing] @ self._weights(target)
        return int(values.min()), int(values.max())

    def _weights(self, target: Target) -> Whole:
        size = len(self.cells)
        weights = np.zeros(len(self._truth), dtype=np.int64)
        weights[target.release * size + target.figure] = 1
        if target.since != _NO_RELEASE:
            weights[target.since * size + target.figure] = -1
        return weights

    def _ask(self, target: Target, *, upwards: bool) -> set[int]:
        """Add a witness that takes the target as far as it goes; return which shown figures hold it there."""
        size, model = len(self.cells), self._model
        weights = self._weights(target)
        costs = [(int(place), float(weights[place])) for place in np.flatnonzero(weights)]
        for place, cost in costs:
            model.changeColCost(place, cost)
        model.changeObjectiveSense(highspy.ObjSense.kMaximize if upwards else highspy.ObjSense.kMinimize)
        solution = self._run()
        found = np.rint(np.array(solution.col_value)).astype(np.int64)
        duals = np.abs(np.array(solution.col_dual))[-size:]
        if not self._is_witness(found) or not self._is_optimal(found, weights):
            found = self._whole()
        for place, _ in costs:
            model.changeColCost(place, 0.0)
        if self._is_witness(found):
            self._witnesses = np.concatenate([self._witnesses, found[None, :]])
        return {int(figure) for figure in np.flatnonzero((duals > _POSITIVE) & self.known[-1])}

    def _run(self) -> highspy.HighsSolution:
        self._model.run()
        self.solved += 1
        if self._model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise ArithmeticError(f"The solver ended as {self._model.getModelStatus()}.")
        solution: highspy.HighsSolution = self._model.getSolution()
        return solution

    def _is_optimal(self, found: Whole, weights: Whole) -> bool:
        """Does the rounded answer reach the solver's bound, to less than one response?"""
        bound = float(self._model.getInfo().objective_function_value)
        return abs(float(found @ weights) - bound) < 0.5

    def _whole(self) -> Whole:
        """Solve again with whole figures."""
        columns = np.arange(len(self._truth), dtype=np.int32)
        for kind in (highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous):
            kinds = np.full(len(columns), int(kind), dtype=np.uint8)
            self._model.changeColsIntegrality(len(columns), columns, kinds)
            if kind == highspy.HighsVarType.kInteger:
                found: Whole = np.rint(np.array(self._run().col_value)).astype(np.int64)
        return found

    def _is_witness(self, found: Whole) -> bool:
        """Check in whole numbers that a table agrees with all that the attacker knows."""
        tables = found.reshape(self.known.shape)
        truth = self._truth.reshape(self.known.shape)
        most = np.array([network.most for network in self.networks])
        if (tables < 0).any() or (tables > most).any() or (tables[self.known] != truth[self.known]).any():
            return False
        if (np.diff(tables, axis=0)[:, self.cells] < 0).any():
            return False
        nodes = np.zeros(self.networks[0].nodes, dtype=np.int64)
        for network, table in zip(self.networks, tables, strict=True):
            nodes[:] = 0
            np.add.at(nodes, network.tails, table)
            np.subtract.at(nodes, network.heads, table)
            if nodes.any():
                return False
        return True


def targets(hidden: Marks, own: Marks, withheld: Marks, *, growth: bool) -> Iterable[Target]:
    """Return what must stay wide: the hidden figures of every release, and their growth between two.

    ``hidden`` and ``withheld`` have shape ``(releases, figures)``; ``own`` marks what the attacker knows
    anyway. A withheld figure is left out, not protected. Growth since a release that shows the figure is as
    wide as the figure itself, so only figures that are hidden both times are asked for it.
    """
    last = len(hidden) - 1
    for release, figure in np.argwhere(hidden & ~own & ~withheld)[::-1]:
        yield Target(int(release), int(figure))
    if growth:
        for release, figure in np.argwhere(hidden[:-1] & hidden[-1] & ~own & ~withheld[-1]):
            yield Target(last, int(figure), int(release))


def _model(networks: Sequence[Network], cells: Marks, most: int) -> Solver:
    size, count = len(cells), len(networks)
    entries: list[tuple[int, int, float]] = []
    row = 0
    for release, network in enumerate(networks):
        for figure in range(size):
            column = release * size + figure
            entries += [
                (row + int(network.tails[figure]), column, 1.0),
                (row + int(network.heads[figure]), column, -1.0),
            ]
        row += network.nodes
    balanced = row
    for release in range(count - 1):
        for figure in (int(cell) for cell in np.flatnonzero(cells)):
            column = release * size + figure
            entries += [(row, column, -1.0), (row, column + size, 1.0)]
            row += 1
    return _passed(entries, (row, size * count), balanced, most)


def _passed(
    entries: list[tuple[int, int, float]], shape: tuple[int, int], balanced: int, most: int
) -> Solver:
    """Return a silent model with the matrix; the first ``balanced`` rows are 0, the others at least that."""
    rows, columns = shape
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = rows, columns
    lp.col_cost_ = np.zeros(columns)
    lp.col_lower_, lp.col_upper_ = np.zeros(columns), np.full(columns, float(min(most, FREE)))
    lp.row_lower_ = np.zeros(rows)
    lp.row_upper_ = np.where(np.arange(rows) < balanced, 0.0, highspy.kHighsInf)
    ordered = sorted(entries, key=lambda entry: entry[1])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    places: NDArray[np.int32] = np.array([entry[1] for entry in ordered], dtype=np.int32)
    lp.a_matrix_.start_ = np.searchsorted(places, np.arange(columns + 1)).astype(np.int32)
    lp.a_matrix_.index_ = np.array([entry[0] for entry in ordered], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([entry[2] for entry in ordered])
    model = Solver()  # type: ignore[no-untyped-call]
    model.setOptionValue("presolve", "off")
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("mip_abs_gap", 0.5)
    model.passModel(lp)
    return model
