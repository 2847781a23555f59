"""Pain points, the groups in which a person put them, and what might belong together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.kernel.permissions import Actor
from interlocal.partnerships.initiatives import rules, similarity
from interlocal.partnerships.initiatives.models import PainGroup, PainPoint
from interlocal.partnerships.initiatives.rules import Permission

# Comparing is quick, but a page has to end somewhere: the latest are compared.
MOST_COMPARED = 500
MOST_SUGGESTED = 8
MOST_OFFERED = 50  # at once to who groups by hand: words find the others
ORDERS = {
    "title": ("title", "pk"),
    "city": ("jurisdiction__name", "-weight", "pk"),
    "weight": ("-weight", "pk"),
    "cost": ("-yearly_cost_cents", "pk"),
}


@dataclass(frozen=True)
class Wanted:
    """What a list of pain points is narrowed to."""

    jurisdiction: str = ""
    words: str = ""
    show: str = ""
    sort: str = ""


@dataclass(frozen=True)
class Suggestion:
    """Pain points of different cities that read alike, and the words that say so."""

    points: Sequence[PainPoint]
    words: Sequence[str]
    percent: int


def pain_points_for(user: Actor) -> QuerySet[PainPoint]:
    """Return the pain points that ``user`` may read: all members read what each of them states."""
    if not user.may(Permission.READ):
        return PainPoint.objects.none()
    return PainPoint.objects.select_related("jurisdiction", "group__initiative")


def wanted_pain_points(user: Actor, wanted: Wanted) -> QuerySet[PainPoint]:
    """Return the rows of the list; withdrawn ones only when asked for."""
    rows = pain_points_for(user).filter(withdrawn_at__isnull=wanted.show != "withdrawn")
    if wanted.show == "alone":
        rows = rows.filter(group=None)
    if wanted.jurisdiction:
        rows = rows.filter(jurisdiction__public_id=wanted.jurisdiction)
    if wanted.words:
        rows = rows.filter(_contains(wanted.words))
    return rows.order_by(*ORDERS.get(wanted.sort.removeprefix("-"), ORDERS["weight"]))


def pain_point_for(user: Actor, public_id: str) -> PainPoint:
    """Return one pain point that ``user`` may read; raises ``Http404`` for every other."""
    return get_object_or_404(pain_points_for(user).select_related("stated_by"), public_id=public_id)


def own_pain_point_for(user: Actor, public_id: str) -> PainPoint:
    """Return one pain point that ``user`` may withdraw; raises ``Http404`` for every other."""
    point = pain_point_for(user, public_id)
    if not rules.may_state(user, point.jurisdiction):
        raise Http404
    return point


def to_group(user: Actor, *, chosen: Iterable[str], words: str) -> list[PainPoint]:
    """Return what a person may put into one group: what stands and belongs to none, the newest first.

    The ``chosen``, then fifty others at most that contain ``words``.
    """
    rows = pain_points_for(user).filter(withdrawn_at=None, group=None).order_by("-pk")
    first = list(rows.filter(public_id__in=list(chosen)))
    others = rows.exclude(pk__in=[point.pk for point in first])
    if words:
        others = others.filter(_contains(words))
    return [*first, *others[:MOST_OFFERED]]


def groups_for(user: Actor) -> QuerySet[PainGroup]:
    """Return the groups that stand, with their points, how many cities share them and what they cost."""
    if not user.may(Permission.READ):
        return PainGroup.objects.none()
    standing = Q(pain_points__withdrawn_at=None)
    points = PainPoint.objects.filter(withdrawn_at=None).prefetch_related("jurisdiction")  # each is read once
    return (
        PainGroup.objects.filter(dissolved_at=None)
        .select_related("initiative")
        .annotate(
            cities=Count("pain_points__jurisdiction", distinct=True, filter=standing),
            yearly_cost_cents=Sum("pain_points__yearly_cost_cents", filter=standing),
        )
        .prefetch_related(Prefetch("pain_points", queryset=points, to_attr="standing"))
        .order_by("-cities", "-created_at", "pk")
    )


def group_for(user: Actor, public_id: str) -> PainGroup:
    """Return one group that ``user`` may turn into an initiative or dissolve, or raise ``Http404``."""
    if not rules.may_lead(user):
        raise Http404
    return get_object_or_404(groups_for(user), public_id=public_id)


def suggestions(user: Actor) -> list[Suggestion]:
    """Return what might belong together, the closest first: only points of two cities or more."""
    points = _compared(user)
    alone_at = {place for place, point in enumerate(points) if point.group_id is None}
    found = []
    for cluster in similarity.clusters_of(_texts(points), among=alone_at):
        members = [points[place] for place in cluster.places]
        if len({point.jurisdiction_id for point in members}) > 1:
            found.append(Suggestion(members, cluster.words, round(cluster.score * 100)))
    return found[:MOST_SUGGESTED]


def like_this(point: PainPoint, user: Actor) -> list[Suggestion]:
    """Return the pain points of other cities that read most like ``point``, one a suggestion."""
    points = _compared(user)
    if point not in points:
        points.append(point)
    here = points.index(point)
    found = []
    for match in similarity.matches_of(_texts(points)):
        if here in (match.first, match.second):
            other = points[match.first + match.second - here]
            if other.jurisdiction_id != point.jurisdiction_id:
                found.append(Suggestion([other], match.words, round(match.score * 100)))
    return found[:MOST_SUGGESTED]


def _compared(user: Actor) -> list[PainPoint]:
    """The points that words are weighed over: the same on every page, so that two are as alike on each."""
    rows = pain_points_for(user).filter(withdrawn_at=None).order_by("-pk")
    points = list(rows.select_related(None).prefetch_related("jurisdiction")[:MOST_COMPARED])
    return points[::-1]


def _texts(points: Sequence[PainPoint]) -> list[str]:
    return [f"{point.title} {point.title} {point.description}" for point in points]


def searched_pain_points(user: Actor, words: str) -> QuerySet[PainPoint]:
    """Return the readable pain points that stand and contain ``words``."""
    return pain_points_for(user).filter(_contains(words), withdrawn_at=None)


def _contains(words: str) -> Q:
    return Q(title__icontains=words) | Q(description__icontains=words)
