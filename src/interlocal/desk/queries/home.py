"""What Home and the weekly mail show, from the doors of the rooms below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

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
class HoursInShort:
    """Staff hours: ``cities`` one by one; where not all are shown, those with the most unanswered months."""

    cities: Sequence[CityHours]
    count: int  # of all that promised any
    promised: Decimal
    given: Decimal

    @property
    def are_some_left_out(self) -> bool:
        """Are there more cities than are shown?"""
        return self.count > len(self.cities)


@dataclass(frozen=True)
class Needs:
    """What needs one person, the most pressing first, and how much more there is."""

    first: Sequence[Commitment]
    more: int


@dataclass(frozen=True)
class Home:
    """What one person sees on coming in, as on one day. Panels without data are empty and left out."""

    needs: Needs
    balances: Sequence[Balance]
    this_week: Sequence[Commitment]
    moved: Sequence[Commitment]
    adoptions: Sequence[AdoptionProgress]
    hours: HoursInShort | None


def home_of(user: User, *, today: date) -> Home:
    """Return the person's Home."""
    needs = needs_of(user, today=today)
    seen = {commitment.pk for commitment in needs.first}
    own = own_jurisdictions(user)
    return Home(
        needs=needs,
        balances=balances_of(user, own, today=today),
        this_week=[row for row in due_within(user, own, Period(today, today + WEEK)) if row.pk not in seen],
        moved=list(recently_done(user, since=today - WEEK)),
        adoptions=open_adoptions(user, today=today)[:SHOWN],
        hours=hours_of(user, own, today=today),
    )


def needs_of(user: User, *, today: date) -> Needs:
    """Return what needs the person."""
    # Counted in the query that fetches them, so that a long list asks no more often than a short one.
    first = list(needs_you(user, today).annotate(all_needs=Window(Count("pk")))[:SHOWN])
    return Needs(first, first[0].all_needs - len(first) if first else 0)  # type: ignore[attr-defined]


def balances_of(user: User, own: Sequence[Jurisdiction], *, today: date) -> Sequence[Balance]:
    """Return what each of ``own`` owes and is owed, as far as the person may see it."""
    return tuple(balances(own, today=today, user=user).values())


def hours_of(user: User, own: Sequence[Jurisdiction], *, today: date) -> HoursInShort | None:
    """Return the staff hours of the last twelve months that ended: of ``own``, or without them of all."""
    if not user.may(Initiatives.READ):
        return None
    cities = hours_by_city(*months_ended(today, MONTHS_OF_HOURS), jurisdictions=own or None)
    if not cities:
        return None
    shown = cities
    if len(cities) > SHOWN:
        shown = sorted(cities, key=lambda city: -city.unanswered)[:SHOWN]
    return HoursInShort(
        cities=shown,
        count=len(cities),
        promised=sum((city.promised for city in cities), Decimal(0)),
        given=sum((city.given for city in cities), Decimal(0)),
    )


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
