"""What one row puts on the register."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from typing import Any

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.agreements.models import Agreement
from interlocal.partnerships.jurisdictions.public import Jurisdiction


@dataclass(frozen=True)
class OldAgreement:
    """What one row puts on the register."""

    facts: dict[str, Any]
    parties: tuple[Jurisdiction, ...]
    renews: str
    amount_cents: int | None
    year: int | None
    notice_days: int | None
    section: str
    source: str


def identity_of(title: str, starts_on: date | None, parties: frozenset[int]) -> Hashable:
    """Return what makes two agreements the same."""
    return plain(title), starts_on, parties


def bound_by(agreement: Agreement) -> frozenset[int]:
    """Return who are or were its parties."""
    return frozenset(party.jurisdiction_id for party in agreement.parties.all())


def plain(title: str) -> str:
    """Return a title without case and doubled blanks."""
    return " ".join(title.split()).casefold()


def say_refusal(faults: dict[str, str], rule: Callable[[], None]) -> None:
    """Put what a rule refuses at the column of its field."""
    try:
        rule()
    except Refusal as refusal:
        faults.setdefault(refusal.field or "", str(refusal))
