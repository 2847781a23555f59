"""What a study comes to. Money of a single year is in whole cents; chances lie between 0 and 1."""

from dataclasses import dataclass

from mutual.finance.study.model import Study

Cents = int
Chances = tuple[tuple[int | None, float], ...]  # a year, or None for never within the years


@dataclass(frozen=True)
class Range:
    """Where a figure lies over the draws, in cents: ``p5`` is passed 19 times in 20."""

    p5: Cents
    p25: Cents
    p50: Cents
    p75: Cents
    p95: Cents
    mean: Cents


@dataclass(frozen=True)
class CityResult:
    """One city in one option with one rule.

    By year: ``alone``, ``pays`` and its ``lines`` (which add up to it), on the central figures.
    ``pays_a_year`` and ``saves_a_year`` are level amounts worth the same in present value.
    ``saves_if_leaves`` says what it would save a year if another city left, ``None`` where that would end
    the option or the rule could not divide any more.
    """

    city: str
    takes_part: bool
    alone: tuple[Cents, ...]
    pays: tuple[Cents, ...]
    lines: dict[str, tuple[Cents, ...]]
    alone_a_year: Cents
    pays_a_year: Cents
    saves_a_year: Cents
    worth_saved: Cents
    paying: Range
    saving: Range
    saving_by_year: tuple[Range, ...]
    break_even: int | None
    break_even_chances: Chances
    chance_saves: float
    chance_better_alone: float
    chance_stays: float
    saves_if_leaves: dict[str, Cents | None]


@dataclass(frozen=True)
class Leaver:
    """A group that would do better without the others.

    It has the strongest reason to leave in ``chance`` of the draws, and would save the median of
    ``saves_a_year`` more then, each time together.
    """

    group: tuple[str, ...]
    chance: float
    saves_a_year: Cents


@dataclass(frozen=True)
class ShareResult:
    """One option with one rule. ``stable`` and ``verdict`` are about the central figures."""

    rule: str
    words: str
    cities: tuple[CityResult, ...]
    stable: bool
    verdict: str
    chance_stable: float
    chance_all_save: float
    leavers: tuple[Leaver, ...]
    chance_no_solution: float

    def city(self, name: str) -> CityResult:
        """Return the city of that name; ``KeyError`` where there is none."""
        for city in self.cities:
            if city.city == name:
                return city
        raise KeyError(name)


@dataclass(frozen=True)
class GrantEnd:
    """A grant that ends before the years do: what the cities must find from ``year`` on."""

    name: str
    year: int
    amount: Cents


@dataclass(frozen=True)
class OptionResult:
    """One option for all its cities together; ``lines`` of what is shared add up to ``shared`` each year."""

    name: str
    title: str
    kind: str
    members: tuple[str, ...]
    alone: tuple[Cents, ...]
    pays: tuple[Cents, ...]
    shared: tuple[Cents, ...]
    lines: dict[str, tuple[Cents, ...]]
    pays_a_year: Cents
    saves_a_year: Cents
    worth_saved: Cents
    saving: Range
    saving_by_year: tuple[Range, ...]
    chance_saves: float
    break_even: int | None
    break_even_chances: Chances
    grants_end: tuple[GrantEnd, ...]
    shares: tuple[ShareResult, ...]

    def share(self, rule: str) -> ShareResult:
        """Return the result of that rule; ``KeyError`` where it is not looked at."""
        for share in self.shares:
            if share.rule == rule:
                return share
        raise KeyError(rule)


@dataclass(frozen=True)
class Swing:
    """A year's saving with one figure low (passed 9 times in 10) and high, the others at their medians."""

    doubt: str
    low: float
    high: float
    saves_low: Cents
    saves_high: Cents
    by_city: dict[str, tuple[Cents, Cents]]


@dataclass(frozen=True)
class Influence:
    """How much of the variance of a year's saving a figure explains (Sobol indices).

    ``first`` is its part by itself, ``total`` with everything it takes part in. ``by_city`` has the part in
    all for each city's own saving.
    """

    doubt: str
    first: float
    first_error: float
    total: float
    total_error: float
    by_city: dict[str, float]


@dataclass(frozen=True)
class StudyResult:
    """Everything. ``swings`` and ``influences`` are about the foremost option and its first rule."""

    study: Study
    seed: int
    draws: int
    engine: str
    fingerprint: str
    foremost: str
    options: tuple[OptionResult, ...]
    swings: tuple[Swing, ...]
    influences: tuple[Influence, ...] | None

    def option(self, name: str) -> OptionResult:
        """Return the result of an option; ``KeyError`` where there is none of that name."""
        for option in self.options:
            if option.name == name:
                return option
        raise KeyError(name)
