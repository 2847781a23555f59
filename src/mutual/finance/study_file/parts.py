"""Figures, series and parts of costs as a study file writes them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from mutual.finance import evidence
from mutual.finance.study.costs import (
    CostPart,
    DriverKind,
    DriverPart,
    Exchange,
    ExchangePart,
    TablePart,
    TodayPart,
)
from mutual.finance.study.figures import NO_GROWTH, Doubt, Figure, Growth, Series, Years
from mutual.finance.study_file.members import Together
from mutual.finance.study_file.reader import Table, is_number, meant, shown

DRIVER_KINDS = ("fixed", "rate", "step", "elastic", "pooled")
COST_KINDS = (*DRIVER_KINDS, "today", "table")
POPULATION = "population"


@dataclass
class Known:
    """What has been read so far, by which names are looked up."""

    cities: tuple[str, ...]
    doubts: dict[str, Doubt] = field(default_factory=dict)
    drivers: dict[str, Series] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    rests_on_evidence: bool = False

    def city(self, table: Table, name: str, *keys: str | int) -> int:
        """Return the place of a city."""
        return self.cities.index(table.one_of(name, self.cities, "city", *keys))


def figure(known: Known, table: Table, key: str, default: float | None = None) -> Figure:
    """Return a figure: a number, the name of a doubt, or ``{ amount = ..., times = "name of a doubt" }``."""
    if default is not None and not table.has(key):
        return Figure(default)
    return figure_of(known, table, table.get(key), key)


def figure_of(known: Known, table: Table, value: Any, *keys: str | int) -> Figure:
    """Return the figure that a value of the file stands for."""
    if is_number(value):
        return Figure(float(value))
    if isinstance(value, str):
        return Figure(1.0, _doubt(known, table, value, *keys))
    if isinstance(value, dict):
        inner = Table(table.file, value, (*table.path, *keys))
        amount, name = inner.number("amount"), inner.text("times")
        inner.done()
        return Figure(amount, _doubt(known, inner, name, "times"))
    return table.refuse(f"a number or the name of a doubt is needed, not {shown(value)}.", *keys)


def _doubt(known: Known, table: Table, name: str, *keys: str | int) -> str:
    if name not in known.doubts:
        table.refuse(f"there is no doubt called {name!r}{meant(name, known.doubts)}", *keys)
    known.used.add(name)
    return name


def growth(known: Known, table: Table, key: str = "growth") -> Growth:
    """Return rates a year: one, or a list for the years after the base year of which the last one goes on."""
    if not table.has(key):
        return NO_GROWTH
    value = table.get(key)
    values = table.items(key) if isinstance(value, list) else [value]
    found = tuple(figure_of(known, table, one, key) for one in values)
    for rate in found:
        if not rate.doubt and not -1 < rate.amount < 1:
            table.refuse(
                f"a rate a year lies between -1 and 1, such as 0.03 for 3 %; {rate.amount:g} does not.", key
            )
    return found


def by_city(known: Known, table: Table, key: str) -> tuple[Figure, ...]:
    """Return a figure of 0 or more for every city."""
    inner = table.table(key)
    for name in inner.values:
        known.city(inner, name, name)
    found = []
    for city in known.cities:
        if not inner.has(city):
            inner.refuse(f"{city!r} is missing; write 0 if it has none.")
        one = figure(known, inner, city)
        if one.amount < 0:
            inner.refuse(f"{one.amount:g} is negative; an amount of 0 or more is needed.", city)
        found.append(one)
    return tuple(found)


def series(known: Known, table: Table, name: str, key: str = "") -> Series:
    """Return amounts by city that grow; ``key`` says what they are."""
    found = Series(
        name,
        by_city(known, table, "amounts"),
        growth(known, table),
        table.text("unit", ""),
        table.text("source", ""),
        _follows(known, table) if key == "baseline" else (),
        key == "drivers" and table.flag("size", default=False),
    )
    table.done()
    return found


def _follows(known: Known, table: Table) -> tuple[tuple[str, float], ...]:
    """Return which part of an amount grows as a driver does."""
    if not table.has("follows"):
        return ()
    inner = table.table("follows")
    found = []
    for name in inner.values:
        inner.one_of(name, known.drivers, "driver", name)
        part = inner.number(name)
        if not 0 <= part <= 1:
            inner.refuse(f"a part between 0 and 1 is needed, such as 0.6; {part:g} is none.", name)
        found.append((name, part))
    return tuple(found)


def driver_name(known: Known, table: Table, key: str = "driver") -> str:
    """Return the name of a driver."""
    return table.choice(key, known.drivers, "driver")


def driver_part(known: Known, table: Table, kind: str, name: str) -> DriverPart:
    """Return a part of a cost that follows a driver."""
    size_key = {"step": "size", "elastic": "reference", "pooled": "reserve"}.get(kind)
    size = figure(known, table, size_key) if size_key else Figure(1.0)
    if size_key in {"size", "reference"} and size.amount <= 0:
        table.refuse("a number above 0 is needed.", size_key or "")
    found = DriverPart(
        name,
        cast("DriverKind", kind),
        driver_name(known, table),
        figure(known, table, "amount"),
        size,
        figure(known, table, "elasticity") if kind == "elastic" else Figure(1.0),
        growth(known, table),
    )
    if kind == "elastic" and found.elasticity.amount <= 0:
        table.refuse("an elasticity is a number above 0.", "elasticity")
    return found


def cost_part(known: Known, table: Table, place: int, together: Together) -> CostPart:
    """Return a part of what running the service costs."""
    kind = table.choice("kind", COST_KINDS, "kind of cost")
    name = table.text("name", f"part {place + 1}")
    found: CostPart
    if kind == "today":
        found = _today(known, table, name)
    elif kind == "table":
        found = _table(known, table, name, together)
    else:
        found = driver_part(known, table, kind, name)
    table.done()
    return found


def _today(known: Known, table: Table, name: str) -> TodayPart:
    driver = driver_name(known, table)
    for city, amount in zip(known.cities, known.drivers[driver].amounts, strict=True):
        if amount.amount <= 0:
            table.refuse(f"{driver!r} is 0 for {city!r}: its size cannot be told by it.", "driver")
    everybody = (True,) * len(known.cities)
    if table.has("elasticity"):
        return TodayPart(name, driver, everybody, figure(known, table, "elasticity"))
    if table.has("saving"):
        nobody = tuple(not one for one in everybody)
        ramp = table.whole("ramp", 1, least=1, most=100)
        return TodayPart(name, driver, nobody, saving=figure(known, table, "saving"), ramp=ramp)
    if POPULATION not in known.drivers:
        table.refuse(
            f"give an elasticity or a saving, or a driver called {POPULATION!r}, by which the usual range "
            "is chosen."
        )
    return _today_by_evidence(known, name, driver)


def _today_by_evidence(known: Known, name: str, driver: str) -> TodayPart:
    known.rests_on_evidence = True
    large = tuple(one.amount > evidence.LARGE for one in known.drivers[POPULATION].amounts)
    elasticity, saving = Figure(1.0), Figure(0.0)
    if any(large):
        elasticity = Figure(1.0, _prior(known, evidence.ELASTICITY))
    if not all(large):
        saving = Figure(1.0, _prior(known, evidence.SAVING))
    return TodayPart(name, driver, large, elasticity, saving, evidence.RAMP)


def _prior(known: Known, prior: Doubt) -> str:
    known.doubts.setdefault(prior.name, prior)
    known.used.add(prior.name)
    return prior.name


def _table(known: Known, table: Table, name: str, together: Together) -> TablePart:
    """Return a cost for every group; what a group that cannot do it together would pay is never asked for."""
    inner = table.table("costs")
    costs: list[Figure | None] = [None] * (1 << len(known.cities))
    costs[0] = Figure(0.0)
    for key in inner.values:
        names = [part.strip() for part in key.split(",")] if key not in known.cities else [key]
        places = {known.city(inner, one, key) for one in names}
        group = sum(1 << place for place in places)
        if costs[group] is not None:
            inner.refuse("this group is named twice.", key)
        costs[group] = figure(known, inner, key)
    for group, cost in enumerate(costs):
        if cost is None and together.can(group):
            missing = ", ".join(city for place, city in enumerate(known.cities) if group >> place & 1)
            inner.refuse(f"the group {missing!r} is missing.")
    return TablePart(name, tuple(cost or Figure(0.0) for cost in costs), growth(known, table))


def exchanges(known: Known, tables: list[Table], rate: Growth) -> ExchangePart:
    """Return exchanges of staff."""
    found = []
    for table in tables:
        giver = known.city(table, table.text("giver"), "giver")
        receiver = known.city(table, table.text("receiver"), "receiver")
        if giver == receiver:
            table.refuse("a city cannot give hours to itself.", "receiver")
        cost = figure(known, table, "cost")
        found.append(
            Exchange(
                giver,
                receiver,
                figure(known, table, "hours"),
                cost,
                figure(known, table, "saves"),
                figure(known, table, "price") if table.has("price") else cost,
            )
        )
        table.done()
    return ExchangePart("staff exchanged", tuple(found), rate)


def years(known: Known, table: Table) -> Years:
    """Return the years that are looked at."""
    base = table.whole("base", least=1900, most=2200)
    found = Years(
        base,
        table.whole("first", base + 1, least=base, most=2200),
        table.whole("count", least=1, most=60),
        figure(known, table, "discount", 0.0),
    )
    if not found.discount.doubt and not -1 < found.discount.amount < 1:
        table.refuse(
            f"a rate a year lies between -1 and 1, such as 0.03 for 3 %; {found.discount.amount:g} does not.",
            "discount",
        )
    table.done()
    return found


def series_by_name(known: Known, table: Table, key: str) -> Mapping[str, Series]:
    """Return the series of a table of tables."""
    return {name: series(known, inner, name, key) for name, inner in table.tables_by_name(key)}
