"""What was destroyed by rule, as the audit book tells it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import Permission as Audit
from interlocal.foundation.audit.public import Wanted, shared_entries
from interlocal.programkit.public import CERTIFY


@dataclass(frozen=True)
class Series:
    """Records of one kind that were destroyed, and the rule that said so."""

    called: str
    kind: str
    records: int
    rule: str


@dataclass(frozen=True)
class Destruction:
    """What was destroyed at one time for one program, and the entry of the audit book that proves it."""

    seq: int
    at: datetime
    program: str
    series: tuple[Series, ...]
    digest: str

    @property
    def records(self) -> int:
        """How many records of all series."""
        return sum(one.records for one in self.series)


def destructions_for(user: User) -> "QuerySet[Any]":
    """Return the entries of destructions, newest first, for who may read the audit."""
    entries = shared_entries(Wanted(action=CERTIFY)).filter(detail__isnull=False)
    return entries if user.may(Audit.READ) else entries.none()


def destruction_for(user: User, seq: int) -> Destruction:
    """Return one destruction; 404 where there is none, or for who may not read the audit."""
    entry = destructions_for(user).filter(seq=seq).first()
    if entry is None:
        raise Http404
    return destruction_of(entry)


def destruction_of(entry: Any) -> Destruction:
    """Read an entry."""
    told = entry.told
    series = tuple(
        Series(str(one["called"]), str(one["kind"]), int(one["records"]), str(one["rule"]))
        for one in told.values["destroyed"]
    )
    return Destruction(entry.seq, entry.at, told.subject_label, series, entry.digest)
