"""Bodies and meetings, as a person may read, arrange or record them."""

from datetime import date

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.foundation.accounts.public import User
from interlocal.kernel.periods import in_force
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.models import Body, BodyMember, Meeting
from interlocal.partnerships.meetings.rules import Permission


def bodies_for(user: User) -> QuerySet[Body]:
    """Return the bodies whose record ``user`` may read: all, for whoever may read meetings anywhere."""
    return Body.objects.all() if user.may(Permission.READ) else Body.objects.none()


def body_for(user: User, public_id: str) -> Body:
    """Return one body that ``user`` may read, or raise ``Http404``."""
    return get_object_or_404(bodies_for(user).select_related("facility"), public_id=public_id)


def meetings_for(user: User) -> QuerySet[Meeting]:
    """Return the meetings that ``user`` may read, each with its body."""
    rows = Meeting.objects.select_related("body", "body__facility")
    return rows if user.may(Permission.READ) else rows.none()


def meeting_for(user: User, public_id: str) -> Meeting:
    """Return one meeting that ``user`` may read, or raise ``Http404``."""
    return get_object_or_404(meetings_for(user), public_id=public_id)


def own_seats(user: User, body: Body, on: date) -> list[BodyMember]:
    """Return the seats of ``user`` on ``body`` in force on ``on``."""
    return list(BodyMember.objects.filter(in_force(on), body=body, user=user))


def meeting_to_arrange(user: User, public_id: str, on: date) -> Meeting:
    """Return one meeting that ``user`` may arrange, or raise ``Http404``."""
    meeting = meeting_for(user, public_id)
    if not rules.may_arrange(user, own_seats(user, meeting.body, on)):
        raise Http404
    return meeting


def meeting_to_record(user: User, public_id: str, on: date) -> Meeting:
    """Return one meeting that ``user`` may record, or raise ``Http404``."""
    meeting = meeting_for(user, public_id)
    if not rules.may_record(user, own_seats(user, meeting.body, on)):
        raise Http404
    return meeting


def members_on(body: Body, on: date) -> QuerySet[BodyMember]:
    """Return who sits on ``body`` on ``on``, substitutes too, with their jurisdictions and accounts."""
    rows = body.members.filter(in_force(on))
    return rows.select_related("jurisdiction", "user", "substitute_for__user", "substitute_for__jurisdiction")
