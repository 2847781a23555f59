"""Initiatives that a person may see: one query behind the board, the table and the calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.kernel.permissions import Actor
from interlocal.kernel.scopes import Scope, jurisdiction_scope
from interlocal.partnerships.initiatives import rules
from interlocal.partnerships.initiatives.models import Guest, Initiative, PainPoint, Stance, Stand
from interlocal.partnerships.initiatives.rules import Permission

ORDERS = {
    "title": ("title", "pk"),
    "stage": ("stage_key", "title", "pk"),
    "lead": ("lead__name", "title", "pk"),
    "since": ("stage_since", "title", "pk"),
}


@dataclass(frozen=True)
class Wanted:
    """What the initiatives are narrowed to."""

    words: str = ""
    stage: str = ""
    jurisdiction: str = ""
    sort: str = ""


class TakesPart(NamedTuple):
    """How one city takes part in an initiative."""

    stand: str
    name: str
    public_id: str

    @property
    def scope(self) -> Scope:
        """The scope in which roles are held for the city."""
        return jurisdiction_scope(self.public_id)

    @property
    def label(self) -> str:
        """The part in words."""
        return str(Stand(self.stand).label)


def initiatives_for(user: Actor) -> QuerySet[Initiative]:
    """Return the initiatives that ``user`` may read: all, or those that their jurisdiction may explore."""
    if user.may(Permission.READ):
        return Initiative.objects.all()
    places = user.reach(Permission.EXPLORE).jurisdictions
    invited = Guest.objects.filter(jurisdiction__public_id__in=places, ended_at=None)
    return Initiative.objects.filter(pk__in=invited.values("initiative"))


def initiative_rows(user: Actor, wanted: Wanted) -> QuerySet[Initiative]:
    """Return what board, table and calendar show, each with how many ``assigned`` there are."""
    rows = initiatives_for(user)
    if wanted.words:
        rows = rows.filter(Q(title__icontains=wanted.words) | Q(summary__icontains=wanted.words))
    if wanted.stage:
        rows = rows.filter(stage_key=wanted.stage)
    if wanted.jurisdiction:
        takes_part = Stance.objects.filter(ends_on=None, jurisdiction__public_id=wanted.jurisdiction)
        rows = rows.filter(Q(pk__in=takes_part.values("initiative")) | Q(lead__public_id=wanted.jurisdiction))
    order = ORDERS.get(wanted.sort.removeprefix("-"), ORDERS["title"])
    rows = rows.select_related("lead").order_by(*order)
    return (rows.reverse() if wanted.sort.startswith("-") else rows).annotate(
        assigned=Count("assignments", filter=Q(assignments__commitment__outcome=""), distinct=True)
    )


def with_standing(rows: Iterable[Initiative]) -> list[Initiative]:
    """Return ``rows``, each with ``standing``: who takes part, by name. They are thousands, and no models."""
    found = list(rows)
    standing: dict[int, list[TakesPart]] = {one.pk: [] for one in found}
    parts = Stance.objects.filter(ends_on=None, initiative__in=found)
    for initiative, *part in parts.values_list(
        "initiative", "stand", "jurisdiction__name", "jurisdiction__public_id"
    ):
        standing[initiative].append(TakesPart(*part))
    for one in found:
        one.standing = standing[one.pk]  # type: ignore[attr-defined]
    return found


def joining_of(initiative: Initiative) -> list[Scope]:
    """Return where the cities that join hold their roles. ``initiative`` comes with its stances."""
    standing = (one for one in initiative.stances.all() if one.ends_on is None)
    return [one.jurisdiction.scope for one in standing if one.stand == Stand.JOINS]


def initiative_for(user: Actor, public_id: str) -> Initiative:
    """Return one initiative that ``user`` may read; raises ``Http404`` for every other."""
    points = PainPoint.objects.select_related("jurisdiction").filter(withdrawn_at=None)
    rows = initiatives_for(user).select_related("lead", "group")
    return get_object_or_404(
        rows.prefetch_related(
            Prefetch("group__pain_points", queryset=points, to_attr="standing"),
            Prefetch("stances", queryset=Stance.objects.select_related("jurisdiction")),
        ),
        public_id=public_id,
    )


def led_initiative_for(user: Actor, public_id: str) -> Initiative:
    """Return one initiative that ``user`` may change; raises ``Http404`` for every other."""
    initiative = initiative_for(user, public_id)
    if not rules.may_lead(user):
        raise Http404
    return initiative


def whole_initiative_for(user: Actor, public_id: str) -> Initiative:
    """Return one initiative for somebody who acts for the whole partnership, or raise ``Http404``."""
    if not rules.may_edit(user):
        raise Http404
    return initiative_for(user, public_id)


def searched_initiatives(user: Actor, words: str) -> QuerySet[Initiative]:
    """Return the readable initiatives whose title or summary contains ``words``."""
    return initiatives_for(user).filter(Q(title__icontains=words) | Q(summary__icontains=words))
