"""All rows of a study: what is common, each option, each way of sharing."""

from dataclasses import dataclass

import numpy as np

from mutual.finance.draws import central
from mutual.finance.study.evaluation import Evaluation, basis, evaluate
from mutual.finance.study.model import Option, Study
from mutual.finance.study.rules import rule_of
from mutual.finance.study.working.costs import Costs
from mutual.finance.study.working.rows import Row, Rows
from mutual.finance.study.working.series import put_series
from mutual.finance.study.working.shared import FACTORS
from mutual.finance.study.working.sharing import Sharing
from mutual.games import Allocation, CostGame, core_test


@dataclass(frozen=True)
class ShareWorking:
    """One way of sharing: keys of the rows that a reader asks for, by city.

    ``parts`` are whole cents of what is shared, ``kept`` what stays with the city, ``pays`` the sum of both
    and ``saves`` what that is less than alone, by year; ``pays_a_year`` and ``saves_a_year`` are level.
    ``group`` is the one with the strongest reason to leave, ``complaint`` what it pays over what it would
    pay by itself over all years, below 0 what it saves.
    """

    rule: str
    parts: dict[str, str]
    kept: dict[str, tuple[str, ...]]
    pays: dict[str, str]
    saves: dict[str, str]
    pays_a_year: dict[str, str]
    saves_a_year: dict[str, str]
    group: tuple[str, ...]
    complaint: str


@dataclass(frozen=True)
class OptionWorking:
    """One option: keys of its rows for all who take part together, and its ways of sharing."""

    option: str
    volumes: tuple[str, ...]
    lines: tuple[str, ...]
    grants: tuple[str, ...]
    shared: str
    together: str
    pays_a_year: str
    saves_a_year: str
    shares: tuple[ShareWorking, ...]


@dataclass(frozen=True)
class Working:
    """Rows by key, each after those that it reads, and where to look for what.

    ``alone`` are whole cents by year, ``alone_a_year`` level, by city.
    """

    years: tuple[int, ...]
    rows: dict[str, Row]
    alone: dict[str, str]
    alone_a_year: dict[str, str]
    options: tuple[OptionWorking, ...]

    def option(self, name: str) -> OptionWorking:
        """Return the working of an option; ``KeyError`` where there is none of that name."""
        return next(one for one in self.options if one.option == name)

    def below(self, keys: list[str] | tuple[str, ...]) -> dict[str, Row]:
        """Return the rows that these rest on, these with them, in their order."""
        wanted, waiting = set(), list(keys)
        while waiting:
            key = waiting.pop()
            if key not in wanted:
                wanted.add(key)
                waiting += self.rows[key].of
        return {key: row for key, row in self.rows.items() if key in wanted}


def working_of(study: Study) -> Working:
    """Return how the central figures of a study come about.

    Each figure in doubt stands at its median. Raises ``FinanceError`` as ``simulate`` does, and where a step
    does not come to what the engine has for it.
    """
    draw = central(study.distributions())
    on = basis(study, draw, 1)
    sources = {doubt.name: doubt.distribution.explained() for doubt in study.doubts}
    rows = Rows(study.years, draw, sources)
    rate = rows.figure("discount rate", "Discount rate a year", study.years.discount, "part")
    rows.put(
        FACTORS, "What a dollar of the year is worth", "discount", (rate,), "part", engine=on.factors[:, 0]
    )
    for kind, many in (("baseline", study.baseline), ("driver", study.drivers), ("hidden", study.hidden)):
        for series in many:
            put_series(rows, kind, series, study)
    alone, level = {}, {}
    for place, city in enumerate(study.cities):
        lines = [f"line/baseline/{series.name}/{city}" for series in study.baseline]
        yearly = rows.put(
            f"alone/{city}", "Alone, before rounding", "sum", lines, city=city, engine=on.alone[place, :, 0]
        )
        alone[city] = rows.put(f"alone/{city}/cents", "Alone", "cents", (yearly,), "cents", city=city)
        level[city] = rows.put(
            f"alone/{city}/level", "Alone, a year", "level", (alone[city], FACTORS), "cents", city=city
        )
    found = tuple(_option(rows, evaluate(on, option), option) for option in study.options)
    return Working(study.years.all, rows.found, alone, level, found)


def _option(rows: Rows, case: Evaluation, option: Option) -> OptionWorking:
    study, at = case.basis.study, f"option/{option.name}"
    costs = Costs(rows, study, option, option.members, at)
    rows.check(costs.shared, case.shared[:, 0])
    for place, lines in costs.kept.items():
        for name, key in lines.items():
            rows.check(key, np.broadcast_to(case.kept[name][place, :, 0], (study.years.count,)))
    cities = [study.cities[place] for place in option.members]
    together = costs.together()
    alone = rows.put(f"{at}/alone", "All who take part, alone", "sum", [f"alone/{city}" for city in cities])
    saves = rows.put(f"{at}/saves", "Saved together", "difference", (alone, together))
    pays_a_year = rows.put(
        f"{at}/pays level", "All who take part, a year", "level", (together, FACTORS), "cents"
    )
    saves_a_year = rows.put(f"{at}/saves level", "Saved a year", "level", (saves, FACTORS), "cents")
    shares = tuple(_share(rows, case, costs, name) for name in option.rules)
    volumes = tuple(key for key in rows.found if key.startswith(f"{at}/volume/"))
    return OptionWorking(
        option.name,
        volumes,
        tuple(costs.lines),
        tuple(costs.grants),
        costs.shared,
        together,
        pays_a_year,
        saves_a_year,
        shares,
    )


def _share(rows: Rows, case: Evaluation, costs: Costs, name: str) -> ShareWorking:
    study, at = case.basis.study, f"{costs.at}/by/{name}"
    parts = Sharing(rows, case, costs, at).parts(rule_of(study, name))
    cents = {
        study.cities[place]: rows.put(
            f"{at}/cents/{study.cities[place]}",
            "Part of what is shared",
            "split",
            (part, *parts.values()),
            "cents",
            city=study.cities[place],
        )
        for place, part in parts.items()
    }
    kept = {study.cities[place]: _whole(rows, costs, place) for place in parts}
    pays = {
        city: rows.put(f"{at}/pays/{city}", "Pays", "sum", (*kept[city], part), "cents", city=city)
        for city, part in cents.items()
    }
    saves, level, paid = {}, {}, {}
    for city, key in pays.items():
        of = (f"alone/{city}/cents", key)
        saves[city] = rows.put(f"{at}/saves/{city}", "Saves", "difference", of, "cents", city=city)
        of = (saves[city], FACTORS)
        level[city] = rows.put(f"{at}/saves level/{city}", "Saves, a year", "level", of, "cents", city=city)
        of = (f"alone/{city}/level", level[city])
        paid[city] = rows.put(f"{at}/pays level/{city}", "Pays, a year", "difference", of, "cents", city=city)
    group, complaint = _strongest(rows, case, costs, parts, at)
    return ShareWorking(name, cents, kept, pays, saves, paid, level, group, complaint)


def _whole(rows: Rows, costs: Costs, place: int) -> tuple[str, ...]:
    """Return the lines that stay with a city, in cents; those without any are left out, as in the result."""
    city = costs.study.cities[place]
    lines = [
        rows.put(f"{costs.at}/kept cents/{name}/{city}", name, "cents", (key,), "cents", city=city)
        for name, key in costs.kept[place].items()
    ]
    return tuple(key for key in lines if any(rows.found[key].values))


def _strongest(
    rows: Rows, case: Evaluation, costs: Costs, parts: dict[int, str], at: str
) -> tuple[tuple[str, ...], str]:
    """Return the group with the strongest reason to leave, and the row of what it pays too much."""
    study, members = case.basis.study, case.option.members
    cities = tuple(study.cities[place] for place in members)
    worth = {}
    for place in members:
        city = study.cities[place]
        yearly = rows.put(
            f"{at}/yearly/{city}",
            "Pays, before rounding",
            "sum",
            (*costs.kept[place].values(), parts[place]),
            city=city,
        )
        worth[city] = rows.put(
            f"{at}/worth/{city}", "Pays, over all years", "worth", (yearly, FACTORS), city=city
        )
    owed = [float(rows.values(key)[0]) for key in worth.values()]
    test = core_test(CostGame(cities, case.table[0]), Allocation(cities, owed))
    if not test.group:
        return (), ""
    said = " and ".join(test.group)
    paid = rows.put(
        f"{at}/group/{said}", f"{said}: pay over all years", "sum", [worth[city] for city in test.group]
    )
    own = _by_itself(rows, case, test.group)
    key = f"{at}/complaint"
    return test.group, rows.put(key, f"{said}: more than by themselves", "difference", (paid, own))


def _by_itself(rows: Rows, case: Evaluation, group: tuple[str, ...]) -> str:
    """Return the row of what a group would pay without the others over all years."""
    study, option = case.basis.study, case.option
    places = tuple(place for place in option.members if study.cities[place] in group)
    said = " and ".join(group)
    at = f"option/{option.name}/group/{said}"
    alone = rows.put(f"{at}/yearly", f"{said}: alone", "sum", [f"alone/{city}" for city in group])
    apart = rows.put(f"{at}/apart", f"{said}: alone, over all years", "worth", (alone, FACTORS))
    can = len(group) > 1 and (option.lead is None or option.lead in places)
    if not can and not (option.alone_may and len(group) == 1):
        return apart
    joint = Costs(rows, study, option, places, at).together()
    worth = rows.put(f"{at}/worth", f"{said}: together, over all years", "worth", (joint, FACTORS))
    if len(group) > 1:
        return worth
    return rows.put(f"{at}/least", f"{said}: the lesser", "least", (worth, apart))
