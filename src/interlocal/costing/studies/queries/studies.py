"""Studies and their cities that a person may see or keep."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import (
    Baseline,
    CellQuestion,
    Line,
    PollCity,
    SignOffCity,
    Study,
    StudyCity,
)
from interlocal.costing.studies.rules import Permission
from interlocal.kernel.permissions import Actor


@dataclass(frozen=True)
class Waiting:
    """A baseline that a person's city has not signed, with the questions that wait for an answer."""

    city: StudyCity
    open_questions: int
    is_signed: bool


def studies_for(user: Actor) -> QuerySet[Study]:
    """Return the studies that ``user`` may read."""
    return Study.objects.all() if user.may(Permission.READ) else Study.objects.none()


def study_rows(user: Actor, words: str = "") -> QuerySet[Study]:
    """Return the rows of the list, each with its number of cities and of those that have signed."""
    signed = Baseline.objects.filter(city=OuterRef("cities"), frozen_at__isnull=False)
    rows = studies_for(user)
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(service__icontains=words))
    counted = rows.select_related("initiative").annotate(
        city_count=Count("cities", filter=Q(cities__left_at=None), distinct=True),
        signed_count=Count("cities", filter=Q(cities__left_at=None) & Exists(signed), distinct=True),
    )
    return counted.order_by("title", "pk")


def study_for(user: Actor, public_id: str) -> Study:
    """Return one study; raises ``Http404`` when there is none that ``user`` may read."""
    return get_object_or_404(studies_for(user).select_related("initiative"), public_id=public_id)


def led_study_for(user: Actor, public_id: str) -> Study:
    """Return one study that ``user`` may keep, or raise ``Http404``."""
    if not rules.may_lead(user):
        raise Http404
    return study_for(user, public_id)


def cities_of(study: Study) -> QuerySet[StudyCity]:
    """Return the cities that are in the study, by name, with all versions of their baselines."""
    versions = Baseline.objects.order_by("number")
    return (
        study.cities.filter(left_at=None)
        .select_related("jurisdiction", "study")
        .prefetch_related(Prefetch("baselines", queryset=versions, to_attr="versions"))
        .annotate(open_questions=Count("questions", filter=Q(questions__answered_at=None), distinct=True))
        .order_by("jurisdiction__name", "pk")
    )


def led_city_for(user: Actor, public_id: str, city_id: str) -> StudyCity:
    """Return a city of a study that ``user`` may keep, or raise ``Http404``."""
    study = led_study_for(user, public_id)
    return get_object_or_404(
        study.cities.filter(left_at=None).select_related("study", "jurisdiction"), public_id=city_id
    )


def lines_of(study: Study) -> QuerySet[Line]:
    """Return the lines that stand, in their order of kinds."""
    return study.lines.filter(withdrawn_at=None)


def led_line_for(user: Actor, public_id: str, line_id: str) -> Line:
    """Return a line of a study that ``user`` may keep, or raise ``Http404``."""
    study = led_study_for(user, public_id)
    return get_object_or_404(lines_of(study).select_related("study"), public_id=line_id)


def waiting(user: Actor) -> list[Waiting]:
    """Return the baselines of the person's own cities that are not signed or have open questions."""
    reach = user.reach(Permission.FILL)
    if reach.everywhere or not reach:
        return []
    own = StudyCity.objects.filter(left_at=None, jurisdiction__public_id__in=reach.jurisdictions)
    signed = Baseline.objects.filter(city=OuterRef("pk"), frozen_at__isnull=False)
    asked = CellQuestion.objects.filter(city=OuterRef("pk"), answered_at=None)
    rows = own.annotate(
        is_signed=Exists(signed),
        open_questions=Count("questions", filter=Q(questions__answered_at=None), distinct=True),
    ).filter(Q(is_signed=False) | Exists(asked))
    return [
        Waiting(row, row.open_questions, row.is_signed)
        for row in rows.select_related("study", "jurisdiction").order_by("study__baselines_due_on", "pk")
    ]


def searched(user: Actor, words: str) -> QuerySet[Study]:
    """Return the readable studies whose title or service contains ``words``."""
    return studies_for(user).filter(Q(title__icontains=words) | Q(service__icontains=words))


def synthetic_among(public_ids: Collection[str]) -> frozenset[str]:
    """Return those of ``public_ids`` that are cities, or what they are asked, of sample studies."""
    cities = StudyCity.objects.filter(public_id__in=public_ids, study__is_synthetic=True)
    asked = PollCity.objects.filter(public_id__in=public_ids, poll__study__is_synthetic=True)
    signing = SignOffCity.objects.filter(public_id__in=public_ids, sign_off__study__is_synthetic=True)
    return frozenset(
        public_id
        for rows in (cities, asked, signing)
        for public_id in rows.values_list("public_id", flat=True)
    )
