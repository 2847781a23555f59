"""What a figure is made of. Where it stands in the text does not count when two are compared."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

from mutual.formulas.problems import Place

NOWHERE = Place(1, 1, 1)
Period = Literal["year", "quarter", "month"]
Direction = Literal["up", "down", "nearest"]
Comparison = Literal["under", "up to", "over", "at least"]


@dataclass(frozen=True)
class Quantity:
    """A number as written: ``$2,500 per branch``, ``100 people``, ``54%``, ``3``.

    ``value`` counts whole units (54% is 54/100). ``unit`` holds the words as written; for ``$`` it is
    ``dollars``.
    """

    value: Fraction
    unit: str = ""
    style: Literal["plain", "percent", "dollars"] = "plain"
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Span:
    """A length of time: 8 quarters."""

    count: int
    period: Period


@dataclass(frozen=True)
class Word:
    """A driver, a definition or a pool, by name; ``ago`` looks back."""

    name: str
    ago: Span | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Binary:
    """Two figures added, subtracted, multiplied or divided."""

    sign: Literal["+", "-", "*", "/"]
    left: "Expression"
    right: "Expression"
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class PartOf:
    """``65% of cost``."""

    percent: Fraction
    of: "Expression"
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Rounded:
    """Rounded to a multiple of ``to``; half way goes up (away from nothing below it)."""

    of: "Expression"
    to: Quantity
    direction: Direction = "nearest"
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class AsUnit:
    """The same number, taken in another unit on purpose."""

    of: "Expression"
    unit: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Escalated:
    """Grown by a percentage for each year after ``since``."""

    of: "Expression"
    percent: Fraction
    since: int
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Rolling:
    """Over the latest periods: the mean or the sum of a word, or the mean of its shares."""

    kind: Literal["mean", "sum", "mean share"]
    name: str
    over: Span
    ending: Span | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class OfMembers:
    """Over those who joined: a member's part of the total, or the total."""

    kind: Literal["share", "total"]
    of: "Expression"
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Count:
    """How many joined."""

    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Extreme:
    """The lesser or the greater of several."""

    kind: Literal["lesser", "greater"]
    of: tuple["Expression", ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Tier:
    """One step: under (or up to) an edge."""

    comparison: Literal["under", "up to"]
    edge: Quantity
    then: "Expression"


@dataclass(frozen=True)
class Tiers:
    """``tiers``: the figure of the first tier that holds. ``brackets``: each rate for its own slice."""

    kind: Literal["tiers", "brackets"]
    of: "Expression"
    tiers: tuple[Tier, ...]
    otherwise: "Expression"
    place: Place = field(default=NOWHERE, compare=False)


Expression: TypeAlias = (
    Quantity
    | Word
    | Binary
    | PartOf
    | Rounded
    | AsUnit
    | Escalated
    | Rolling
    | OfMembers
    | Count
    | Extreme
    | Tiers
)
