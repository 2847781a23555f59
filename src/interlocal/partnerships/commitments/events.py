"""What happened to commitments and procedures. Events name records by public id, never persons."""

from dataclasses import dataclass
from datetime import date

from interlocal.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class CommitmentEvent(Event):
    """Base of the events about one commitment: which one, who owes it, and what it comes from."""

    commitment: str
    owed_by: str
    source_kind: str = ""
    source_id: str = ""


@dataclass(frozen=True, kw_only=True)
class CommitmentOpened(CommitmentEvent):
    """A commitment was opened, by hand or by a procedure; ``owner`` is empty where nobody is named yet."""

    due_on: date | None = None
    owner: str = ""


@dataclass(frozen=True, kw_only=True)
class ListOpened(Event):
    """Many commitments were opened from one list that somebody brought: one event for all of them."""

    pasted_list: str
    commitments: int


@dataclass(frozen=True, kw_only=True)
class ListTakenBack(Event):
    """Commitments that a list had opened were withdrawn with it."""

    pasted_list: str
    commitments: int


@dataclass(frozen=True, kw_only=True)
class CommitmentClosed(CommitmentEvent):
    """A commitment was recorded as done."""

    done_on: date


@dataclass(frozen=True, kw_only=True)
class CommitmentReopened(CommitmentEvent):
    """A closed commitment is owed again."""


@dataclass(frozen=True, kw_only=True)
class CommitmentWithdrawn(CommitmentEvent):
    """A commitment is no longer owed, and was not done."""


@dataclass(frozen=True, kw_only=True)
class OwnerAssigned(CommitmentEvent):
    """A commitment got an owner, another owner, or lost the one it had."""

    owner: str = ""


@dataclass(frozen=True, kw_only=True)
class DueDateMoved(CommitmentEvent):
    """A commitment is due on another day; ``None`` stands for no date."""

    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ProcedureEvent(Event):
    """Base of the events about one run of a procedure."""

    run: str
    procedure: str
    subject_kind: str
    subject_id: str
    jurisdiction: str


@dataclass(frozen=True, kw_only=True)
class ProcedureStarted(ProcedureEvent):
    """A procedure began for a subject in a jurisdiction."""

    started_on: date


@dataclass(frozen=True, kw_only=True)
class StepSkipped(ProcedureEvent):
    """A step was left out, with a reason on record."""

    step: str


@dataclass(frozen=True, kw_only=True)
class ProcedureStopped(ProcedureEvent):
    """A run ended before its last step: what it was for will not come about this way."""

    stopped_on: date


@dataclass(frozen=True, kw_only=True)
class ProcedureFinished(ProcedureEvent):
    """Every step of a run is done or skipped."""

    finished_on: date
