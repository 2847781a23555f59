"""Whether the body can act at a moment."""

from collections.abc import Hashable
from dataclasses import dataclass

from .attendance import Presence
from .body import Body, Voice
from .objection import Objection, Why


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How many voices are present, stepped aside, and needed; ``counted`` make the quorum."""

    present: int
    aside: int
    counted: int
    needed: int
    seats: int

    @property
    def is_quorate(self) -> bool:
        """Can the body act?"""
        return self.counted >= self.needed

    @property
    def missing(self) -> int:
        """How many voices more it takes."""
        return max(0, self.needed - self.counted)


def voices_present(body: Body, presence: Presence) -> tuple[Voice, ...]:
    """Return the voices of which somebody is present who may speak for it."""
    return tuple(voice for voice in body.voices if speakers(voice, presence))


def speakers(voice: Voice, presence: Presence) -> tuple[Hashable, ...]:
    """Return those present who may speak for ``voice``: a substitute only while their member is away."""
    return tuple(
        person.key
        for person in voice.people
        if person.key in presence.people and person.stands_in_for not in presence.people
    )


def is_aside(voice: Voice, presence: Presence, item: Hashable | None) -> bool:
    """Has everybody present who may speak for ``voice`` stepped aside from ``item``?"""
    present = speakers(voice, presence)
    return bool(present) and all(presence.is_recused(person, item) for person in present)


def standing(body: Body, presence: Presence, item: Hashable | None = None) -> Standing:
    """Return how the body stands for ``item``."""
    present = voices_present(body, presence)
    aside = sum(is_aside(voice, presence, item) for voice in present)
    counted = len(present) if body.recused_count else len(present) - aside
    return Standing(present=len(present), aside=aside, counted=counted, needed=body.needed, seats=body.seats)


def check_quorum(body: Body, presence: Presence, item: Hashable | None, section: str = "") -> None:
    """Raise ``Objection`` when too few voices are present to act on ``item``."""
    if not standing(body, presence, item).is_quorate:
        raise Objection(Why.NO_QUORUM, section=section)


def check_speaker(body: Body, presence: Presence, person: Hashable, item: Hashable | None) -> Voice:
    """Return the voice that ``person`` may use for ``item`` now, or raise ``Objection``."""
    if person not in body.persons:
        raise Objection(Why.NO_VOICE, about=(person,))
    voice, known = body.persons[person]
    if person not in presence.people:
        raise Objection(Why.NOT_PRESENT, about=(person,))
    if known.stands_in_for is not None and known.stands_in_for in presence.people:
        raise Objection(Why.STANDS_IN, about=(person, known.stands_in_for))
    if presence.is_recused(person, item):
        raise Objection(Why.RECUSED, about=(person,))
    return voice
