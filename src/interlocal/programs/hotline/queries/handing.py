"""Who reads a report, who may, and what has to be sealed again when that changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.hotline.models import Duty, Holder, Recipient, RecoveryWrap, Report, StaffKey, Wrap
from interlocal.programs.hotline.queries.duties import (
    Server,
    excluded_of,
    fallback_of,
    keepers_needed,
    servers,
)
from interlocal.programs.hotline.rules.handing import recovery_groups, stand_ins
from interlocal.programs.hotline.rules.sealing import text_of


@dataclass(frozen=True)
class Circle:
    """Who serves around a report: everybody with a key and a duty, and who of them is excluded."""

    report: Report
    people: list[Server]
    excluded: frozenset[str]

    def ids(self, jurisdiction_id: int | None, duty: str) -> list[str]:
        """Return the public ids of a city's people in ``duty``, in order."""
        return [
            one.user.public_id
            for one in self.people
            if one.jurisdiction_id == jurisdiction_id and one.duty == duty
        ]

    def key_of(self, user_id: str) -> StaffKey:
        """Return somebody's current key; raises ``KeyError`` for who is none of these people."""
        return {one.user.public_id: one.key for one in self.people}[user_id]


def circle_of(report: Report) -> Circle:
    """Return who serves around ``report``."""
    people = servers()
    excluded = excluded_of(report, [one.user for one in people])
    ids = frozenset(one.user.public_id for one in people if one.user.pk in excluded)
    return Circle(report, people, ids)


def stand_ins_for(circle: Circle, jurisdiction_id: int | None, without: Iterable[str] = ()) -> list[str]:
    """Return who reads the report in that city when ``without`` may not: public ids, by rule."""
    recipients, substitutes = (
        circle.ids(jurisdiction_id, duty) for duty in (Duty.RECIPIENT, Duty.SUBSTITUTE)
    )
    return stand_ins(
        recipients=recipients,
        substitutes=substitutes,
        fallback=circle.ids(fallback_of(jurisdiction_id), Duty.RECIPIENT),
        excluded=circle.excluded | set(without),
    )


def may_be_given(circle: Circle) -> set[str]:
    """Return who may be given the report: who receives or steps in there, and the fallback's recipients."""
    city = circle.report.jurisdiction_id
    able = {
        *circle.ids(city, Duty.RECIPIENT),
        *circle.ids(city, Duty.SUBSTITUTE),
        *circle.ids(fallback_of(city), Duty.RECIPIENT),
    }
    return able - circle.excluded


def groups_of(circle: Circle) -> list[list[str]]:
    """Return the groups of keepers' keys (public ids, outermost first) that recovery wraps are wanted for.

    Only cities whose keepers had a part before, and the report's own: where a name in the report fitted
    nobody known, routing left the city out that it is about, and that stays so until the report is there.
    """
    keepers: dict[str, list[str]] = {}
    keys: dict[str, str] = {}
    cities = _cities_with_a_part(circle)
    for one in circle.people:
        if one.duty == Duty.KEEPER and (not cities or one.jurisdiction_id in cities):
            keepers.setdefault(str(one.jurisdiction_id), []).append(one.user.public_id)
            keys[one.user.public_id] = one.key.public_id
    groups = recovery_groups(keepers, needed=keepers_needed(), excluded=circle.excluded)
    return [[keys[person] for person in group] for group in groups]


def _cities_with_a_part(circle: Circle) -> set[int | None]:
    """Return the cities of those keepers who have a part now, with the report's; none where nobody has."""
    sealed = RecoveryWrap.objects.filter(report=circle.report).values_list("keys", flat=True)
    parts = {key for keys in sealed for key in keys}
    people = set(StaffKey.objects.filter(public_id__in=parts).values_list("user", flat=True))
    duties = Recipient.objects.filter(user__in=people, duty=Duty.KEEPER, ended_on=None)
    found: set[int | None] = set(duties.values_list("jurisdiction", flat=True))
    return found | {circle.report.jurisdiction_id} if found else found


def may_be_excluded(circle: Circle) -> list[User]:
    """Return who may be taken off the report for good: who serves a hotline, reads it, or holds an office."""
    offices = Holder.objects.filter(office__jurisdiction=circle.report.jurisdiction, user__isnull=False)
    people = [
        *(one.user for one in circle.people),
        *readers_of(circle.report),
        *(one.user for one in offices.select_related("user") if one.user is not None),
    ]
    left_out = excluded_of(circle.report, people)
    return sorted({one for one in people if one.pk not in left_out}, key=lambda one: (str(one), one.pk))


def readers_of(report: Report) -> list[User]:
    """Return who has a wrap of ``report``."""
    wraps = Wrap.objects.filter(report=report).select_related("key__user").order_by("key__user__name", "pk")
    return list(dict.fromkeys(wrap.key.user for wrap in wraps))


def around(report: Report, reader: User) -> dict[str, Any]:
    """Return what the browser of ``reader`` needs to hand the report on: people, keys, groups of keepers."""
    circle = circle_of(report)
    readers = readers_of(report)
    have_now = set(
        Wrap.objects.filter(report=report, key__retired_on=None).values_list(
            "key__user__public_id", flat=True
        )
    )
    me = reader.public_id
    return {
        "readers": [
            {"id": one.public_id, "name": str(one), "needs_wrap": one.public_id not in have_now}
            for one in readers
        ],
        "keys": {
            one.key.public_id: {
                "public_key": text_of(one.key.public_key),
                "user": one.user.public_id,
                "name": str(one.user),
            }
            for one in circle.people
        },
        "may_be_given": sorted(may_be_given(circle) - have_now),
        "may_be_excluded": [
            {"id": one.public_id, "name": str(one)} for one in may_be_excluded(circle) if one.public_id != me
        ],
        "stand_ins": sorted(set(stand_ins_for(circle, report.jurisdiction_id, {me})) - have_now),
        "groups": groups_of(circle),
        "groups_are_sealed": _are_sealed(report, groups_of(circle)),
        "cities": _cities_to_hand_to(circle),
    }


def _are_sealed(report: Report, groups: list[list[str]]) -> bool:
    sealed = RecoveryWrap.objects.filter(report=report).values_list("keys", flat=True)
    return sorted(sealed) == sorted(groups)


def _cities_to_hand_to(circle: Circle) -> list[dict[str, Any]]:
    """Return the other cities that receive reports, by name, with whom the rule names there."""
    here = circle.report.jurisdiction_id
    able = {one.jurisdiction_id for one in circle.people if one.duty == Duty.RECIPIENT} - {here}
    cities = [
        (city, stand_ins_for(circle, city.pk))
        for city in Jurisdiction.objects.filter(pk__in=able).order_by("name")
    ]
    return [{"id": city.public_id, "name": city.name, "people": people} for city, people in cities if people]
