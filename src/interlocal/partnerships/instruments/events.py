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
class StepRecorded(Event):
    """A council or its officer did something with an instrument; ``outcome`` is how it came out."""

    instrument: str
    jurisdiction: str
    step: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class TextReturned(Event):
    """A council's text came back and was compared; ``changes`` counts the passages that differ."""

    instrument: str
    jurisdiction: str
    changes: int


@dataclass(frozen=True, kw_only=True)
class DeviationDecided(Event):
    """A change in a council's text was taken into the common text, accepted for it alone, or sent back."""

    instrument: str
    jurisdiction: str
    decision: str


@dataclass(frozen=True, kw_only=True)
class InstrumentEnded(Event):
    """An adopted instrument was renewed, superseded or rescinded, or expired."""

    instrument: str
    jurisdiction: str
    standing: str
    successor: str = ""


@dataclass(frozen=True, kw_only=True)
class CommitmentsConfirmed(Event):
    """A council's duties under a statement became somebody's."""

    statement: str
    jurisdiction: str
    commitments: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PacketMade(Event):
    """A council's packet was made: Word, PDF, Akoma Ntoso and one page for its members."""

    packet: str
    instrument: str
    jurisdiction: str
