"""Bodies with what stands beside them, as a person may read or arrange them."""

from datetime import date, datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.foundation.accounts.public import User
from interlocal.kernel.periods import in_force
from interlocal.partnerships.jurisdictions.public import Jurisdiction, jurisdictions_where
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.models import (
    AgendaProposal,
    Body,
    BodyMember,
    Facility,
    FacilityClosure,
    LocalNoticeRule,
    Meeting,
    MeetingSeries,
    MeetingState,
    ProposalState,
)
from interlocal.partnerships.meetings.notice import Holiday, HolidayList, holidays_in
from interlocal.partnerships.meetings.queries.reading import bodies_for, body_for, own_seats
from interlocal.partnerships.meetings.rules import Permission


def body_rows(user: User, now: datetime) -> QuerySet[Body]:
    """Return the rows of the list of bodies, each with ``member_count`` and ``next_at``."""
    ahead = Meeting.objects.filter(body=OuterRef("pk"), ends_at__gte=now).exclude(
        state__in=(MeetingState.CANCELLED, MeetingState.ADJOURNED)
    )
    seated = in_force(now.date(), "members__starts_on", "members__ends_on") & Q(
        members__substitute_for=None, members__isnull=False
    )
    return bodies_for(user).annotate(
        member_count=Count("members", filter=seated, distinct=True),
        next_at=Subquery(ahead.order_by("starts_at").values("starts_at")[:1]),
    )


def body_to_edit(user: User, public_id: str) -> Body:
    """Return one body whose rules and members ``user`` may change, or raise ``Http404``."""
    if not rules.may_edit_bodies(user):
        raise Http404
    return body_for(user, public_id)


def body_to_arrange(user: User, public_id: str, on: date) -> Body:
    """Return one body whose meetings ``user`` may arrange, or raise ``Http404``."""
    body = body_for(user, public_id)
    if not rules.may_arrange(user, own_seats(user, body, on)):
        raise Http404
    return body


def body_to_propose_to(user: User, public_id: str, on: date) -> Body:
    """Return one body to which ``user`` may propose, or raise ``Http404``."""
    body = body_for(user, public_id)
    if not rules.may_propose(user, own_seats(user, body, on)):
        raise Http404
    return body


def places_to_propose_for(user: User, body: Body, on: date) -> QuerySet[Jurisdiction]:
    """Return the jurisdictions for which ``user`` may propose: where the role says so, and the own seats'."""
    seats = BodyMember.objects.filter(in_force(on), body=body, user=user).values("jurisdiction")
    held = jurisdictions_where(user, Permission.PROPOSE).values("pk")
    return Jurisdiction.objects.filter(Q(pk__in=held) | Q(pk__in=seats))


def seat_to_edit(user: User, public_id: str, seat_id: str) -> BodyMember:
    """Return one seat of a body that ``user`` may change, or raise ``Http404``."""
    body = body_to_edit(user, public_id)
    return get_object_or_404(body.members.select_related("body", "user", "jurisdiction"), public_id=seat_id)


def local_rules_on(body: Body, on: date) -> QuerySet[LocalNoticeRule]:
    """Return the body's own stricter rules in force on ``on``."""
    return body.local_rules.filter(Q(ended_on=None) | Q(ended_on__gte=on))


def local_rule_of(body: Body, public_id: str) -> LocalNoticeRule:
    """Return one local rule of ``body``, or raise ``Http404``."""
    return get_object_or_404(body.local_rules.select_related("body"), public_id=public_id)


def running_series(body: Body) -> QuerySet[MeetingSeries]:
    """Return the series of ``body`` that have not been ended."""
    return body.series.filter(ended_at=None)


def series_of(body: Body, public_id: str) -> MeetingSeries:
    """Return one series of ``body``, or raise ``Http404``."""
    return get_object_or_404(running_series(body).select_related("body__facility"), public_id=public_id)


def coming_meetings(body: Body, now: datetime) -> QuerySet[Meeting]:
    """Return the meetings of ``body`` that are not over, the nearest first."""
    over = (MeetingState.CANCELLED, MeetingState.ADJOURNED)
    return body.meetings.filter(ends_at__gte=now).exclude(state__in=over).select_related("body")


def waiting_proposals(body: Body) -> QuerySet[AgendaProposal]:
    """Return what waits for an answer."""
    rows = body.proposals.filter(state=ProposalState.WAITING)
    return rows.select_related("jurisdiction", "proposed_by", "wanted_at")


def proposal_to_answer(user: User, public_id: str, proposal_id: str, on: date) -> AgendaProposal:
    """Return one proposal that ``user`` may take up or decline, or raise ``Http404``."""
    body = body_to_arrange(user, public_id, on)
    return get_object_or_404(body.proposals.select_related("body", "jurisdiction"), public_id=proposal_id)


def own_proposal(user: User, public_id: str, proposal_id: str) -> AgendaProposal:
    """Return one proposal that ``user`` made, or raise ``Http404``."""
    body = body_for(user, public_id)
    return get_object_or_404(body.proposals.filter(proposed_by=user), public_id=proposal_id)


def facility_by(public_id: str) -> Facility:
    """Return one building, or raise ``Http404``."""
    return get_object_or_404(Facility, public_id=public_id)


def closures_from(facility: Facility, year: int) -> QuerySet[FacilityClosure]:
    """Return the closed days of ``facility`` from the beginning of ``year`` on."""
    return facility.closures.filter(on__year__gte=year)


def holidays_to_take(facility: Facility, holidays: HolidayList, year: int) -> list[Holiday]:
    """Return the days of ``holidays`` in ``year`` that would close ``facility`` and are not on record."""
    closed = set(facility.closures.filter(on__year=year).values_list("on", flat=True))
    return [
        day
        for day in holidays_in(holidays, year)
        if day.on not in closed and day.on.weekday() in facility.open_weekdays
    ]


def people_to_seat() -> QuerySet[User]:
    """Return the people with an account who can be given a seat, by name."""
    return User.objects.filter(is_active=True).order_by("name")
