"""What Home and the weekly mail show, from the doors of the rooms below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Window

from interlocal.foundation.accounts.public import User
from interlocal.kernel.periods import Period
from interlocal.partnerships.commitments.public import (
    Balance,
    Commitment,
    Permission,
    balances,
    commitments_for,
    needs_you,
)
from interlocal.partnerships.initiatives.public import CityHours, hours_by_city, months_ended
from interlocal.partnerships.initiatives.public import Permission as Initiatives
from interlocal.partnerships.instruments.public import AdoptionProgress, open_adoptions
from interlocal.partnerships.jurisdictions.public import Jurisdiction, jurisdictions_where

SHOWN = 8
MONTHS_OF_HOURS = 12
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Home:
    """What one person sees on coming in, as on one day. Panels without data are empty and left out."""

    needs: Sequence[Commitment]
    more_needs: int
    balances: Sequence[Balance]
    this_week: Sequence[Commitment]
    moved: Sequence[Commitment]
    adoptions: Sequence[AdoptionProgress]
    hours: Sequence[CityHours]


def home_of(user: User, *, today: date) -> Home:
    """Return the person's Home."""
    # Counted in the query that fetches them, so that a long list asks no more often than a short one.
    needs = list(needs_you(user, today).annotate(all_needs=Window(Count("pk")))[:SHOWN])
    seen = {commitment.pk for commitment in needs}
    own = own_jurisdictions(user)
    return Home(
        needs=needs,
        more_needs=needs[0].all_needs - len(needs) if needs else 0,  # type: ignore[attr-defined]
        balances=tuple(balances(own, today=today, user=user).values()),
        this_week=[row for row in due_within(user, own, Period(today, today + WEEK)) if row.pk not in seen],
        moved=list(recently_done(user, since=today - WEEK)),
        adoptions=open_adoptions(user, today=today)[:SHOWN],
        hours=hours_of(user, own, today=today),
    )


def hours_of(user: User, own: Sequence[Jurisdiction], *, today: date) -> Sequence[CityHours]:
    """Return the staff hours of the last twelve months that ended: of ``own``, or without them of all."""
    if not user.may(Initiatives.READ):
        return ()
    return hours_by_city(*months_ended(today, MONTHS_OF_HOURS), jurisdictions=own or None)


def own_jurisdictions(user: User) -> Sequence[Jurisdiction]:
    """Return the jurisdictions that ``user`` acts for; nobody acts for one by acting for all."""
    reach = user.reach(Permission.CLOSE)
    return () if reach.everywhere or not reach else list(jurisdictions_where(user, Permission.CLOSE))


def due_within(user: User, own: Sequence[Jurisdiction], period: Period) -> Sequence[Commitment]:
    """Return what falls due within ``period``, the nearest first: of ``own``, or without them of all."""
    rows = commitments_for(user).still_owed().filter(due_on__gte=period.starts_on, due_on__lte=period.ends_on)
    if own:
        rows = rows.filter(Q(owed_by__in=own) | Q(owed_to__in=own) | Q(owner=user))
    return list(rows.with_state(period.starts_on)[:SHOWN])


def recently_done(user: User, *, since: date) -> Sequence[Commitment]:
    """Return what was done since ``since``, the newest first."""
    return list(
        commitments_for(user).filter(outcome="done", done_on__gte=since).order_by("-done_on", "-pk")[:SHOWN]
    )
