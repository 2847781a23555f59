"""What has a day in the initiatives at hand: gates passed, targets, parts, staff, and what is owed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.commitments.public import commitments_for
from interlocal.partnerships.initiatives.models import Decision, Expectation, Initiative, Stance

KIND = Initiative._meta.label_lower
AHEAD_AND_BEHIND = 400


@dataclass(frozen=True)
class Dated:
    """Something with a day, in one initiative."""

    on: date
    initiative: Initiative
    what: str | Promise
    url_name: str = "initiatives:initiative"
    url_id: str = ""


@dataclass(frozen=True)
class Month:
    """A month and what lies in it, the earliest first."""

    first_on: date
    entries: Sequence[Dated]


@dataclass(frozen=True)
class Calendar:
    """What lies from this month on, the earliest first, and what lies behind, the latest first."""

    ahead: Sequence[Month]
    behind: Sequence[Month]

    def __bool__(self) -> bool:
        return bool(self.ahead or self.behind)


def calendar_of(user: User, initiatives: Iterable[Initiative], *, today: date) -> Calendar:
    """Return the months around ``today`` with what lies in them; queries do not grow with the rows."""
    rows = {row.pk: row for row in initiatives}
    entries = [*_decided(rows), *_targets(rows), *_stands(rows), *_owed(user, rows)]
    near = [entry for entry in entries if abs((entry.on - today).days) <= AHEAD_AND_BEHIND]
    near.sort(key=lambda entry: (entry.on, entry.initiative.title, str(entry.what)))
    grouped = groupby(near, key=lambda entry: entry.on.replace(day=1))
    months = [Month(first_on, list(entries)) for first_on, entries in grouped]
    this_month = today.replace(day=1)
    return Calendar(
        ahead=[month for month in months if month.first_on >= this_month],
        behind=[month for month in reversed(months) if month.first_on < this_month],
    )


def _decided(rows: dict[int, Initiative]) -> list[Dated]:
    found = Decision.objects.filter(initiative__in=rows)
    return [_in(rows[one.initiative_id], one.decided_on, one.title) for one in found]


def _targets(rows: dict[int, Initiative]) -> list[Dated]:
    found = Expectation.objects.filter(initiative__in=rows, withdrawn_at=None, target_on__isnull=False)
    return [
        _in(rows[one.initiative_id], one.target_on, _("Target: %(measure)s") % {"measure": one.measure})
        for one in found
        if one.target_on
    ]


def _stands(rows: dict[int, Initiative]) -> list[Dated]:
    found = Stance.objects.filter(initiative__in=rows).select_related("jurisdiction")
    return [
        _in(rows[one.initiative_id], one.starts_on, f"{one.jurisdiction.name}: {one.get_stand_display()}")
        for one in found
    ]


def _owed(user: User, rows: dict[int, Initiative]) -> list[Dated]:
    by_id = {row.public_id: row for row in rows.values()}
    found = commitments_for(user).filter(source_kind=KIND, source_id__in=by_id, due_on__isnull=False)
    return [
        Dated(one.due_on, by_id[one.source_id], one.title, "commitments:detail", one.public_id)
        for one in found
        if one.due_on
    ]


def _in(initiative: Initiative, on: date, what: str) -> Dated:
    return Dated(on, initiative, what, url_id=initiative.public_id)
