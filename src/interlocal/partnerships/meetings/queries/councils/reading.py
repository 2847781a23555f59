"""Councils' meetings as they are on record, and what was brought in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.foundation.accounts.public import User
from interlocal.foundation.jobs.public import Job
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.partnerships.jurisdictions.public import jurisdictions_where
from interlocal.partnerships.meetings.models import (
    CouncilImport,
    CouncilItem,
    CouncilMeeting,
    CouncilVote,
    ImportSource,
    ImportState,
)
from interlocal.partnerships.meetings.rules import Permission


@dataclass(frozen=True)
class ReadingProgress:
    """How many answers of a source have been read; ``None`` where its job is not there any more."""

    answers: int
    has_failed: bool


def council_meetings_for(user: User) -> QuerySet[CouncilMeeting]:
    """Return the councils' meetings that ``user`` may read: all, for whoever may read meetings anywhere."""
    rows = CouncilMeeting.objects.select_related("jurisdiction")
    return rows if user.may(Permission.READ) else rows.none()


def council_meetings(user: User, wanted: Mapping[str, Any]) -> QuerySet[CouncilMeeting]:
    """Return the rows of the list, each with ``item_count`` and ``voted_count``, narrowed as ``wanted``."""
    items = CouncilItem.objects.filter(meeting=OuterRef("pk"), replaced_by=None)
    voted = items.filter(Exists(CouncilVote.objects.filter(item=OuterRef("pk"))))
    rows = council_meetings_for(user).annotate(item_count=_counted(items), voted_count=_counted(voted))
    if wanted.get("city"):
        rows = rows.filter(jurisdiction=wanted["city"])
    if words := wanted.get("q", "").strip():
        dealt = items.filter(Q(title__icontains=words) | Q(matter__icontains=words))
        rows = rows.filter(Q(body__icontains=words) | Exists(dealt))
    if wanted.get("since"):
        rows = rows.filter(on__gte=wanted["since"])
    if wanted.get("until"):
        rows = rows.filter(on__lte=wanted["until"])
    if wanted.get("voted"):
        rows = rows.filter(Exists(voted))
    return rows.order_by("-on", "-pk")


def council_meeting_for(user: User, public_id: str) -> CouncilMeeting:
    """Return one council's meeting that ``user`` may read, or raise ``Http404``."""
    rows = council_meetings_for(user).select_related("brought_with")
    return get_object_or_404(rows, public_id=public_id)


def meeting_to_correct(user: User, public_id: str) -> CouncilMeeting:
    """Return one meeting written by hand that ``user`` may correct, or raise ``Http404``."""
    meeting = council_meeting_for(user, public_id)
    scope = jurisdiction_scope(meeting.jurisdiction.public_id)
    if meeting.source != ImportSource.HAND or not user.may(Permission.COUNCIL, scope):
        raise Http404
    return meeting


def current_items(meeting: CouncilMeeting) -> Sequence[CouncilItem]:
    """Return the items of ``meeting`` as they were told last, with their votes, in the agenda's order."""
    rows = meeting.items.filter(replaced_by=None).select_related("replaces")
    return list(rows.prefetch_related("votes").order_by("position", "pk"))


def earlier_tellings(meeting: CouncilMeeting) -> Sequence[CouncilItem]:
    """Return the items of ``meeting`` as they were told before, the latest first."""
    rows = meeting.items.exclude(replaced_by=None).select_related("brought_with", "replaced_by")
    return list(rows.prefetch_related("votes").order_by("-pk"))


def imports_for(user: User) -> QuerySet[CouncilImport]:
    """Return what was brought in of the cities for which ``user`` may bring in, the latest first."""
    rows = CouncilImport.objects.select_related("jurisdiction", "brought_by")
    return rows.filter(jurisdiction__in=jurisdictions_where(user, Permission.COUNCIL)).order_by("-pk")


def import_for(user: User, public_id: str) -> CouncilImport:
    """Return one import of a city for which ``user`` may bring in, or raise ``Http404``."""
    return get_object_or_404(imports_for(user), public_id=public_id)


def reading_progress(brought: CouncilImport) -> ReadingProgress | None:
    """Return how far the reading of ``brought`` has come."""
    if brought.state != ImportState.READING:
        return None
    job = Job.objects.filter(key=f"council-record:{brought.public_id}").first()
    return ReadingProgress(job.progress_done, job.state == "failed") if job else None


def _counted(items: QuerySet[CouncilItem]) -> Coalesce:
    """Count in a query of its own for each row shown: joins would multiply items by votes."""
    counted = items.order_by().values("meeting").annotate(counted=Count("pk")).values("counted")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
