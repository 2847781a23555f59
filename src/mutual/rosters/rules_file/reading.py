"""Rules from a file of TOML."""

from dataclasses import dataclass, replace

from mutual.finance.study_file.reader import File, Table
from mutual.rosters.errors import RosterError
from mutual.rosters.period import MOST_WEEKS, Period
from mutual.rosters.program import LARGEST_SEED, Search
from mutual.rosters.requirement import Requirement
from mutual.rosters.rules import Limits, Pay, Rules
from mutual.rosters.rules_file.needs import requirement_of
from mutual.rosters.rules_file.people import people_of, usual_of
from mutual.rosters.rules_file.refusal import RulesFileError, at
from mutual.rosters.rules_file.times import (
    a_date,
    hours_of,
    minutes_from_hours,
    money,
    time_of,
    times_of,
    weekdays,
)
from mutual.rosters.shifts import Break, Night, Shift, legal_shifts

_MOST_DAYS = 7 * MOST_WEEKS
_LONGEST = 24.0


@dataclass(frozen=True)
class RosterFile:
    """What a file holds: rules, the requirement where it stands there too, and how to search."""

    rules: Rules
    requirement: Requirement | None
    search: Search
    note: str = ""
    pooled: str = ""


def read_rules(text: str, *, name: str = "the rules") -> RosterFile:
    """Return the rules that a text in TOML holds; docs/reference/rosters.md says how it is written.

    ``name`` is what messages call the file. Raises ``RulesFileError`` for the first thing that is wrong, with
    its line, its key and the word that was perhaps meant.
    """
    file = File(text, name, RulesFileError)
    top = file.top()
    try:
        return _read(top)
    except RulesFileError:
        raise
    except RosterError as error:
        raise RulesFileError(f"{name}: {error}") from None


def _read(top: Table) -> RosterFile:
    period = _period(top)
    requirement = requirement_of(top, period)
    posts = tuple(name for name, _ in top.tables_by_name("posts"))
    if not posts:
        top.refuse("'posts' is missing: a table [posts.NAME] for each city or room.")
    pooled = top.text("pooled", "")
    if pooled:
        requirement = requirement.pooled(pooled) if requirement else None
        posts = (pooled,)
    shifts = _shifts(top)
    people = people_of(top, period, posts, [shift.name for shift in shifts], usual_of(top))
    title, note = top.text("title", "Roster"), top.text("note", "")
    search = _search(top)
    limits, pay, night = _limits(top), _pay(top), _night(top)
    top.done()
    rules = Rules(period, posts, shifts, people, limits, pay, night, title)
    return RosterFile(rules, requirement, search, note, pooled)


def _period(top: Table) -> Period:
    first = a_date(top, top.get("first"), "first")
    weeks = top.whole("weeks", least=1, most=MOST_WEEKS)
    slot = top.whole("slot", 60, least=1, most=60)
    repeats = top.flag("repeats", default=False)
    with at(top, "first" if first.weekday() else "slot"):
        return Period(first, weeks, slot, repeats)


def _shifts(top: Table) -> tuple[Shift, ...]:
    found: list[Shift] = []
    for name, table in top.tables_by_name("shifts"):
        starts = times_of(table, "starts")
        lengths = _lengths(table)
        pause = _break(table.table("break")) if table.has("break") else None
        days = weekdays(table, "days")
        table.done()
        with at(table):
            found += legal_shifts(name, starts=starts, minutes=lengths, pause=pause, days=days)
    if not found:
        top.refuse("'shifts' is missing: a table [shifts.NAME] with starts and hours.")
    return tuple(found)


def _lengths(table: Table) -> list[int]:
    value = table.get("hours")
    if not isinstance(value, list):
        return [minutes_from_hours(table, "hours")]
    inner = [Table(table.file, {"hours": one}, table.path) for one in table.items("hours")]
    return [minutes_from_hours(one, "hours") for one in inner]


def _break(table: Table) -> Break:
    minutes = table.whole("minutes", least=1, most=240)
    after = minutes_from_hours(table, "after", 0.0)
    before = minutes_from_hours(table, "before")
    paid = table.flag("paid", default=False)
    table.done()
    with at(table):
        return Break(minutes, after, before, paid)


def _night(top: Table) -> Night:
    if not top.has("night"):
        return Night()
    table = top.table("night")
    found = Night(
        time_of(table, "from", Night.begins),
        time_of(table, "until", Night.ends),
        minutes_from_hours(table, "hours", Night.least / 60),
    )
    table.done()
    return found


def _limits(top: Table) -> Limits:
    if not top.has("limits"):
        return Limits()
    table, usual = top.table("limits"), Limits()

    def some(key: str, least: int, most: int) -> int | None:
        return table.whole(key, least=least, most=most) if table.has(key) else None

    found = replace(
        usual,
        rest=hours_of(table, "rest", usual.rest, most=72),
        days_in_a_row=some("days_in_a_row", 1, _MOST_DAYS),
        days_off_a_week=table.whole("days_off_a_week", 0, least=0, most=7),
        days_off_together=table.whole("days_off_together", 1, least=1, most=6),
        nights_in_a_row=some("nights_in_a_row", 1, _MOST_DAYS),
        weekends_off=table.whole("weekends_off", 0, least=0, most=MOST_WEEKS),
        fair_nights=some("fair_nights", 0, _MOST_DAYS),
        fair_weekends=some("fair_weekends", 0, MOST_WEEKS),
        fair_hours=hours_of(table, "fair_hours", most=5_000) if table.has("fair_hours") else None,
    )
    table.done()
    return found


def _pay(top: Table) -> Pay:
    if not top.has("pay"):
        return Pay()
    table = top.table("pay")
    overtime = table.number("overtime", 1.5)
    if not 1 <= overtime <= 10:
        table.refuse(
            f"overtime is paid at 1 to 10 times the wage; {overtime:g} does not lie there.", "overtime"
        )
    found = Pay(
        overtime,
        money(table, "night", 0.0),
        money(table, "weekend", 0.0),
        money(table, "short") if table.has("short") else None,
        table.flag("guaranteed", default=False),
        table.text("unit", "USD"),
    )
    table.done()
    return found


def _search(top: Table) -> Search:
    usual = Search()
    seed = top.whole("seed", 0, least=0, most=LARGEST_SEED)
    if not top.has("search"):
        return replace(usual, seed=seed)
    table = top.table("search")
    seconds, gap = table.number("seconds", usual.seconds), table.number("gap", usual.gap)
    if not 0 < seconds <= 86_400:
        table.refuse(f"{seconds:g} does not lie between 0 and 86,400 seconds.", "seconds")
    if not 0 <= gap < 1:
        table.refuse(f"a gap lies between 0 and 1, such as 0.01 for 1 %; {gap:g} does not.", "gap")
    table.done()
    return Search(seconds, gap, seed)
