"""What happened to agreements, and to who belongs to them."""

from dataclasses import dataclass
from datetime import date

from interlocal.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class AgreementSigned(Event):
    """The last party has signed."""

    agreement: str
    signed_on: date


@dataclass(frozen=True, kw_only=True)
class AgreementPublished(Event):
    """The public may read of the agreement."""

    agreement: str


@dataclass(frozen=True, kw_only=True)
class ChangeEntered(Event):
    """A joining or withdrawal is entered, and takes effect on ``effective_on``."""

    change: str
    direction: str
    jurisdiction: str
    agreement: str = ""
    effective_on: date
