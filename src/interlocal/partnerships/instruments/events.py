"""What happens to instruments and statements."""

from dataclasses import dataclass
from datetime import date

from interlocal.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class InstrumentAdded(Event):
    """A council's instrument was recorded."""

    instrument: str
    jurisdiction: str
    statement: str | None = None


@dataclass(frozen=True, kw_only=True)
class StatementPublished(Event):
    """The public may read the statement."""

    statement: str


@dataclass(frozen=True, kw_only=True)
class AdoptionStarted(Event):
    """A council began the steps by which it adopts a statement."""

    statement: str
    jurisdiction: str
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class CommitmentsConfirmed(Event):
    """A council's duties under a statement became somebody's."""

    statement: str
    jurisdiction: str
    commitments: tuple[str, ...]
