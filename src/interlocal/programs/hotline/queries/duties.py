"""Who serves each city's hotline, with the keys that reports are sealed to."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from interlocal.foundation.accounts.public import User
from interlocal.programs.hotline.models import (
    CityHotline,
    Duty,
    Exclusion,
    Recipient,
    RecoveryRule,
    Report,
    StaffKey,
)
from interlocal.programs.hotline.rules.exclusions import exclusion_digest

KEEPERS_NEEDED = 3


@dataclass(frozen=True)
class Server:
    """A person who serves a city's hotline, and their current key."""

    user: User
    key: StaffKey
    jurisdiction_id: int
    duty: str


def duties_in_force() -> QuerySet[Recipient]:
    """Return the duties that count: confirmed by another city, not ended, of somebody active."""
    found = Recipient.objects.filter(ended_on=None, confirmed_by__isnull=False, user__is_active=True)
    return found.select_related("user")


def current_key_of(user: User) -> StaffKey | None:
    """Return a person's current key, if they have one."""
    return StaffKey.objects.filter(user=user, retired_on=None).first()


def servers(duties: Iterable[str] = tuple(Duty)) -> list[Server]:
    """Return everybody in ``duties`` who has a key, in each city's order."""
    rows = list(duties_in_force().filter(duty__in=duties).order_by("jurisdiction", "duty", "place", "pk"))
    current = StaffKey.objects.filter(user__in=[row.user_id for row in rows], retired_on=None)
    keys = {key.user_id: key for key in current.defer("locks")}  # which their owners alone read
    return [
        Server(row.user, keys[row.user_id], row.jurisdiction_id, row.duty)
        for row in rows
        if row.user_id in keys
    ]


def excluded_of(report: Report, people: Iterable[User]) -> set[int]:
    """Return the primary keys of those ``people`` who may never read ``report``."""
    digests = set(Exclusion.objects.filter(report=report).values_list("digest", flat=True))
    return {one.pk for one in people if exclusion_digest(report.public_id, one.public_id) in digests}


def fallback_of(jurisdiction_id: int | None) -> int | None:
    """Return the city (primary key) whose people step in when a city has nobody left."""
    if jurisdiction_id is None:
        return None
    found = CityHotline.objects.filter(jurisdiction_id=jurisdiction_id).select_related("fallback").first()
    return found.fallback.jurisdiction_id if found and found.fallback else None


def keepers_needed() -> int:
    """Return how many keepers of different cities open a report together; three until a rule says."""
    rule = RecoveryRule.objects.first()
    return rule.needed if rule else KEEPERS_NEEDED
