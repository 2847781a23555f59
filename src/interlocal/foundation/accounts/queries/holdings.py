"""What somebody looks after, asked of the rooms above through ``config.wiring``."""

from datetime import date

from django.db.models import QuerySet
from django.utils.module_loading import import_string

from interlocal.foundation.accounts.models import RoleGrant, User
from interlocal.foundation.accounts.queries.lists import people_visible_to
from interlocal.kernel.holdings import Holding
from interlocal.kernel.outbox.events import wiring


def holdings_of(user: User, *, on: date) -> list[Holding]:
    """Return what ``user`` looks after. Sealed rooms are not asked."""
    return [one for room in wiring().HOLDINGS for one in import_string(room)(user=user, on=on)]


def successors_of(user: User, *, viewer: User, on: date) -> QuerySet[User]:
    """Return who may take over: people in use, seen by ``viewer``, with a role where ``user`` holds one."""
    places = {grant.scope for grant in user.grants.filter(ended_on=None)}
    ids = {
        pk
        for scope in places
        for pk in RoleGrant.objects.in_force(on).within(scope).values_list("user_id", flat=True)
    }
    people = people_visible_to(viewer).filter(pk__in=ids, is_active=True)
    return people.exclude(pk=user.pk).order_by("name", "pk")
