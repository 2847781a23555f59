"""What routing looks at, as it stands now."""

from collections.abc import Sequence

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.hotline.models import CityHotline, Holder, StaffKey
from interlocal.programs.hotline.queries.duties import Server, keepers_needed, servers
from interlocal.programs.hotline.rules.routing import Known, Place, Serving, World


def world_now() -> tuple[World, dict[str, StaffKey]]:
    """Return the world for routing, and the current key of everybody who serves, by public id."""
    people = servers()
    cities = dict(Jurisdiction.objects.order_by().values_list("pk", "public_id"))
    fallbacks = CityHotline.objects.filter(fallback__isnull=False).values_list(
        "jurisdiction__public_id", "fallback__jurisdiction__public_id"
    )
    world = World(
        offices=_places(),
        serving=[_serving(one, cities[one.jurisdiction_id]) for one in people],
        fallbacks=dict(fallbacks),
        keepers_needed=keepers_needed(),
    )
    return world, {one.user.public_id: one.key for one in people}


def _places() -> Sequence[Place]:
    """Return the offices that somebody holds. Read with every report, so as plain values."""
    rows = Holder.objects.filter(office__is_retired=False).order_by("office_id", "pk")
    held = rows.values_list(
        "office__public_id",
        "office__jurisdiction__public_id",
        "name",
        "is_deputy",
        "user__public_id",
        "user__name",
    )
    people: dict[tuple[str, str], list[Known]] = {}
    for office, city, name, is_deputy, user, own_name in held:
        known = people.setdefault((office, city), [])
        known.append(Known(user or "", name, is_deputy))
        if own_name and own_name != name:  # either may be what a reporter writes
            known.append(Known(user, own_name, is_deputy))
    return [Place(office, city, tuple(known)) for (office, city), known in people.items()]


def _serving(one: Server, city: str) -> Serving:
    return Serving(_known(one.user), city, one.duty)


def _known(user: User) -> Known:
    return Known(user.public_id, str(user))
