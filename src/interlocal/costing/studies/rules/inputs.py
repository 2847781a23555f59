"""What stands in a study file, entry by entry, and what is different in another one."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

GROUPS: dict[str, str | Promise] = {
    "study": gettext_lazy("The study"),
    "cities": gettext_lazy("Cities"),
    "years": gettext_lazy("What is taken for granted"),
    "drivers": gettext_lazy("Volumes and staff"),
    "baseline": gettext_lazy("Costs today"),
    "hidden": gettext_lazy("Hidden duties"),
    "options": gettext_lazy("Options"),
    "shares": gettext_lazy("Ways of sharing"),
    "doubt": gettext_lazy("Ranges"),
    "correlations": gettext_lazy("Figures that move together"),
}
# In which unit a number of this name stands; all others are plain.
_DOLLARS = {"amount", "amounts"}
_PERCENT = {"discount", "triangular", "phase_in", "saving", "growth", "follows", "take_up"}
_NAMES: dict[str, str | Promise] = {
    "title": gettext_lazy("name"),
    "note": gettext_lazy("note"),
    "seed": gettext_lazy("seed"),
    "draws": gettext_lazy("draws"),
    "base": gettext_lazy("year of the figures"),
    "count": gettext_lazy("years looked at"),
    "discount": gettext_lazy("discount rate a year"),
    "growth": gettext_lazy("growth a year"),
    "unit": gettext_lazy("unit"),
    "kind": gettext_lazy("kind"),
    "lead": gettext_lazy("lead city"),
    "phase_in": gettext_lazy("part that has moved, year by year"),
    "members": gettext_lazy("cities that take part"),
    "driver": gettext_lazy("volume that it follows"),
    "amount": gettext_lazy("amount"),
    "times": gettext_lazy("range"),
    "size": gettext_lazy("units of a step"),
    "saving": gettext_lazy("saving"),
    "last": gettext_lazy("last year"),
    "transition": gettext_lazy("moving"),
    "grants": gettext_lazy("grant"),
    "source": gettext_lazy("source"),
    "triangular": gettext_lazy("least, likely and most"),
    "drivers": gettext_lazy("weight"),
    "solution": gettext_lazy("solution"),
    "formula": gettext_lazy("formula"),
    "equal": gettext_lazy("in equal parts"),
    "driver_names": gettext_lazy("name in the formula"),
    "group": gettext_lazy("figure of the group"),
    "history": gettext_lazy("history"),
    "follows": gettext_lazy("part of today's cost that moves with it"),
    "take_up": gettext_lazy("part of its service that it brings"),
    "sobol": gettext_lazy("points for Sobol indices"),
}
# Repeated under every option, or said elsewhere: not an entry of its own.
_SAID_ELSEWHERE = {"title", "shares", "pays", "name"}


@dataclass(frozen=True)
class Entry:
    """One entry of a file: its value as a reader writes it, and as a number where it is one."""

    words: str
    number: Decimal | None = None


@dataclass(frozen=True)
class InputChange:
    """An entry that stands in one of two files only, or is another in each; ``None``: it is not there."""

    group: str
    what: str
    before: Entry | None
    after: Entry | None

    @property
    def percent(self) -> Decimal | None:
        """By how many percent a number changed, where it was one before and after."""
        if self.before is None or self.after is None or not self.before.number or self.after.number is None:
            return None
        return (self.after.number - self.before.number) / abs(self.before.number) * 100


def inputs_of(text: str) -> dict[tuple[str, str], Entry]:
    """Return every entry of a study file by its group (a key of ``GROUPS``) and what it says.

    Options are known by their titles, amounts by their names: their place in the file says nothing.
    """
    found: dict[tuple[str, str], Entry] = {}
    members = ""
    for key, value in tomllib.loads(text, parse_float=Decimal).items():
        if key == "cities":
            found["cities", _("cities with figures")] = Entry(_listed(value))
        elif key == "options":
            for option in value.values():
                title = str(option["title"])
                members = members or _listed(option.get("members", ()))
                own = {name: one for name, one in option.items() if name != "members"}
                found |= {("options", f"{title}: {what}"): one for what, one in _entries(own)}
                if (theirs := _listed(option.get("members", ()))) != members:
                    found["options", f"{title}: {_said('members')}"] = Entry(theirs)
        elif key == "correlations":
            found |= {(key, _listed(tie["between"])): _entry("rank", tie["rank"]) for tie in value}
        elif isinstance(value, Mapping):
            found |= {(_group(key), what): one for what, one in _entries(value, unit=key)}
        else:
            found["study", _said(key)] = _entry(key, value)
    if members:
        found["cities", _said("members")] = Entry(members)
    return found


def changed_inputs(before: str, after: str) -> tuple[InputChange, ...]:
    """Return what is different in the file ``after``, in the order of ``GROUPS``."""
    one, other = inputs_of(before), inputs_of(after)
    order = list(GROUPS)
    keys = sorted(
        {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)},
        key=lambda key: (order.index(key[0]), key[1].casefold()),
    )
    return tuple(
        InputChange(group, what, one.get((group, what)), other.get((group, what))) for group, what in keys
    )


def _group(key: str) -> str:
    return key if key in GROUPS else "study"


def _entries(
    value: Mapping[str, Any], *, unit: str = "", path: tuple[str, ...] = ()
) -> Iterator[tuple[str, Entry]]:
    """Yield the entries below a table of the file, each with the way to it in words."""
    for key, one in value.items():
        if key in _SAID_ELSEWHERE:
            continue
        if key == "amounts" and isinstance(one, Mapping):
            is_money = unit in {"baseline", "hidden"}
            for city, amount in one.items():
                yield _way((*path, city)), _entry("amounts" if is_money else "", amount)
        elif isinstance(one, Mapping) and set(one) == {"amount", "times"}:
            yield _way((*path, key)), _entry(_unit(key, path), one["amount"])
            yield _way((*path, key, "times")), _entry("", one["times"])
        elif isinstance(one, Mapping):
            yield from _entries(one, unit=unit, path=(*path, key))
        elif isinstance(one, list) and one and isinstance(one[0], Mapping):
            for part in one:
                kind = () if key == "cost" else (key,)
                yield from _entries(part, unit=unit, path=(*path, *kind, str(part.get("name", key))))
        else:
            yield _way((*path, key)), _entry(_unit(key, path), one)


def _unit(key: str, path: tuple[str, ...]) -> str:
    """Return the name that says in which unit a value stands: its own, or that of the table it is in."""
    return path[-1] if path and path[-1] in {"follows", "take_up"} else key


def _way(path: tuple[str, ...]) -> str:
    return ": ".join(_said(step) for step in path)


def _said(key: str) -> str:
    return str(_NAMES.get(key, key))


def _listed(values: Any) -> str:
    return ", ".join(str(one) for one in values)


def _entry(key: str, value: Any) -> Entry:
    if isinstance(value, list):
        return Entry(" – ".join(_entry(key, one).words for one in value))
    if isinstance(value, bool):
        return Entry(_("yes") if value else _("no"))
    if not isinstance(value, int | Decimal):
        return Entry(str(value))
    number = Decimal(value)
    if key in _DOLLARS:
        return Entry(f"${number:,.2f}".removesuffix(".00"), number)
    if key in _PERCENT:
        return Entry(f"{(number * 100).normalize():f} %", number)
    return Entry(f"{number.normalize():f}" if key in {"base", "last", "seed"} else _plain(number), number)


def _plain(number: Decimal) -> str:
    text = f"{number:,.4f}".rstrip("0").rstrip(".")
    return text or "0"
