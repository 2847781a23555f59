"""A study: which cities, which years, what it costs today, which ways there are to do it together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Protocol, TypeVar

import numpy as np

import mutual
from mutual.finance.correlation import Correlation
from mutual.finance.distributions import Amounts, Distribution
from mutual.finance.study.costs import CostPart
from mutual.finance.study.figures import NOTHING, Doubt, Figure, Series, Years

KINDS = ("joint agency", "lead city", "vendor", "staff exchange")


@dataclass(frozen=True)
class OneTime:
    """What moving costs once, in equal parts over ``years``.

    ``shared`` is divided as the service's cost is; ``by_city`` (in the order of the cities, or empty) stays
    with each city.
    """

    name: str
    years: tuple[int, ...]
    shared: Figure = NOTHING
    by_city: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Grant:
    """What somebody else pays towards the shared cost each year from ``first`` to ``last``.

    Only a group of ``needs`` cities or more is given it.
    """

    name: str
    amount: Figure
    first: int
    last: int
    needs: int = 2


@dataclass(frozen=True)
class Option:
    """One way of doing it together.

    ``members`` are the places of the cities that take part; the others go on alone. ``phase_in`` is the part
    of the service that has moved in each year; the last one goes on. A city that moves gives up its own
    service, but goes on paying for its hidden duties unless ``takes_over`` names them; with
    ``keeps_service`` it gives up nothing. ``lead`` is the city without which a group cannot do it;
    ``alone_may`` says that one city may do it by itself. ``rules`` are the ways of sharing that are looked
    at, the first one foremost.
    """

    name: str
    title: str
    kind: str
    members: tuple[int, ...]
    costs: tuple[CostPart, ...]
    rules: tuple[str, ...]
    phase_in: tuple[float, ...] = (1.0,)
    transition: tuple[OneTime, ...] = ()
    grants: tuple[Grant, ...] = ()
    own_costs: tuple[Series, ...] = ()
    takes_over: frozenset[str] = frozenset()
    lead: int | None = None
    alone_may: bool = False
    keeps_service: bool = False

    def moved(self, years: Years) -> Amounts:
        """Return the part of the service that has moved in each year, shape ``(years, 1)``."""
        last = len(self.phase_in) - 1
        return np.array([[self.phase_in[min(year, last)]] for year in range(years.count)])


class Rule(Protocol):
    """A way of dividing the shared cost of an option among its members."""

    @property
    def name(self) -> str:
        """What the study calls it."""

    def explained(self) -> str:
        """Return it in words."""


@dataclass(frozen=True)
class Finding:
    """What research says about such services, with its source; shown beside the defaults that rest on it."""

    about: str
    says: str
    source: str


@dataclass(frozen=True)
class Study:
    """Everything that a study rests on. Two equal studies give the same figures to the last bit.

    ``take_up`` is the part of its service that each city brings once it has moved (nothing: all of it).
    ``sobol`` asks for Sobol indices from so many samples.
    """

    title: str
    cities: tuple[str, ...]
    years: Years
    baseline: tuple[Series, ...]
    drivers: tuple[Series, ...]
    options: tuple[Option, ...]
    rules: tuple[Rule, ...]
    hidden: tuple[Series, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    seed: int = 0
    draws: int = 10_000
    unit: str = "USD"
    note: str = ""
    foremost: str = ""
    findings: tuple[Finding, ...] = ()
    correlations: tuple[Correlation, ...] = ()
    take_up: tuple[Figure, ...] = ()
    sobol: int = 0

    def option(self, name: str) -> Option:
        """Return the option of that name; ``KeyError`` where there is none."""
        return named(self.options, name)

    def rule(self, name: str) -> Rule:
        """Return the rule of that name; ``KeyError`` where there is none."""
        return named(self.rules, name)

    def distributions(self) -> Mapping[str, Distribution]:
        """Return the figures in doubt by name."""
        return {doubt.name: doubt.distribution for doubt in self.doubts}

    def without(self, city: int, option: str) -> "Study | None":
        """Return the study in which a city leaves an option, or ``None`` where that ends it."""
        old = self.option(option)
        left = tuple(place for place in old.members if place != city)
        if len(left) < (1 if old.alone_may else 2) or (old.lead == city) or left == old.members:
            return None
        new = replace(old, members=left)
        return replace(self, options=tuple(new if one is old else one for one in self.options))

    def looking_at(self, option: Option) -> "Study":
        """Return the study with one option and its first rule alone."""
        return replace(self, options=(replace(option, rules=option.rules[:1]),), foremost="")

    def fingerprint(self) -> str:
        """Return a short text that differs where anything differs that the figures rest on."""
        return blake2b(f"{mutual.__version__}/{self!r}".encode(), digest_size=12).hexdigest()


class _Named(Protocol):
    @property
    def name(self) -> str: ...


Thing = TypeVar("Thing", bound=_Named)


def named(things: Iterable[Thing], name: str) -> Thing:
    """Return the one that is called so; ``KeyError`` where there is none."""
    for thing in things:
        if thing.name == name:
            return thing
    raise KeyError(name)
