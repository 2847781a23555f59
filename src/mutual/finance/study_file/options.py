"""Options as a study file writes them."""

from mutual.finance.study.costs import CostPart
from mutual.finance.study.figures import Figure, Series, Years
from mutual.finance.study.model import KINDS, Grant, OneTime, Option
from mutual.finance.study.rules import (
    ChargedRule,
    ContractRule,
    Dividing,
    HeldRule,
)
from mutual.finance.study_file.members import Together
from mutual.finance.study_file.parts import (
    Known,
    by_city,
    cost_part,
    exchanges,
    figure,
    growth,
    series_by_name,
)
from mutual.finance.study_file.reader import Table, is_number


def option(
    known: Known, table: Table, name: str, years: Years, rules: dict[str, Dividing], hidden: dict[str, Series]
) -> Option:
    """Return a way of doing it together."""
    kind = table.choice("kind", KINDS, "kind of option")
    members = _members(known, table)
    alone_may = table.flag("alone_may", default=kind == "vendor")
    lead = _lead(known, table, members, kind)
    costs = _costs(known, table, kind, Together(members, lead, alone_may))
    if len(members) < (1 if alone_may else 2):
        table.refuse("at least two cities must take part.", "members")
    found = Option(
        name,
        table.text("title", name),
        kind,
        members,
        costs,
        _rules(table, rules, kind),
        phase_in=_phase_in(table),
        transition=_transition(known, table, years, kind),
        grants=_grants(known, table, years),
        own_costs=tuple(series_by_name(known, table, "own").values()),
        takes_over=_takes_over(table, hidden),
        lead=lead,
        alone_may=alone_may,
        keeps_service=kind == "staff exchange",
    )
    _check_names(table, found, hidden)
    table.done()
    return found


def _members(known: Known, table: Table) -> tuple[int, ...]:
    if not table.has("members"):
        return tuple(range(len(known.cities)))
    return tuple(sorted(known.city(table, city, "members") for city in table.texts("members")))


def _costs(known: Known, table: Table, kind: str, together: Together) -> tuple[CostPart, ...]:
    if kind == "staff exchange":
        part = exchanges(known, table.tables("exchanges"), growth(known, table))
        if not part.exchanges:
            table.refuse("a staff exchange needs at least one [[exchanges]].")
        return (part,)
    parts = tuple(
        cost_part(known, inner, place, together) for place, inner in enumerate(table.tables("cost"))
    )
    if not parts:
        table.refuse("say what running the service costs: at least one [[cost]].")
    return parts


def _rules(table: Table, rules: dict[str, Dividing], kind: str) -> tuple[str, ...]:
    names = table.texts("shares")
    for name in names:
        table.one_of(name, rules, "way of sharing", "shares")
        inner = rules[name].rule if isinstance(rules[name], HeldRule) else rules[name]  # type: ignore[attr-defined]
        if isinstance(inner, ContractRule) and kind != "lead city":
            table.refuse(f"{name!r} leaves the rest to a lead city; this is a {kind}.", "shares")
        if isinstance(inner, ChargedRule) and kind != "staff exchange":
            table.refuse(f"{name!r} charges hours of staff; this is a {kind}.", "shares")
    return tuple(names)


def _lead(known: Known, table: Table, members: tuple[int, ...], kind: str) -> int | None:
    if kind != "lead city":
        return None
    place = known.city(table, table.text("lead"), "lead")
    if place not in members:
        table.refuse("the lead city must be one of the members.", "lead")
    return place


def _phase_in(table: Table) -> tuple[float, ...]:
    if not table.has("phase_in"):
        return (1.0,)
    values = table.items("phase_in")
    for value in values:
        if not is_number(value) or not 0 <= value <= 1:
            table.refuse(f"parts between 0 and 1 are needed; {value!r} is none.", "phase_in")
    return tuple(map(float, values))


def _transition(known: Known, table: Table, years: Years, kind: str) -> tuple[OneTime, ...]:
    if not table.has("transition"):
        if kind == "staff exchange":
            return ()
        table.refuse(
            "say what moving costs ([[transition]]), or write transition = false if it costs nothing."
        )
    if table.values["transition"] is False:
        return ()
    found = []
    for inner in table.tables("transition"):
        name = inner.text("name")
        has_shared, has_own = inner.has("amount"), inner.has("amounts")
        if not has_shared and not has_own:
            inner.refuse("give an amount for all, or amounts by city.")
        found.append(
            OneTime(
                name,
                _years(inner, years),
                figure(known, inner, "amount") if has_shared else Figure(0.0),
                by_city(known, inner, "amounts") if has_own else (),
            )
        )
        inner.done()
    return tuple(found)


def _years(table: Table, years: Years) -> tuple[int, ...]:
    if not table.has("years"):
        return (years.first,)
    values = table.items("years")
    for value in values:
        if value not in years.all or isinstance(value, bool):
            table.refuse(f"{value!r} is none of the years {years.all[0]} to {years.all[-1]}.", "years")
    return tuple(values)


def _grants(known: Known, table: Table, years: Years) -> tuple[Grant, ...]:
    found = []
    for inner in table.tables("grants"):
        first = inner.whole("first", years.first, least=years.first, most=years.all[-1])
        found.append(
            Grant(
                inner.text("name"),
                figure(known, inner, "amount"),
                first,
                inner.whole("last", years.all[-1], least=first, most=2300),
                inner.whole("needs", 2, least=1, most=len(known.cities)),
            )
        )
        inner.done()
    return tuple(found)


def _takes_over(table: Table, hidden: dict[str, Series]) -> frozenset[str]:
    if not table.has("takes_over"):
        return frozenset()
    return frozenset(
        table.one_of(name, hidden, "hidden duty", "takes_over") for name in table.texts("takes_over")
    )


def _check_names(table: Table, found: Option, hidden: dict[str, Series]) -> None:
    """Refuse two lines of one name: they could not be told apart in the result."""
    names = [one.name for one in found.transition] + [one.name for one in found.grants]
    names += [one.name for one in found.own_costs] + list(hidden)
    for name in names:
        if names.count(name) > 1:
            table.refuse(f"two lines are called {name!r}.")
