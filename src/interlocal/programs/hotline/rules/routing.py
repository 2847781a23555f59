"""Who gets a report, and who never does: decided before its key is sealed to anybody.

Whoever holds a marked office is left out, with all deputies; so is whoever is named, in the list of names or
by their whole name in the text, with the deputies of the office they hold. A name that fits nobody known may
be that of somebody who reads, so the report goes to the fallback first, outside the city.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from interlocal.programs.hotline.rules.handing import recovery_groups, stand_ins
from interlocal.programs.hotline.rules.names import Likeness, likeness, pairs_in, stands_in


@dataclass(frozen=True)
class Known:
    """A person who could be named: ``id`` is the public id of their account, empty where they have none."""

    id: str
    name: str
    is_deputy: bool = False


@dataclass(frozen=True)
class Place:
    """An office: its city, and who holds it or deputises."""

    id: str
    city: str
    people: tuple[Known, ...]


@dataclass(frozen=True)
class Serving:
    """A person with a key and a duty in a city, in the city's order."""

    person: Known
    city: str
    duty: str


@dataclass(frozen=True)
class World:
    """What routing looks at. Cities are public ids; ``fallbacks``: city -> the city that steps in."""

    offices: Sequence[Place]
    serving: Sequence[Serving]
    fallbacks: Mapping[str, str]
    keepers_needed: int = 3

    def ids(self, city: str, duty: str) -> list[str]:
        """Return who has ``duty`` in ``city``, in order."""
        return [one.person.id for one in self.serving if one.city == city and one.duty == duty]


@dataclass(frozen=True)
class Route:
    """Where a report goes: the city whose people read it, them, the groups of keepers, and who is left out.

    ``unknown`` are the names that fit nobody; ``city`` is empty, with no readers, where nobody is left.
    """

    city: str
    readers: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    excluded: frozenset[str]
    unknown: tuple[str, ...] = field(default=())


def route(world: World, *, city: str, offices: Iterable[str], names: Iterable[str], text: str = "") -> Route:
    """Decide who gets a report about ``city`` (empty: not sure)."""
    marked = set(offices)
    known, pairs = _everybody(world), pairs_in(text)
    typed = [name for name in names if name.strip()]
    concerned = {
        one
        for one in known
        if any(likeness(name, one.name) is not Likeness.OTHER for name in typed) or stands_in(pairs, one.name)
    }
    unknown = tuple(
        name for name in typed if not any(likeness(name, one.name) is Likeness.SAME for one in known)
    )
    excluded = _excluded(world, marked, concerned)
    chosen = city or _body_for_all(world)
    for body in _in_turn(world, chosen, skips_first=bool(unknown)):
        readers = _readers_in(world, body, excluded)
        if readers:
            left_out = {chosen} if unknown and city else set()
            return Route(body, tuple(readers), _groups(world, excluded, left_out), excluded, unknown)
    return Route("", (), (), excluded, unknown)


def _everybody(world: World) -> set[Known]:
    people = {person for office in world.offices for person in office.people}
    return people | {one.person for one in world.serving}


def _excluded(world: World, marked: set[str], concerned: set[Known]) -> frozenset[str]:
    """Return the accounts that may never read: those concerned, and who deputises for them."""
    ids = {person.id for person in concerned}
    for office in world.offices:
        holders = {person for person in office.people if not person.is_deputy}
        is_concerned = any(person in concerned or (person.id and person.id in ids) for person in holders)
        if office.id in marked or is_concerned:
            ids |= {person.id for person in office.people}
    return frozenset(ids - {""})


def _body_for_all(world: World) -> str:
    """Return where a report goes whose reporter is not sure of the city: who steps in for most cities."""
    counted: dict[str, int] = {}
    for body in world.fallbacks.values():
        counted[body] = counted.get(body, 0) + 1
    cities = sorted({one.city for one in world.serving if one.duty == "recipient"})
    return min(counted, key=lambda body: (-counted[body], body), default=cities[0] if cities else "")


def _in_turn(world: World, first: str, *, skips_first: bool) -> list[str]:
    """Return the bodies to ask in turn: the city, whoever steps in for it and so on, then all others."""
    order = [first]
    while (following := world.fallbacks.get(order[-1])) and following not in order:
        order.append(following)
    order.extend(city for city in sorted({one.city for one in world.serving}) if city not in order)
    return order[1:] if skips_first else order


def _readers_in(world: World, city: str, excluded: frozenset[str]) -> list[str]:
    return stand_ins(
        recipients=world.ids(city, "recipient"),
        substitutes=world.ids(city, "substitute"),
        fallback=(),
        excluded=excluded,
    )


def _groups(world: World, excluded: frozenset[str], left_out: set[str]) -> tuple[tuple[str, ...], ...]:
    cities = {one.city for one in world.serving} - left_out
    keepers = {city: world.ids(city, "keeper") for city in cities}
    return tuple(recovery_groups(keepers, needed=world.keepers_needed, excluded=excluded))
