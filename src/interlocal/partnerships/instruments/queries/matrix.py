"""The adoption matrix: one statement, many councils, a row each, a column a step."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from interlocal.foundation.audit.public import ref_to
from interlocal.partnerships.commitments.public import RunState, State, StepState, run_states
from interlocal.partnerships.instruments.models import (
    Deviation,
    Instrument,
    Proceeding,
    Standing,
    Statement,
)

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


@dataclass(frozen=True)
class Column:
    """A step, as the councils' procedures name it; procedures that share a key share a column."""

    key: str
    title: str
    is_unconfirmed: bool = False

    @property
    def label(self) -> str:
        """The key as a short head: ``reading-1`` is ``Reading 1``."""
        return self.key.replace("-", " ").capitalize()


@dataclass(frozen=True)
class Cell:
    """How far a council has come with one step; ``step`` is ``None`` where its procedure has no such step.

    ``done`` is the last thing that was taken down at it. ``is_over``: the run was stopped before this step.
    """

    column: Column
    step: StepState | None
    done: Proceeding | None = None
    is_over: bool = False

    @property
    def is_waiting_first(self) -> bool:
        """Is this step open, so that it holds up those after it?"""
        return self.step is not None and self.step.state in {State.OPEN, State.OVERDUE}


@dataclass(frozen=True)
class MatrixRow:
    """One council: its instrument and its steps; ``run`` is ``None`` where adoption has not begun.

    ``undecided`` counts the changes in its text that nobody has decided on, in the text ``returned``.
    """

    instrument: Instrument
    run: RunState | None
    cells: tuple[Cell, ...]
    undecided: int = 0
    returned: str = ""

    @property
    def overdue(self) -> tuple[StepState, ...]:
        """The steps whose day has passed."""
        return tuple(cell.step for cell in self.cells if cell.step and cell.step.state == State.OVERDUE)

    @property
    def blocking(self) -> tuple[StepState, ...]:
        """The steps that are open now and hold up those after them."""
        return tuple(cell.step for cell in self.cells if cell.step and cell.is_waiting_first)

    @property
    def is_adopted(self) -> bool:
        """Has the council finished, by its steps or as a register tells of its instrument?"""
        return is_adopted(self.instrument.standing, self.run.finished_on if self.run else None)

    @property
    def is_over(self) -> bool:
        """Was its run stopped: the council did not pass it, or a veto stands?"""
        return self.run is not None and self.run.stopped_on is not None

    @property
    def has_begun(self) -> bool:
        """Has the council taken up the statement?"""
        return self.run is not None or self.is_adopted


@dataclass(frozen=True)
class Matrix:
    """A statement's adoption, as on one day."""

    statement: Statement
    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def adopted(self) -> int:
        """How many councils have finished."""
        return sum(1 for row in self.rows if row.is_adopted)

    @property
    def begun(self) -> int:
        """How many councils have begun."""
        return sum(1 for row in self.rows if row.has_begun)

    def narrowed(self, show: str) -> "Matrix":
        """Return the matrix with the rows of one of ``SHOWN`` only; with all for anything else."""
        tests: dict[str, Callable[[MatrixRow], bool]] = {
            "late": lambda row: bool(row.overdue),
            "waiting": lambda row: not row.is_adopted and not row.is_over,
            "changed": lambda row: row.undecided > 0,
            "adopted": lambda row: row.is_adopted,
            "stopped": lambda row: row.is_over,
        }
        test = tests.get(show)
        return self if test is None else replace(self, rows=tuple(row for row in self.rows if test(row)))

    @property
    def overdue_rows(self) -> tuple[MatrixRow, ...]:
        """The councils with a step whose day has passed."""
        return tuple(row for row in self.rows if row.overdue)


SHOWN = ("late", "waiting", "changed", "adopted", "stopped")


def is_adopted(standing: str, finished_on: date | None) -> bool:
    """Has a council adopted it: as its instrument says, or by a run that is through and did not fail?"""
    if standing in _ADOPTED:
        return True
    return finished_on is not None and standing != Standing.FAILED


# What was renewed or superseded since was adopted all the same.
_ADOPTED = {Standing.ADOPTED, Standing.RENEWED, Standing.SUPERSEDED, Standing.EXPIRED, Standing.RESCINDED}


def adoption_matrix(user: "User", statement: Statement, *, today: date) -> Matrix:
    """Return the matrix of ``statement``, which ``user`` may see; the queries do not grow with councils."""
    instruments = statement.instruments.select_related("jurisdiction").defer("text", "parts")
    instruments = instruments.order_by("jurisdiction__name")
    states = run_states([ref_to(statement)], today=today, user=user)
    by_council = {council: state for (_subject, council), state in states.items()}
    return _matrix(statement, list(instruments), by_council, _proceedings(statement), _undecided(statement))


def _proceedings(statement: Statement) -> dict[tuple[int, str], Proceeding]:
    """The last thing taken down at each step, by instrument and step."""
    rows = Proceeding.objects.filter(instrument__statement=statement, undone_at=None).order_by("pk")
    return {(row.instrument_id, row.step_key): row for row in rows}


def _undecided(statement: Statement) -> dict[int, tuple[int, str]]:
    """How many changes nobody has decided on, and in which text, by instrument."""
    rows = Deviation.objects.filter(returned__instrument__statement=statement, decision="").order_by("pk")
    found: dict[int, tuple[int, str]] = {}
    for instrument, returned in rows.values_list("returned__instrument", "returned__public_id"):
        found[instrument] = (found.get(instrument, (0, ""))[0] + 1, returned)
    return found


def _matrix(
    statement: Statement,
    instruments: Sequence[Instrument],
    states: dict[str, RunState],
    proceedings: dict[tuple[int, str], Proceeding],
    undecided: dict[int, tuple[int, str]],
) -> Matrix:
    columns = _columns(states.values())
    rows = []
    for instrument in instruments:
        run = states.get(instrument.jurisdiction.public_id)
        steps = {step.key: step for step in run.steps} if run else {}
        is_over = run is not None and run.stopped_on is not None
        cells = tuple(
            Cell(column, steps.get(column.key), proceedings.get((instrument.pk, column.key)), is_over)
            for column in columns
        )
        rows.append(MatrixRow(instrument, run, cells, *undecided.get(instrument.pk, (0, ""))))
    return Matrix(statement, columns, tuple(rows))


def _columns(states: Collection[RunState]) -> tuple[Column, ...]:
    """Merge the orders of several procedures, the longest first; a new step follows its predecessor."""
    orders = [[step.key for step in state.steps] for state in states]
    steps = {step.key: step for state in states for step in state.steps}
    unconfirmed = {step.key for state in states for step in state.steps if step.is_unconfirmed}
    merged: list[str] = []
    for order in sorted(orders, key=len, reverse=True):
        place = 0
        for key in order:
            if key in merged:
                place = merged.index(key) + 1
            else:
                merged.insert(place, key)
                place += 1
    return tuple(Column(key, steps[key].title, key in unconfirmed) for key in merged)


MATRIX_COLUMNS = (
    "Jurisdiction",
    "Step",
    "State",
    "Due",
    "Done",
    "Outcome",
    "Votes",
    "Number",
    "Who",
    "Since",
    "Unconfirmed",
    "Evidence",
)


def matrix_rows(matrix: Matrix) -> Iterator[tuple[object, ...]]:
    """Yield a row below ``MATRIX_COLUMNS`` for each council and step."""
    for row in matrix.rows:
        for cell in row.cells:
            if cell.step is None:
                continue
            step, done = cell.step, cell.done
            yield (
                row.instrument.jurisdiction.name,
                step.title,
                step.state.label,
                step.due_on or "",
                step.closed_on or "",
                done.get_outcome_display() if done else "",
                done.count if done else "",
                done.number if done else "",
                step.who,
                step.since_on or "",
                "unconfirmed" if step.is_unconfirmed else "",
                step.evidence,
            )
