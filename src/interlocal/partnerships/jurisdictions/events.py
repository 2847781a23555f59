"""What happened to the membership of the partnership."""

from dataclasses import dataclass
from datetime import date

from interlocal.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class MembershipBegan(Event):
    """A jurisdiction has become a member, supporter or observer."""

    jurisdiction_id: str
    membership_id: str
    role: str
    starts_on: date | None


@dataclass(frozen=True, kw_only=True)
class MembershipEnded(Event):
    """A jurisdiction's membership has ended."""

    jurisdiction_id: str
    membership_id: str
    role: str
    ends_on: date
