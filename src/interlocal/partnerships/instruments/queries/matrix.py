"""The adoption matrix: one statement, many councils, a row each, a column a step."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from interlocal.foundation.audit.public import ref_to
from interlocal.partnerships.commitments.public import RunState, State, StepState, run_states
from interlocal.partnerships.instruments.models import Instrument, Standing, Statement

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
    """How far a council has come with one step; ``step`` is ``None`` where its procedure has no such step."""

    column: Column
    step: StepState | None

    @property
    def is_waiting_first(self) -> bool:
        """Is this step open, so that it holds up those after it?"""
        return self.step is not None and self.step.state in {State.OPEN, State.OVERDUE}


@dataclass(frozen=True)
class MatrixRow:
    """One council: its instrument and its steps; ``run`` is ``None`` where adoption has not begun."""

    instrument: Instrument
    run: RunState | None
    cells: tuple[Cell, ...]

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
        finished = self.run is not None and self.run.finished_on is not None
        return finished or self.instrument.standing == Standing.ADOPTED

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

    @property
    def overdue_rows(self) -> tuple[MatrixRow, ...]:
        """The councils with a step whose day has passed."""
        return tuple(row for row in self.rows if row.overdue)


def adoption_matrix(user: "User", statement: Statement, *, today: date) -> Matrix:
    """Return the matrix of ``statement``, which ``user`` may see; the queries do not grow with councils."""
    instruments = statement.instruments.select_related("jurisdiction").order_by("jurisdiction__name")
    states = run_states([ref_to(statement)], today=today, user=user)
    by_council = {council: state for (_subject, council), state in states.items()}
    return _matrix(statement, list(instruments), by_council)


def _matrix(statement: Statement, instruments: Sequence[Instrument], states: dict[str, RunState]) -> Matrix:
    columns = _columns(states.values())
    rows = []
    for instrument in instruments:
        run = states.get(instrument.jurisdiction.public_id)
        steps = {step.key: step for step in run.steps} if run else {}
        rows.append(
            MatrixRow(instrument, run, tuple(Cell(column, steps.get(column.key)) for column in columns))
        )
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
