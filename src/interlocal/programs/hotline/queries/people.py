"""People who can be named."""

from datetime import date

from django.db.models import QuerySet

from interlocal.foundation.accounts.public import RoleGrant, User, roles
from interlocal.programs.hotline.models import Recipient
from interlocal.programs.hotline.rules import Permission

SERVING = frozenset({Permission.RECEIVE, Permission.KEEP})


def able_people(on: date) -> QuerySet[User]:
    """Return the active people whose role lets them receive or keep anywhere on ``on``, by name."""
    slugs = [slug for slug, role in roles().items() if role.permissions & SERVING]
    grants = RoleGrant.objects.in_force(on).filter(role__in=slugs)
    return User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("name", "pk")


def everybody() -> QuerySet[User]:
    """Return every active person, by name: anybody may hold an office."""
    return User.objects.filter(is_active=True).order_by("name", "pk")


def serving() -> QuerySet[User]:
    """Return everybody who has a confirmed duty in any city, by name."""
    duties = Recipient.objects.filter(ended_on=None, confirmed_by__isnull=False)
    return User.objects.filter(pk__in=duties.values("user"), is_active=True).order_by("name", "pk")
