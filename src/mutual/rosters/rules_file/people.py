"""People as a rules file writes them."""

from collections.abc import Mapping
from dataclasses import dataclass

from mutual.finance.study_file.reader import Table
from mutual.rosters.people import Person, Stretch
from mutual.rosters.period import Period
from mutual.rosters.rules_file.refusal import at
from mutual.rosters.rules_file.times import days_of, hours_of, money, stretch, weekday


@dataclass(frozen=True)
class Usual:
    """What holds for everybody who does not say otherwise."""

    wage: float
    hours: float
    most: float
    least: float


def usual_of(top: Table) -> Usual:
    """Return the ``[usual]`` table; contracts of 40 hours without overtime where there is none."""
    if not top.has("usual"):
        return Usual(0.0, 40.0, 40.0, 0.0)
    table = top.table("usual")
    hours = hours_of(table, "hours", 40.0)
    found = Usual(
        money(table, "wage", 0.0), hours, hours_of(table, "most", hours), hours_of(table, "least", 0.0)
    )
    table.done()
    return found


def people_of(
    top: Table, period: Period, posts: tuple[str, ...], shifts: list[str], usual: Usual
) -> tuple[Person, ...]:
    """Return the people."""
    found = top.tables_by_name("people")
    if not found:
        top.refuse("'people' is missing: a table [people.NAME] for each person.")
    return tuple(_person(table, name, period, posts, shifts, usual) for name, table in found)


def _person(
    table: Table, name: str, period: Period, posts: tuple[str, ...], shifts: list[str], usual: Usual
) -> Person:
    hours = hours_of(table, "hours", usual.hours)
    part = hours / usual.hours if usual.hours else 1.0
    with at(table):
        person = Person(
            name,
            _some_of(table, "posts", posts, "post") or posts,
            wage=money(table, "wage", usual.wage),
            contract=hours,
            most=hours_of(table, "most", max(hours, round(usual.most * part, 2))),
            least=hours_of(table, "least", min(hours, round(usual.least * part, 2))),
            shifts=_some_of(table, "shifts", shifts, "shift"),
            away=days_of(table, "away", period) if table.has("away") else frozenset(),
            free=_free(table) if table.has("free") else {},
            wishes=_wishes(table, period),
            in_turn=table.flag("in_turn", default=True),
        )
    table.done()
    return person


def _some_of(table: Table, key: str, known: tuple[str, ...] | list[str], what: str) -> tuple[str, ...]:
    if not table.has(key):
        return ()
    return tuple(table.one_of(name, known, what, key) for name in table.texts(key))


def _free(table: Table) -> Mapping[int, tuple[Stretch, ...]]:
    """Return stretches by weekday; an empty list is a day never worked."""
    inner = table.table("free")
    found: dict[int, tuple[Stretch, ...]] = {}
    for name in inner.values:
        inner.has(name)
        day = weekday(inner, name, name)
        if inner.values[name] == []:
            found[day] = ()
            continue
        stretches = []
        for entry in inner.tables(name):
            stretches.append(stretch(entry))
            entry.done()
        found[day] = tuple(stretches)
    return found


def _wishes(table: Table, period: Period) -> Mapping[int, float]:
    if not table.has("wishes"):
        return {}
    inner = table.table("wishes")
    price = money(inner, "price")
    found = dict.fromkeys(sorted(days_of(inner, "off", period)), price)
    inner.done()
    return found
