"""Everything that a study file says, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class SeriesFacts:
    """A line of the file: a figure in hundredths for each city; ``is_size`` is that of ``Line``."""

    name: str
    hundredths: tuple[int, ...]
    unit: str = ""
    is_size: bool = False


@dataclass(frozen=True)
class RangeFacts:
    """How the driver ``of`` grows a year, or what the city ``of`` brings: least, likely, most, in percent."""

    of: str
    spread: tuple[Decimal, Decimal, Decimal]
    follows: Decimal = Decimal(0)
    source: str = ""


@dataclass(frozen=True)
class TieFacts:
    """Two figures in doubt that move together."""

    one: str
    other: str
    rank: Decimal
    source: str = ""


@dataclass(frozen=True)
class PartFacts:
    """An amount of an option; see ``OptionPart``. Percentages are as they are typed.

    ``groups`` are the cents of each group of cities by name, where the cost is a table.
    """

    kind: str
    name: str
    cents: int = 0
    driver: str = ""
    size: Decimal | None = None
    saving: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    last_year: int | None = None
    source: str = ""
    groups: tuple[tuple[tuple[str, ...], int], ...] = ()


@dataclass(frozen=True)
class ExchangeFacts:
    """Hours a year that one city lends another; dollars an hour. ``how`` says where they come from."""

    giver: str
    receiver: str
    hours: Decimal
    cost: Decimal
    saves: Decimal
    price: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    how: str = ""


@dataclass(frozen=True)
class OptionFacts:
    """A way of doing it together."""

    title: str
    kind: str
    parts: tuple[PartFacts, ...]
    lead: str = ""
    phase_in: tuple[Decimal, ...] = ()
    exchanges: tuple[ExchangeFacts, ...] = ()


@dataclass(frozen=True)
class ShareFacts:
    """A way of sharing."""

    name: str
    kind: str
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    solution: str = ""
    formula: str = ""
    library: str = ""
    pays: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    group: Mapping[str, Decimal] = field(default_factory=dict)
    history: str = ""


@dataclass(frozen=True)
class StudyFacts:
    """Everything that stands in the file. ``members`` are the cities that take part in every option."""

    title: str
    cities: tuple[str, ...]
    members: tuple[str, ...]
    base_year: int
    years: int
    discount: Decimal
    growth: tuple[Decimal, Decimal, Decimal]
    seed: int
    draws: int
    drivers: tuple[SeriesFacts, ...]
    costs: tuple[SeriesFacts, ...]
    hidden: tuple[SeriesFacts, ...]
    options: tuple[OptionFacts, ...]
    shares: tuple[ShareFacts, ...]
    note: str = ""
    volumes: tuple[RangeFacts, ...] = ()
    take_up: tuple[RangeFacts, ...] = ()
    ties: tuple[TieFacts, ...] = ()
    sobol: int = 0
