"""A body as its rules see it: who has a voice, what a quorum is, and what share a motion needs."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who may speak for a voice; ``stands_in_for`` is the key of the member they replace."""

    key: Hashable
    stands_in_for: Hashable | None = None


@dataclass(frozen=True, kw_only=True)
class Voice:
    """One vote of the body, its weight, and those who may cast it."""

    key: Hashable
    people: tuple[Person, ...]
    weight: int = 1


class QuorumOf(StrEnum):
    """How a quorum is told."""

    MAJORITY = "majority"
    NUMBER = "number"
    FRACTION = "fraction"


@dataclass(frozen=True, kw_only=True)
class Quorum:
    """How many voices must be present: more than half of the seats, a number, or a fraction rounded up."""

    of: QuorumOf = QuorumOf.MAJORITY
    number: int = 0
    numerator: int = 1
    denominator: int = 2

    def needed(self, seats: int) -> int:
        """Return how many voices must be present of ``seats``; never less than one."""
        match self.of:
            case QuorumOf.NUMBER:
                needed = self.number
            case QuorumOf.FRACTION:
                needed = -(-seats * self.numerator // self.denominator)
            case _:
                needed = seats // 2 + 1
        return max(1, needed)


class ThresholdOf(StrEnum):
    """Of what a share is taken."""

    VOTING = "voting"
    PRESENT = "present"
    SEATS = "seats"
    QUORUM = "quorum"


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """The share of yeas that a motion needs. ``is_strict`` asks for more than it, else it is enough."""

    of: ThresholdOf = ThresholdOf.VOTING
    numerator: int = 1
    denominator: int = 2
    is_strict: bool = True
    section: str = ""

    def is_met(self, part: int, base: int) -> bool:
        """Is ``part`` enough of ``base``? Nothing is never enough."""
        left, right = part * self.denominator, base * self.numerator
        return part > 0 and (left > right if self.is_strict else left >= right)

    @property
    def is_plain_majority(self) -> bool:
        """Is it more than half of those who vote? Only then can a tie be told and broken."""
        return self.of is ThresholdOf.VOTING and self.is_strict and self.numerator * 2 == self.denominator


@dataclass(frozen=True, kw_only=True)
class Body:
    """Who decides, and how. ``seats`` counts vacant ones too; a vacant seat weighs one.

    ``is_chair_deciding`` lets the person who presides decide a tie. ``recused_count`` says whether those who
    stepped aside from an item count towards the quorum and among those present for it.
    """

    voices: tuple[Voice, ...]
    seats: int
    quorum: Quorum = field(default_factory=Quorum)
    is_chair_deciding: bool = False
    recused_count: bool = False

    @property
    def needed(self) -> int:
        """How many voices make a quorum."""
        return self.quorum.needed(self.seats)

    @property
    def weight(self) -> int:
        """What all seats weigh together."""
        return sum(voice.weight for voice in self.voices) + max(0, self.seats - len(self.voices))

    @cached_property
    def persons(self) -> dict[Hashable, tuple[Voice, Person]]:
        """Each person with a voice, by key."""
        return {person.key: (voice, person) for voice in self.voices for person in voice.people}
