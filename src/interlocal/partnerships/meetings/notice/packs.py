"""A state's rules, read from the pack that ships with the room."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from .holidays import HolidayList, HolidayRule
from .rule import WEEKDAYS, NoticeRule

_NUMBER = {name.lower(): number for number, name in enumerate(WEEKDAYS)}


@dataclass(frozen=True, kw_only=True)
class StateRules:
    """What a state asks of the notice of a meeting, and the lists of holidays that its cities choose from."""

    notice: NoticeRule
    holidays: tuple[HolidayList, ...]

    def holiday_list(self, slug: str) -> HolidayList:
        """Return the list named ``slug``; raises ``KeyError`` where there is none."""
        try:
            return next(one for one in self.holidays if one.slug == slug)
        except StopIteration:
            raise KeyError(slug) from None


@cache
def state_rules(state: str = "missouri") -> StateRules:
    """Return the rules of ``state``; raises ``FileNotFoundError`` where no pack ships for it."""
    text = files(__package__).joinpath("packs", f"{state}.toml").read_text(encoding="utf-8")
    pack = tomllib.loads(text)
    return StateRules(
        notice=NoticeRule(**pack["notice"]),
        holidays=tuple(_holiday_list(row) for row in pack["holidays"]),
    )


def _holiday_list(row: dict[str, Any]) -> HolidayList:
    days = row.pop("days")
    return HolidayList(rules=tuple(_holiday_rule(day) for day in days), **row)


def _holiday_rule(row: dict[str, Any]) -> HolidayRule:
    if "weekday" in row:
        row = {**row, "weekday": _NUMBER[row["weekday"]]}
    return HolidayRule(**row)
