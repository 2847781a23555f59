"""What was destroyed by rule, as the audit book tells it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import CERTIFYING, Wanted, shared_entries
from interlocal.foundation.audit.public import Permission as Audit
from interlocal.kernel.exceptions import Refusal

MOST_PRINTED = 1000


@dataclass(frozen=True)
class Series:
    """Records of one kind that were destroyed, and the rule that said so."""

    called: str
    kind: str
    records: int
    rule: str


@dataclass(frozen=True)
class Destruction:
    """What was destroyed at one time in one room or program, and the entry of the audit that proves it."""

    seq: int
    at: datetime
    kept_in: str
    series: tuple[Series, ...]
    digest: str

    @property
    def records(self) -> int:
        """How many records of all series."""
        return sum(one.records for one in self.series)


def destructions_for(
    user: User, from_on: date | None = None, until_on: date | None = None
) -> "QuerySet[Any]":
    """Return the entries of destructions between two days, newest first, for who may read the audit."""
    entries = shared_entries(Wanted(from_on=from_on, until_on=until_on))
    entries = entries.filter(detail__action__in=CERTIFYING)
    return entries if user.may(Audit.READ) else entries.none()


def destruction_for(user: User, seq: int) -> Destruction:
    """Return one destruction; 404 where there is none, or for who may not read the audit."""
    entry = destructions_for(user).filter(seq=seq).first()
    if entry is None:
        raise Http404
    return destruction_of(entry)


def destructions_to_print(user: User, from_on: date | None, until_on: date | None) -> list[Destruction]:
    """Return the destructions between two days, oldest first. Raises ``Refusal`` for too many."""
    found = list(destructions_for(user, from_on, until_on).order_by("seq")[: MOST_PRINTED + 1])
    if len(found) > MOST_PRINTED:
        said = _("There are more than %(most)s certificates between these days. Choose fewer days.")
        raise Refusal(said % {"most": f"{MOST_PRINTED:,}"})
    return [destruction_of(entry) for entry in found]


def destruction_of(entry: Any) -> Destruction:
    """Read an entry."""
    told = entry.told
    series = tuple(
        Series(str(one["called"]), str(one["kind"]), int(one["records"]), str(one["rule"]))
        for one in told.values["destroyed"]
    )
    return Destruction(entry.seq, entry.at, told.subject_label, series, entry.digest)
