"""Lists of meetings: what needs somebody, those ahead and past, a month."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from interlocal.foundation.accounts.public import User
from interlocal.kernel.periods import in_force
from interlocal.kernel.scopes import PARTNERSHIP
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.models import (
    AgendaProposal,
    BodyMember,
    ItemState,
    Meeting,
    MeetingState,
    ProposalState,
)
from interlocal.partnerships.meetings.queries.clock import reckonings_for
from interlocal.partnerships.meetings.queries.reading import meetings_for
from interlocal.partnerships.meetings.rules import Permission
from interlocal.partnerships.meetings.rules.permissions import ARRANGING_OFFICES

SOON = timedelta(days=21)
SHOWN = 6
_ON_AGENDA = Count("items", filter=~Q(items__state=ItemState.REMOVED), distinct=True)


@dataclass(frozen=True)
class Need:
    """A meeting and what it needs now: ``notice``, ``agenda`` or ``run``; ``due_at`` is by when."""

    meeting: Meeting
    what: str
    due_at: datetime
    is_late: bool


@dataclass(frozen=True)
class Needs:
    """What needs a person: meetings to prepare, proposals to answer, and the next meeting that is theirs."""

    meetings: Sequence[Need]
    proposals: Sequence[AgendaProposal]
    next_own: Meeting | None


@dataclass(frozen=True)
class Month:
    """A month as weeks of days, each with its meetings in their order."""

    first: date
    before: str
    after: str
    weeks: Sequence[Sequence[tuple[date, Sequence[Meeting]]]]


def meeting_rows(user: User, wanted: Mapping[str, Any], now: datetime, is_past: bool) -> QuerySet[Meeting]:  # noqa: FBT001
    """Return the rows of the list, each with ``item_count``: ahead the nearest first, past the latest."""
    over = Q(ends_at__lt=now) | Q(state=MeetingState.ADJOURNED)
    rows = meetings_for(user).filter(over if is_past else ~over).annotate(item_count=_ON_AGENDA)
    if wanted.get("body"):
        rows = rows.filter(body=wanted["body"])
    if wanted.get("state"):
        rows = rows.filter(state=wanted["state"])
    return rows.order_by("-starts_at" if is_past else "starts_at", "pk")


def needs(user: User, now: datetime) -> Needs:
    """Return what needs ``user`` now."""
    today = timezone.localdate(now)
    seats = list(BodyMember.objects.filter(in_force(today), user=user))
    held = {seat.body_id for seat in seats if seat.office in ARRANGING_OFFICES}
    everywhere = user.may(Permission.ARRANGE, PARTNERSHIP)
    ahead = (
        meetings_for(user)
        .filter(ends_at__gte=now)
        .exclude(state__in=(MeetingState.CANCELLED, MeetingState.ADJOURNED))
    )
    mine = ahead if everywhere else ahead.filter(body__in=held)
    soon = list(
        mine.filter(starts_at__lt=now + SOON).annotate(item_count=_ON_AGENDA).order_by("starts_at")[:SHOWN]
    )
    waiting = AgendaProposal.objects.filter(state=ProposalState.WAITING).select_related(
        "body", "jurisdiction"
    )
    return Needs(
        meetings=_needs_of(soon, now),
        proposals=list((waiting if everywhere else waiting.filter(body__in=held))[:SHOWN]),
        next_own=ahead.filter(body__in={seat.body_id for seat in seats})
        .exclude(pk__in=[row.pk for row in soon])
        .order_by("starts_at")
        .first(),
    )


def month_of(user: User, wanted: str, today: date) -> Month:
    """Return the month ``wanted`` ("2026-03"), or today's where that is no month."""
    first = _first_of(wanted) or today.replace(day=1)
    weeks = Calendar(firstweekday=6).monthdatescalendar(first.year, first.month)
    begins, ends = _midnight(weeks[0][0]), _midnight(weeks[-1][-1] + timedelta(days=1))
    by_day: dict[date, list[Meeting]] = defaultdict(list)
    for row in meetings_for(user).filter(starts_at__gte=begins, starts_at__lt=ends):
        by_day[timezone.localdate(row.starts_at)].append(row)
    before, after = first - timedelta(days=1), first + timedelta(days=31)
    return Month(
        first,
        f"{before:%Y-%m}",
        f"{after:%Y-%m}",
        [[(day, by_day.get(day, ())) for day in week] for week in weeks],
    )


def searched(user: User, words: str) -> QuerySet[Meeting]:
    """Return the meetings that ``user`` may read whose title, body or agenda contains ``words``."""
    holds = Q(title__icontains=words) | Q(body__name__icontains=words)
    on_agenda = Q(items__title__icontains=words) & ~Q(items__state=ItemState.REMOVED)
    return meetings_for(user).filter(holds | on_agenda).distinct().order_by("-starts_at")


def _needs_of(meetings: Sequence[Meeting], now: datetime) -> list[Need]:
    found = []
    reckonings = reckonings_for(meetings)
    for row in meetings:
        due_at = reckonings[row.pk].due_at if rules.owes_notice(row) else row.starts_at
        if row.state == MeetingState.OPEN:
            found.append(Need(row, "run", row.starts_at, is_late=False))
        elif row.item_count == 0:  # type: ignore[attr-defined]
            found.append(Need(row, "agenda", due_at, is_late=now > due_at))
        elif row.state == MeetingState.SCHEDULED and rules.owes_notice(row):
            found.append(Need(row, "notice", due_at, is_late=now > due_at))
    return found


def _first_of(wanted: str) -> date | None:
    try:
        return date.fromisoformat(f"{wanted}-01")
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
