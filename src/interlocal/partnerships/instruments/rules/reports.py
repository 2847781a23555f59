"""A step that is being recorded: what it stands on, and what is said of it."""

from dataclasses import dataclass
from datetime import date

from interlocal.foundation.files.public import StoredFile
from interlocal.partnerships.commitments.public import Commitment, ProcedureRun, Step
from interlocal.partnerships.instruments.lifecycle import StepKind
from interlocal.partnerships.instruments.models import Instrument


@dataclass(frozen=True)
class OpenStep:
    """A step of a council's run that takes something down, and the instrument on which it stands."""

    commitment: Commitment
    run: ProcedureRun
    step: Step
    kind: StepKind
    instrument: Instrument


@dataclass(frozen=True, kw_only=True)
class StepReport:
    """What was done at a step, and what shows it.

    ``to_on`` is the day of the agenda, the day to which it was tabled, or the day it takes effect. ``votes``
    are ``(name, "aye" | "nay" | "abstain")`` where the names are known.
    """

    outcome: str
    happened_on: date
    to_on: date | None = None
    bill_number: str = ""
    number: str = ""
    ayes: int | None = None
    nays: int | None = None
    abstentions: int | None = None
    votes: tuple[tuple[str, str], ...] = ()
    officer: str = ""
    note: str = ""
    url: str = ""
    file: StoredFile | None = None
