"""Who is present at a moment, and who has stepped aside from which item."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Happening(StrEnum):
    """What one change does."""

    ARRIVE = "arrive"
    LEAVE = "leave"
    RECUSE = "recuse"
    RETURN = "return"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change for one person. ``order``, as recorded, decides between changes of the same moment."""

    person: Hashable
    happening: Happening
    at: datetime
    order: int
    item: Hashable | None = None


@dataclass(frozen=True, kw_only=True)
class Presence:
    """Who is in the room, and pairs of person and item from which they have stepped aside."""

    people: frozenset[Hashable] = frozenset()
    aside: frozenset[tuple[Hashable, Hashable]] = frozenset()

    def is_recused(self, person: Hashable, item: Hashable | None) -> bool:
        """Has ``person`` stepped aside from ``item``?"""
        return (person, item) in self.aside

    def acting(self, item: Hashable | None) -> frozenset[Hashable]:
        """Return those present who have not stepped aside from ``item``."""
        return frozenset(person for person in self.people if (person, item) not in self.aside)


def presence_at(changes: Iterable[Change], at: datetime) -> Presence:
    """Return who is present after every change up to and including ``at``, whatever order they came in.

    A change entered late counts from its stated moment. Leaving ends every stepping aside of that person.
    """
    people: set[Hashable] = set()
    aside: set[tuple[Hashable, Hashable]] = set()
    for change in sorted((one for one in changes if one.at <= at), key=lambda one: (one.at, one.order)):
        match change.happening:
            case Happening.ARRIVE:
                people.add(change.person)
            case Happening.LEAVE:
                people.discard(change.person)
                aside = {pair for pair in aside if pair[0] != change.person}
            case Happening.RECUSE:
                aside.add((change.person, change.item))
            case Happening.RETURN:
                aside.discard((change.person, change.item))
    return Presence(people=frozenset(people), aside=frozenset(aside))
