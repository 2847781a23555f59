"""Ways of sharing as a study file writes them."""

from mutual.finance.study.formula_rule import FormulaRule
from mutual.finance.study.rules import (
    ChargedRule,
    ContractRule,
    Dividing,
    DriverRule,
    EqualRule,
    HeldRule,
    PercentRule,
    SolutionRule,
)
from mutual.finance.study_file.parts import DRIVER_KINDS, Known, driver_part
from mutual.finance.study_file.reader import Table
from mutual.formulas import DriverError, Drivers, FormulaError, UnknownExample, example_named, parse
from mutual.formulas.language.names import key
from mutual.games import SOLUTIONS

_LIBRARY = "library:"
RULES = ("equal", "drivers", "percent", "solution", "contract", "charged", "formula")


def rule(known: Known, table: Table, name: str) -> Dividing:
    """Return a way of sharing."""
    kinds = [kind for kind in RULES if table.has(kind)]
    if len(kinds) != 1:
        table.refuse(f"give one of {', '.join(RULES)}.")
    found = _RULES[kinds[0]](known, table, name)
    if table.flag("held", default=False):
        found = HeldRule(name, found)
    table.done()
    return found


def _equal(_known: Known, table: Table, name: str) -> Dividing:
    if not table.flag("equal", default=False):
        table.refuse("write true, or give another way of sharing.", "equal")
    return EqualRule(name)


def _charged(_known: Known, table: Table, name: str) -> Dividing:
    if not table.flag("charged", default=False):
        table.refuse("write true, or give another way of sharing.", "charged")
    return ChargedRule(name)


def _drivers(known: Known, table: Table, name: str) -> Dividing:
    inner = table.table("drivers")
    weights = []
    for driver in inner.values:
        inner.one_of(driver, known.drivers, "driver", driver)
        weight = inner.number(driver)
        if weight < 0:
            inner.refuse("a weight is a number of 0 or more.", driver)
        weights.append((driver, weight))
    if not sum(weight for _, weight in weights) > 0:
        table.refuse("give at least one driver a weight above 0.", "drivers")
    return DriverRule(name, tuple(pair for pair in weights if pair[1]))


def _percent(known: Known, table: Table, name: str) -> Dividing:
    inner = table.table("percent")
    for city in inner.values:
        known.city(inner, city, city)
    values = [inner.number(city) for city in known.cities]
    for city, value in zip(known.cities, values, strict=True):
        if value < 0:
            inner.refuse("a percentage is a number of 0 or more.", city)
    if abs(sum(values) - 100) > 0.01:
        table.refuse(f"the percentages add up to {sum(values):g}, not to 100.", "percent")
    return PercentRule(name, tuple(values))


def _solution(_known: Known, table: Table, name: str) -> Dividing:
    return SolutionRule(name, table.choice("solution", SOLUTIONS, "solution"))


def _contract(known: Known, table: Table, name: str) -> Dividing:
    parts = []
    for place, inner in enumerate(table.tables("contract")):
        kind = inner.choice("kind", DRIVER_KINDS, "kind of price")
        parts.append(driver_part(known, inner, kind, inner.text("name", f"price {place + 1}")))
        inner.done()
    if not parts:
        table.refuse("give at least one price.", "contract")
    return ContractRule(name, tuple(parts))


def _formula(known: Known, table: Table, name: str) -> Dividing:
    text = table.text("formula")
    if text.startswith(_LIBRARY):
        try:
            text = example_named(text.removeprefix(_LIBRARY).strip()).text
        except UnknownExample as error:
            table.refuse(str(error), "formula")
    try:
        formula = parse(text)
    except FormulaError as error:
        table.refuse(" ".join(str(problem) for problem in error.problems[:3]), "formula")
    of_group = {one.name: one for one in formula.inputs if one.of == "group"}
    only = next(iter(of_group)) if len(of_group) == 1 else None
    pays = table.choice("pays", of_group, "figure of the group in the formula", only)
    group = _group_figures(table, set(of_group) - {pays})
    renamed = _renamed(known, table)
    drivers = tuple(
        (one.name, _driver_of(known, table, renamed, one.name)) for one in formula.inputs if one.of != "group"
    )
    history = table.text("history", "")
    if history:
        try:
            Drivers.from_csv(history)
        except DriverError as error:
            table.refuse(str(error), "history")
    return FormulaRule(name, formula.title or name, text, pays, drivers, group, history)


def _group_figures(table: Table, wanted: set[str]) -> tuple[tuple[str, float], ...]:
    if not wanted and not table.has("group"):
        return ()
    if not table.has("group"):
        table.refuse(f"the formula needs a figure of the group called {min(wanted)!r}: give it in group.")
    inner = table.table("group")
    for name in inner.values:
        inner.one_of(name, wanted, "further figure of the group in the formula", name)
    return tuple((name, inner.number(name)) for name in sorted(wanted))


def _renamed(known: Known, table: Table) -> dict[str, str]:
    if not table.has("driver_names"):
        return {}
    inner = table.table("driver_names")
    return {name: inner.choice(name, known.drivers, "driver") for name in inner.values}


def _driver_of(known: Known, table: Table, renamed: dict[str, str], name: str) -> str:
    if name in renamed:
        return renamed[name]
    alike = [one for one in known.drivers if key(one) == key(name)]
    if len(alike) == 1:
        return alike[0]
    return table.one_of(name, known.drivers, "driver", "formula")


_RULES = {
    "equal": _equal,
    "drivers": _drivers,
    "percent": _percent,
    "solution": _solution,
    "contract": _contract,
    "charged": _charged,
    "formula": _formula,
}
