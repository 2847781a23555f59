"""The list of commitments, filtered, searched and sorted."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.db.models.expressions import OrderBy

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.commitments import rules
from interlocal.partnerships.commitments.models import Commitment
from interlocal.partnerships.commitments.models.commitment import CommitmentQuerySet
from interlocal.partnerships.commitments.queries.lists import commitments_for
from interlocal.partnerships.jurisdictions.public import Jurisdiction

NOBODY = "nobody"
SORTS = {
    "due": "due_on",
    "title": "title",
    "owed_by": "owed_by__name",
    "owed_to": "owed_to__name",
    "owner": "owner__name",
}


@dataclass(frozen=True)
class Wanted:
    """What a reader asks the list for; empty values ask for nothing."""

    show: str = ""
    jurisdiction: str = ""
    source: str = ""
    owner: str = ""
    words: str = ""
    sort: str = ""


def wanted_commitments(user: User, wanted: Wanted, today: date) -> CommitmentQuerySet:
    """Return what ``user`` may see of what is ``wanted``, with state, in the order asked for.

    ``show``: "mine", "owes" (owed by the places the person acts for), "owed" (owed to them), "overdue",
    "undated", "done", "withdrawn", "all"; anything else is what is still owed.
    """
    rows = commitments_for(user).filter(_shown(user, wanted.show, today))
    if wanted.jurisdiction:
        rows = rows.filter(
            Q(owed_by__public_id=wanted.jurisdiction) | Q(owed_to__public_id=wanted.jurisdiction)
        )
    if wanted.source:
        rows = rows.filter(source_kind=wanted.source)
    if wanted.owner == NOBODY:
        rows = rows.filter(owner=None)
    for word in wanted.words.split():
        rows = rows.filter(
            Q(title__icontains=word) | Q(detail__icontains=word) | Q(source_label__icontains=word)
        )
    return rows.with_state(today).order_by(*_order(wanted.sort))


def filter_places(user: User) -> list[tuple[str, str]]:
    """Return the jurisdictions that owe or are owed something that ``user`` may see: public id and name."""
    seen = Commitment.objects.filter(rules.readable(user)).order_by()
    owing = seen.values_list("owed_by", flat=True).distinct()
    owed = seen.exclude(owed_to=None).values_list("owed_to", flat=True).distinct()
    places = Jurisdiction.objects.filter(pk__in={*owing, *owed})
    return list(places.order_by("name").values_list("public_id", "name"))


def source_kinds(user: User) -> list[str]:
    """Return the kinds of record from which the commitments that ``user`` may see come."""
    rows = Commitment.objects.filter(rules.readable(user)).exclude(source_kind="").order_by()
    return sorted(rows.values_list("source_kind", flat=True).distinct())


def _shown(user: User, show: str, today: date) -> Q:
    open_ones = Q(outcome="")
    reach = user.reach(rules.Permission.READ).jurisdictions
    conditions = {
        "mine": open_ones & Q(owner=user),
        "owes": open_ones & Q(owed_by__public_id__in=reach),
        "owed": open_ones & Q(owed_to__public_id__in=reach),
        "overdue": open_ones & Q(due_on__lt=today),
        "undated": open_ones & Q(due_on=None),
        "done": Q(outcome="done"),
        "withdrawn": Q(outcome="withdrawn"),
        "all": Q(),
    }
    return conditions.get(show, open_ones)


def _order(sort: str) -> list[OrderBy]:
    field = F(SORTS.get(sort.removeprefix("-"), "due_on"))
    first = field.desc(nulls_last=True) if sort.startswith("-") else field.asc(nulls_last=True)
    return [first, F("pk").asc()]
