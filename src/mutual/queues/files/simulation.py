"""A simulation in TOML: centers, who is on duty, whose calls, what fails."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from mutual.finance.study_file.reader import File, StudyError, Table, is_number, shown
from mutual.queues.figures import QueueError
from mutual.queues.files.calls_parquet import read_calls_parquet
from mutual.queues.files.demand import GivenDemand, read_demand
from mutual.queues.files.hours import hour_of, spans_of
from mutual.queues.files.recorded import read_recorded
from mutual.queues.files.terms import figures_by_city
from mutual.queues.pooled.groups import HOURS
from mutual.queues.simulation.calls import Calls, Demand, Rank
from mutual.queues.simulation.centers import Break, Center, Outage

Opened = Callable[[str], str]  # the text of a file that the simulation names
_MOST = 100_000
_QUARTERS = HOURS * 4


@dataclass(frozen=True, eq=False)
class GivenSimulation:
    """What a file asks for: ``options`` are words of ``mutual.queues.simulate``."""

    calls: Demand | Calls
    centers: tuple[Center, ...]
    outages: tuple[Outage, ...]
    options: dict[str, Any] = field(default_factory=dict)


def read_simulation(
    text: str, *, opened: Opened, folder: Path = Path(), name: str = "the simulation"
) -> GivenSimulation:
    """Read a simulation from TOML; ``opened`` returns the text of a file that it names, beside ``folder``.

    Raises ``QueueError`` with the line.
    """
    try:
        top = File(text, name).top()
        options = _options(top)
        given = GivenSimulation(
            _calls(top, opened, folder),
            tuple(_center(one, table) for one, table in top.tables_by_name("centers")),
            tuple(_outage(table) for table in top.tables("outages")),
            options,
        )
        top.done()
    except StudyError as error:
        raise QueueError(str(error)) from None
    return given


def _options(top: Table) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, most in (("weeks", 10_000), ("replications", _MOST), ("seed", 2**63)):
        if top.has(key):
            found[key] = top.whole(key, least=0 if key == "seed" else 1, most=most)
    for key in ("warm_up", "confidence"):
        if top.has(key):
            found[key] = top.number(key)
    if top.has("within"):
        found["within"] = _numbers(top, "within")
    return found


def _numbers(table: Table, key: str) -> list[float]:
    values = table.items(key)
    for value in values:
        if not is_number(value):
            table.refuse(f"a list of numbers is needed; {shown(value)} is none.", key)
    return [float(value) for value in values]


def _recorded(table: Table, opened: Opened, folder: Path) -> Calls:
    name = table.text("recorded")
    is_parquet = name.endswith(".parquet")
    handling = figures_by_city(table, "handling") if is_parquet and table.has("handling") else None
    table.done()
    if is_parquet:
        return read_calls_parquet(folder / name, handling=handling, name=name)
    return read_recorded(opened(name), name=name)


def _calls(top: Table, opened: Opened, folder: Path) -> Demand | Calls:
    table = top.table("calls")
    if table.has("recorded"):
        return _recorded(table, opened, folder)
    words: dict[str, Any] = {key: table.number(key) for key in ("patience", "spread") if table.has(key)}
    if table.has("ranks"):
        words["ranks"] = [_rank(one) for one in table.tables("ranks")]
    handling = figures_by_city(table, "handling") if table.has("handling") else None
    if table.has("demand"):
        name = table.text("demand")
        given = read_demand(opened(name), name=name)
    else:
        given = _rates(table)
    if table.has("cities"):
        given = given.chosen(tuple(table.texts("cities")))
    table.done()
    try:
        return Demand(given.cities, given.rates, given.handling_or(handling), **words)
    except QueueError as error:
        table.refuse(str(error))


def _rank(table: Table) -> Rank:
    found = Rank(table.text("name"), table.number("share"), table.number("takes", 1.0))
    table.done()
    return found


def _rates(table: Table) -> GivenDemand:
    if not table.has("rates"):
        table.refuse('give rates by city, or name a file: demand = "demand.json" or recorded = "calls.csv".')
    by_city = table.table("rates")
    rows = []
    for city in by_city.values:
        value = by_city.get(city)
        row = _numbers(by_city, city) if isinstance(value, list) else [by_city.number(city)] * HOURS
        if len(row) != HOURS:
            by_city.refuse(f"calls an hour are one figure, or {HOURS}, not {len(row)}.", city)
        rows.append(row)
    names = tuple(by_city.values)
    return GivenDemand(names, np.array(rows, dtype=np.float64), np.full(len(names), np.nan))


def _center(name: str, table: Table) -> Center:
    found = Center(
        name,
        _staff(table),
        table.texts("serves") if table.has("serves") else [name],
        [_way(one) for one in table.tables("overflow")],
        table.texts("absorbed_by") if table.has("absorbed_by") else (),
        [pause for one in table.tables("breaks") for pause in _breaks(one)],
    )
    table.done()
    return found


def _way(table: Table) -> tuple[str, float]:
    found = table.text("to"), table.number("after")
    table.done()
    return found


def _breaks(table: Table) -> list[Break]:
    staff = table.whole("staff", 1, least=1, most=_MOST)
    spans = spans_of(table, table.text("when"), "when")
    table.done()
    return [Break(begins, ends, staff) for begins, ends in spans]


def _staff(table: Table) -> Any:
    """Return one number, a row over the week, or quarters of an hour from times in words."""
    value = table.get("staff")
    if isinstance(value, list):
        return _numbers(table, "staff")
    if not isinstance(value, dict):
        return table.whole("staff", least=0, most=_MOST)
    words = table.table("staff")
    row = np.full(_QUARTERS, words.whole("otherwise", 0, least=0, most=_MOST))
    for text in words.values:
        if text == "otherwise":
            continue
        count = words.whole(text, least=0, most=_MOST)
        for begins, ends in spans_of(words, text, text):
            if (begins * 4) % 1 or (ends * 4) % 1:
                words.refuse("staff changes at quarters of an hour.", text)
            row[int(begins * 4) : int(ends * 4)] = count
    words.done()
    return row


def _outage(table: Table) -> Outage:
    week = table.whole("week", 1, least=1, most=10_000) - 1
    found = Outage(
        table.text("center"),
        hour_of(table, "begins") + week * HOURS,
        hour_of(table, "ends") + week * HOURS,
    )
    table.done()
    return found
