"""The register: found, narrowed down, in order."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, OrderBy, Q, QuerySet, Value, When
from django.db.models.functions import Lower

from interlocal.kernel.permissions import Actor
from interlocal.partnerships.agreements.models import Agreement, AgreementState, Party
from interlocal.partnerships.agreements.queries.records import agreements_for, searched, with_parties

SORTS: dict[str, OrderBy] = {
    "title": OrderBy(Lower("title")),
    "from": OrderBy(F("starts_on"), nulls_last=True),
    "until": OrderBy(F("until"), nulls_last=True),
    "state": OrderBy(F("place")),
}


@dataclass(frozen=True)
class Wanted:
    """What is asked of the register; empty narrows nothing down. ``sort`` may begin with a minus sign."""

    words: str = ""
    party: str = ""
    state: str = ""
    sort: str = ""


def register(user: Actor, wanted: Wanted, today: date) -> QuerySet[Agreement]:
    """Return the register as ``user`` asks for it, each row with its ``state``, ``until`` and ``bound``."""
    words = wanted.words.strip()
    rows = searched(user, words) if words else agreements_for(user)
    rows = with_state(rows, today)
    if wanted.party:
        rows = rows.filter(
            pk__in=Party.objects.filter(jurisdiction__public_id=wanted.party).values("agreement")
        )
    if wanted.state:
        rows = rows.filter(Q(state=wanted.state))
    return with_parties(rows, today).order_by(*_order(wanted.sort))


def with_state(rows: QuerySet[Agreement], today: date) -> QuerySet[Agreement]:
    """Return ``rows`` with ``state`` (as ``Agreement.state_on``), its ``place``, and ``until``."""
    unknown = Q(starts_on=None) | Q(ends_on=None, is_open_ended=False)
    whens = (
        (Q(ended_on__lt=today), AgreementState.ENDED),
        (Q(ends_on__lt=today), AgreementState.EXPIRED),
        (unknown, AgreementState.UNDATED),
        (Q(starts_on__gt=today), AgreementState.UPCOMING),
    )
    places = {
        AgreementState.IN_FORCE: 0,
        AgreementState.UPCOMING: 1,
        AgreementState.UNDATED: 2,
        AgreementState.EXPIRED: 3,
        AgreementState.ENDED: 4,
    }
    return rows.annotate(
        state=Case(
            *(When(when, then=Value(state.value)) for when, state in whens),
            default=Value(AgreementState.IN_FORCE.value),
        ),
        place=Case(
            *(When(when, then=Value(places[state])) for when, state in whens),
            default=Value(places[AgreementState.IN_FORCE]),
        ),
        until=Case(When(ended_on__isnull=False, then=F("ended_on")), default=F("ends_on")),
    )


def _order(sort: str) -> tuple[Any, ...]:
    name = sort.removeprefix("-")
    chosen = SORTS.get(name)
    if chosen is None:
        return ("place", Lower("title"), "pk")
    if sort.startswith("-"):
        return (
            OrderBy(chosen.expression, descending=True, nulls_last=chosen.nulls_last),
            Lower("title"),
            "pk",
        )
    return (chosen, Lower("title"), "pk")
