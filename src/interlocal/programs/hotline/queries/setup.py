"""How the cities' hotlines are set up. None of these reads touches a report."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Case, Prefetch, Q, QuerySet, Value, When
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.foundation.accounts.public import User
from interlocal.kernel.permissions import Actor
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.hotline.models import (
    Category,
    CityHotline,
    Duty,
    Holder,
    Office,
    Recipient,
    RecoveryRule,
    StaffKey,
)
from interlocal.programs.hotline.rules import Permission
from interlocal.programs.hotline.rules.checks import CityFacts, Finding, OfficeFacts, Person, findings

KEEPERS_NEEDED = 3
BY_DUTY = Case(*(When(duty=duty, then=Value(place)) for place, duty in enumerate(Duty)))


def hotlines_for(reader: Actor) -> QuerySet[CityHotline]:
    """Return the hotlines whose set-up ``reader`` may see: all of them, or none."""
    found = CityHotline.objects.select_related("jurisdiction", "fallback__jurisdiction")
    return found if reader.may(Permission.READ) else found.none()


def hotline_for(reader: Actor, public_id: str) -> CityHotline:
    """Return one hotline, or raise ``Http404``."""
    return get_object_or_404(hotlines_for(reader), public_id=public_id)


def hotline_to_set_up(reader: Actor, public_id: str) -> CityHotline:
    """Return one hotline that ``reader`` may change, or raise ``Http404``."""
    if not reader.may(Permission.SET_UP):
        raise Http404
    return hotline_for(reader, public_id)


def bodies_without(reader: Actor) -> QuerySet[Jurisdiction]:
    """Return the bodies that have no hotline yet, by name."""
    if not reader.may(Permission.SET_UP):
        return Jurisdiction.objects.none()
    return Jurisdiction.objects.exclude(pk__in=CityHotline.objects.values("jurisdiction"))


def duties_of(hotline: CityHotline) -> QuerySet[Recipient]:
    """Return the duties of a city that have not ended, in its order."""
    found = Recipient.objects.filter(jurisdiction=hotline.jurisdiction_id, ended_on=None)
    people = found.select_related("user", "named_by", "confirmed_by", "jurisdiction")
    return people.order_by(BY_DUTY, "place", "pk")


def duty_of(hotline: CityHotline, public_id: str) -> Recipient:
    """Return one duty of a city, or raise ``Http404``."""
    return get_object_or_404(duties_of(hotline), public_id=public_id)


def offices_of(hotline: CityHotline) -> QuerySet[Office]:
    """Return the offices of a city, with their holders, those that are retired last."""
    holders = Prefetch("holders", queryset=Holder.objects.select_related("user"))
    found = Office.objects.filter(jurisdiction=hotline.jurisdiction_id).prefetch_related(holders)
    return found.order_by("is_retired", "title", "pk")


def office_of(hotline: CityHotline, public_id: str) -> Office:
    """Return one office of a city, or raise ``Http404``."""
    return get_object_or_404(offices_of(hotline), public_id=public_id)


def holder_of(hotline: CityHotline, public_id: str) -> Holder:
    """Return one holder of an office of a city, or raise ``Http404``."""
    rows = Holder.objects.select_related("office")
    return get_object_or_404(rows, public_id=public_id, office__jurisdiction=hotline.jurisdiction_id)


def categories() -> QuerySet[Category]:
    """Return every category in its order, the retired ones last."""
    return Category.objects.order_by("is_retired", "place", "pk")


def keepers_needed() -> int:
    """Return how many keepers of different cities open a report together; three until a rule says."""
    rule = RecoveryRule.objects.order_by("-pk").first()
    return rule.needed if rule else KEEPERS_NEEDED


def duties_to_confirm(reader: User) -> QuerySet[Recipient]:
    """Return the duties that wait for a confirmation that ``reader`` may give, oldest first."""
    reach = reader.reach(Permission.CONFIRM)
    waiting = Recipient.objects.filter(ended_on=None, confirmed_by=None).select_related(
        "user", "named_by", "jurisdiction"
    )
    if reach.everywhere or not reach.jurisdictions:
        return waiting.none()
    own = Q(jurisdiction__public_id__in=reach.jurisdictions) | Q(user=reader) | Q(named_by=reader)
    return waiting.exclude(own).order_by("pk")


def duty_to_confirm(reader: User, public_id: str) -> Recipient:
    """Return one duty that ``reader`` may confirm, or raise ``Http404``."""
    return get_object_or_404(duties_to_confirm(reader), public_id=public_id)


def facts_of(hotline: CityHotline) -> CityFacts:
    """Return what the checks look at for one city."""
    return facts_by_city([hotline])[hotline.pk]


def findings_by_city(hotlines: Sequence[CityHotline]) -> Mapping[int, tuple[Finding, ...]]:
    """Return what is missing in each city, by the hotline's primary key."""
    return {pk: findings(facts) for pk, facts in facts_by_city(hotlines).items()}


def facts_by_city(hotlines: Iterable[CityHotline]) -> Mapping[int, CityFacts]:
    """Return what the checks look at, by the hotline's primary key; asks the same for one city or many."""
    shown = list(hotlines)
    people = _people()
    offices = _offices([one.jurisdiction_id for one in shown])
    ready = {city for (city, duty), many in people.items() if duty == Duty.KEEPER and _has_ready(many)}
    needed, kinds = keepers_needed(), Category.objects.filter(is_retired=False).count()
    names = dict(Jurisdiction.objects.filter(pk__in=ready).values_list("pk", "public_id"))
    return {
        one.pk: CityFacts(
            name=one.jurisdiction.name,
            recipients=people[one.jurisdiction_id, Duty.RECIPIENT],
            substitutes=people[one.jurisdiction_id, Duty.SUBSTITUTE],
            keepers=people[one.jurisdiction_id, Duty.KEEPER],
            keeper_cities=frozenset(names.values()),
            keepers_needed=needed,
            fallback=one.fallback.jurisdiction.name if one.fallback else "",
            fallback_is_ready=bool(
                one.fallback and _has_ready(people[one.fallback.jurisdiction_id, Duty.RECIPIENT])
            ),
            offices=offices[one.jurisdiction_id],
            categories=kinds,
            keep_months=one.keep_months,
            keep_source=one.keep_source,
            texts=_places(one),
        )
        for one in shown
    }


def _has_ready(people: Sequence[Person]) -> bool:
    return any(one.is_ready for one in people)


def _people() -> Mapping[tuple[int, str], Sequence[Person]]:
    """Return everybody with a duty, by city and duty, in each city's order."""
    rows = list(Recipient.objects.filter(ended_on=None, user__is_active=True).select_related("user"))
    keys = StaffKey.objects.filter(retired_on=None, user__in={row.user_id for row in rows})
    with_key = set(keys.values_list("user", flat=True))
    found: dict[tuple[int, str], list[Person]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: (one.place, one.pk)):
        person = Person(
            id=row.user.public_id,
            name=str(row.user),
            is_confirmed=row.confirmed_by_id is not None,
            has_key=row.user_id in with_key,
        )
        found[row.jurisdiction_id, row.duty].append(person)
    return found


def _offices(cities: Sequence[int]) -> Mapping[int, Sequence[OfficeFacts]]:
    found: dict[int, list[OfficeFacts]] = defaultdict(list)
    holders = Prefetch("holders", queryset=Holder.objects.select_related("user"))
    for office in Office.objects.filter(jurisdiction__in=cities, is_retired=False).prefetch_related(holders):
        held = list(office.holders.all())
        users = frozenset(one.user.public_id for one in held if one.user)
        found[office.jurisdiction_id].append(OfficeFacts(office.title, len(held), users))
    return found


def _places(hotline: CityHotline) -> frozenset[tuple[str, str]]:
    return frozenset(
        (place, language) for language, said in hotline.texts.items() for place, text in said.items() if text
    )
