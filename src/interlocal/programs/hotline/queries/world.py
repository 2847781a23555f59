"""What routing looks at, as it stands now."""

from django.db.models import Prefetch

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.hotline.models import CityHotline, Holder, Office, StaffKey
from interlocal.programs.hotline.queries.duties import Server, keepers_needed, servers
from interlocal.programs.hotline.rules.routing import Known, Place, Serving, World


def world_now() -> tuple[World, dict[str, StaffKey]]:
    """Return the world for routing, and the current key of everybody who serves, by public id."""
    people = servers()
    cities = dict(Jurisdiction.objects.values_list("pk", "public_id"))
    holders = Prefetch("holders", queryset=Holder.objects.select_related("user"))
    offices = Office.objects.filter(is_retired=False).prefetch_related(holders)
    fallbacks = CityHotline.objects.filter(fallback__isnull=False).values_list(
        "jurisdiction__public_id", "fallback__jurisdiction__public_id"
    )
    world = World(
        offices=[_place(office, cities[office.jurisdiction_id]) for office in offices],
        serving=[_serving(one, cities[one.jurisdiction_id]) for one in people],
        fallbacks=dict(fallbacks),
        keepers_needed=keepers_needed(),
    )
    return world, {one.user.public_id: one.key for one in people}


def _place(office: Office, city: str) -> Place:
    people = []
    for holder in office.holders.all():
        people.append(Known(holder.user.public_id if holder.user else "", holder.name, holder.is_deputy))
        if holder.user and str(holder.user) != holder.name:  # either may be what a reporter writes
            people.append(Known(holder.user.public_id, str(holder.user), holder.is_deputy))
    return Place(office.public_id, city, tuple(people))


def _serving(one: Server, city: str) -> Serving:
    return Serving(_known(one.user), city, one.duty)


def _known(user: User) -> Known:
    return Known(user.public_id, str(user))
