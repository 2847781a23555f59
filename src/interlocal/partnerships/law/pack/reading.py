"""Reading the parts of a pack: rules, grounds, holidays, filings, places, procedures."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from django.utils.translation import gettext as _

from interlocal.partnerships.commitments.public import StepsInvalid, read_steps
from interlocal.partnerships.law.pack.rulebook import RULES, Key, Kind, RuleSort
from interlocal.partnerships.law.pack.tables import Table
from interlocal.partnerships.law.pack.values import Filing, Ground, HolidayDay, Holidays, Kept, Place, Rule

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
KEPT: dict[str, Kept] = {"same": "same", "friday": "friday", "monday": "monday"}
KINDS = ("city", "county", "regional-council", "special-district", "state-agency", "other")


class Sureness(TypedDict):
    """How sure a fact is."""

    source: str
    checked: date | None
    is_confirmed: bool


def sureness(table: Table, *, is_sourced: bool = True) -> Sureness:
    """Read where a fact comes from, when it was looked up there, and whether counsel confirmed it."""
    source = table.address("source", needed=is_sourced)
    checked, confirmed = table.day("checked"), table.flag("confirmed")
    if confirmed and not (source and checked):
        table.wrong(_("What is confirmed names its source and the day on which it was checked."), "confirmed")
    return Sureness(source=source, checked=checked, is_confirmed=confirmed)


def read_rules(table: Table) -> Mapping[Key, Rule]:
    """Read the rules; each one that the software knows is answered."""
    found = {}
    for key, sort in RULES.items():
        if not table.has(key):
            table.wrong(_("This rule is not answered: %(title)s.") % {"title": sort.title}, key)
        else:
            found[key] = _rule(table.table(key), sort)
    table.close()
    return found


def _rule(table: Table, sort: RuleSort) -> Rule:
    is_starting = table.flag("starting_value", default=False)
    section = table.text("section", needed=False)
    rule = Rule(
        key=sort.key,
        words=table.text("words"),
        words_es=table.text("words_es", needed=False),
        figure=_figure(table, sort),
        section=section,
        is_starting_value=is_starting,
        **sureness(table, is_sourced=bool(section)),
    )
    if is_starting and rule.is_confirmed:
        table.wrong(_("A starting value stands in no law, so nobody can confirm it."), "starting_value")
    table.close()
    return rule


def _figure(table: Table, sort: RuleSort) -> int | None:
    if sort.kind is Kind.HOURS:
        return table.number("hours", least=0, most=sort.most)
    if sort.kind is Kind.YES_NO:
        return int(table.flag("yes"))
    return None


def read_grounds(table: Table, law: str) -> tuple[tuple[Ground, ...], str, Sureness]:
    """Read the grounds for closing a meeting, the section that lists them, and how sure they are."""
    section = table.text("section", needed=False)
    grounds = []
    for row in table.tables("list"):
        grounds.append(Ground(code=row.text("code"), words=row.text("words"), law=law))
        row.close()
    if not grounds:
        table.wrong(_("Name at least one ground: without any no public body could close a meeting."), "list")
    codes = [ground.code for ground in grounds]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        table.wrong(_("The code %(code)s stands there twice.") % {"code": code}, "list")
    sure = sureness(table, is_sourced=bool(section))
    table.close()
    return tuple(grounds), section, sure


def read_holidays(table: Table) -> Holidays:
    """Read a list of holidays."""
    days = tuple(map(_day, table.tables("days")))
    if not days:
        table.wrong(_("The list has no day."), "days")
    found = Holidays(
        slug=table.text("slug"),
        title=table.text("title"),
        section=table.text("section"),
        saturday=KEPT[table.choice("saturday", tuple(KEPT))],
        sunday=KEPT[table.choice("sunday", tuple(KEPT))],
        days=days,
        **sureness(table),
    )
    table.close()
    return found


def _day(table: Table) -> HolidayDay:
    name, month = table.text("name"), table.number("month", least=1, most=12)
    since = table.number("since", least=1776, most=2200, default=0)
    if table.has("day"):
        day = HolidayDay(name=name, month=month, since=since, day=table.number("day", least=1, most=31))
        if day.day and (month, day.day) > (month, _longest(month)):
            table.wrong(_("No year has that day."), "day")
    else:
        weekday = WEEKDAYS.index(table.choice("weekday", WEEKDAYS))
        nth = table.number("nth", least=-1, most=4)
        if nth == 0:
            table.wrong(_("Write 1 to 4 for the first to the fourth, or -1 for the last."), "nth")
        day = HolidayDay(name=name, month=month, since=since, weekday=weekday, nth=nth or 1)
    table.close()
    return day


def _longest(month: int) -> int:
    return 28 if month == 2 else 30 if month in {4, 6, 9, 11} else 31


def read_filing(table: Table) -> Filing:
    """Read where an agreement is filed."""
    kinds = table.names("kinds")
    for kind in kinds:
        if kind not in KINDS:
            table.wrong(_("Write kinds of jurisdictions: %(kinds)s.") % {"kinds": ", ".join(KINDS)}, "kinds")
    found = Filing(
        key=table.text("key"),
        title=table.text("title"),
        by=table.choice("by", ("each", "first")),
        kinds=kinds,
        days=table.number("days", least=0, most=3650),
        section=table.text("section"),
        **sureness(table),
    )
    table.close()
    return found


def read_place(table: Table) -> Place:
    """Read another office that takes reports."""
    found = Place(
        key=table.text("key"),
        name=table.text("name"),
        words=table.text("words", needed=False),
        words_es=table.text("words_es", needed=table.has("words")),
        section=table.text("section", needed=False),
        **sureness(table),
    )
    table.close()
    return found


def read_procedures(table: Table, *, city: bool = False) -> tuple[Mapping[str, Any], ...]:
    """Read procedures as commitments take them; what is wrong with their steps is said in its words."""
    found = []
    for row in table.tables("procedure"):
        said: dict[str, Any] = {name: row.text(name) for name in ("slug", "title", "kind")}
        said["note"] = row.text("note", needed=False)
        if city:
            said["jurisdiction"] = row.text("jurisdiction")
        said["steps"] = row.raw("steps") or []
        try:
            read_steps(said["steps"])
        except (StepsInvalid, TypeError, AttributeError) as wrong:
            row.wrong(str(wrong), "steps")
        row.close()
        found.append(said)
    return tuple(found)
