"""What a formula says, sentence by sentence. Notes count when two are compared, places do not."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

from mutual.formulas.language.expressions import NOWHERE, Comparison, Direction, Expression, Period
from mutual.formulas.problems import Place


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One sentence; ``notes`` stand before it, without their ``#``."""

    notes: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class About(Clause):
    """The title, the version or the source."""

    what: Literal["formula", "version", "source"]
    text: str


@dataclass(frozen=True)
class Members(Clause):
    """Who may belong."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class LeadAgency(Clause):
    """Who runs it: the first of these who joined."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Joiners:
    """Members that join an option, or those that do not."""

    option: str
    joins: bool = True
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Input(Clause):
    """A figure that each member has, or the group as a whole.

    With ``among`` only those members have it; for the others it counts 0.
    """

    name: str
    unit: str
    of: Literal["member", "group"]
    by: Period | None = None
    among: Joiners | None = None


@dataclass(frozen=True)
class Option(Clause):
    """What each member may join or leave alone."""

    name: str


@dataclass(frozen=True)
class Let(Clause):
    """A word defined."""

    name: str
    value: Expression


@dataclass(frozen=True)
class Everybody:
    """Each member."""


@dataclass(frozen=True)
class Those:
    """Members whose figure compares so."""

    left: Expression
    comparison: Comparison
    right: Expression
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Named:
    """Members by name."""

    names: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class TheLead:
    """The lead agency."""

    place: Place = field(default=NOWHERE, compare=False)


Selector: TypeAlias = Everybody | Joiners | Those | Named | TheLead


@dataclass(frozen=True)
class Pool(Clause):
    """Money to be shared, by those who may take part in it."""

    name: str
    cost: Expression
    among: Selector = field(default_factory=Everybody)


@dataclass(frozen=True)
class Portion:
    """A pool and its weight in what is divided."""

    pool: str
    weight: Expression
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Divide(Clause):
    """What is left of a pool moves to others, in proportion to weights."""

    name: str
    between: tuple[Portion, ...]


@dataclass(frozen=True)
class Basis:
    """One part of a basis: a weight of the whole, and what it follows (nothing: equally)."""

    weight: Fraction
    by: Expression | None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Share(Clause):
    """A pool, or what is left of it, shared out by a basis; the weights add up to 1."""

    name: str
    by: tuple[Basis, ...]
    of_rest: bool = False


@dataclass(frozen=True)
class Charge(Clause):
    """An amount for each of those named; with a pool, toward what it costs (a credit: out of it)."""

    kind: Literal["charge", "credit"]
    amount: Expression
    who: Selector
    pool: str = ""
    if_joined: bool = False


@dataclass(frozen=True)
class FallsOn:
    """Who bears what a limit or rounding leaves over."""

    who: Literal["others", "nobody", "lead", "member", "remainders"]
    member: str = ""
    by: tuple[Basis, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Limit(Clause):
    """A cap, a floor or both."""

    who: Selector
    least: Expression | None
    most: Expression | None
    falls_on: FallsOn
    pool: str = ""


@dataclass(frozen=True)
class PhaseIn(Clause):
    """From another basis to this formula, a part of the way each year."""

    start: Expression
    steps: tuple[tuple[int, Fraction], ...] = ()
    years: int = 0
    first: int = 0


@dataclass(frozen=True)
class TrueUp(Clause):
    """What the last years would have cost against what was billed, spread over as many years."""

    against: str
    years: int = 1


@dataclass(frozen=True)
class Rounding(Clause):
    """How shares are rounded: to how many cents, and where the rest goes."""

    cents: int
    falls_on: FallsOn
    direction: Direction = "nearest"


@dataclass(frozen=True)
class Billing(Clause):
    """How many bills a year."""

    parts: int


Sentence: TypeAlias = (
    About
    | Members
    | LeadAgency
    | Input
    | Option
    | Let
    | Pool
    | Divide
    | Share
    | Charge
    | Limit
    | PhaseIn
    | TrueUp
    | Rounding
    | Billing
)
