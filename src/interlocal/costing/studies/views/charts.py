"""The pictures of a result: each has its numbers in a table below it. All numbers are the engine's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from interlocal.costing.studies import queries
from interlocal.costing.studies.models import CallFile
from interlocal.costing.studies.report import paying_chart
from interlocal.web.public import COUNT, DOLLARS, PERCENT, Chart, Series, bar_chart, line_chart

MOST_SWINGS = 8
EDGE = 0.05


def charts_of(found: dict[str, Any], option: dict[str, Any], share: dict[str, Any]) -> dict[str, Any]:
    """Return what each city pays alone and together, the fan of the savings, and the tornado.

    ``found`` is a result as ``mutual study --format json`` prints it; ``option`` and ``share`` are in it.
    """
    return {
        "paying": paying_chart(option, share),
        "fan": _fan(found, option) if found["doubts"] else None,
        "payback": _payback(found, option) if found["doubts"] else None,
        "paybacks": [
            (city, spread_of(city["break_even_chances"])) for city in share["cities"] if city["takes_part"]
        ],
        "tornado": _tornado(found) if option["name"] == found["option"] else None,
    }


def _fan(found: dict[str, Any], option: dict[str, Any]) -> Chart:
    by_year = option["saving_by_year"]
    series = (
        (_("Low"), "p5"),
        (_("Middle"), "p50"),
        (_("High"), "p95"),
    )
    return line_chart(
        title=_("What all cities together save, year by year"),
        description=_("The middle of all draws; nine in ten lie between low and high."),
        category_label=_("Year"),
        categories=[str(year) for year in found["years"]],
        series=[Series(name, tuple(one[key] for one in by_year)) for name, key in series],
        unit=DOLLARS,
    )


def calls_chart(file: CallFile) -> Chart | None:
    """Return the calls of a file by hour of the day, on working days and at the weekend."""
    found = queries.calls_by_hour(file)
    if found is None:
        return None
    names = (_("Monday to Friday"), _("Saturday and Sunday"))
    return line_chart(
        title=_("Calls an hour, by hour of the day"),
        description=_("All cities of the file together."),
        category_label=_("Hour"),
        categories=[f"{hour}:00" for hour in range(24)],
        series=[Series(name, tuple(values)) for name, values in zip(names, found, strict=True)],
        unit=COUNT,
    )


@dataclass(frozen=True)
class Spread:
    """From which year to which something pays for itself, 9 times in 10 of those in which it does.

    ``within`` is the chance that it does within the years looked at.
    """

    first: int | None
    last: int | None
    within: float


def spread_of(chances: Sequence[Mapping[str, Any]]) -> Spread:
    """Return how the year spreads in which something has paid for itself."""
    years = [(one["year"], one["chance"]) for one in chances if one["year"] is not None]
    within = sum(chance for _year, chance in years)
    if not within:
        return Spread(None, None, 0.0)
    reached, first, last = 0.0, None, None
    for year, chance in years:
        reached += chance / within
        if first is None and reached > EDGE:
            first = year
        if last is None and reached >= 1 - EDGE:
            last = year
    return Spread(first, last, within)


def _payback(found: dict[str, Any], option: dict[str, Any]) -> Chart | None:
    by_year = {one["year"]: one["chance"] for one in option["break_even_chances"]}
    if not any(year is not None for year in by_year):
        return None
    reached, rising = 0.0, []
    for year in found["years"]:
        reached += by_year.get(year, 0.0)
        rising.append(reached)
    return line_chart(
        title=_("How likely it has paid for itself by each year"),
        description=_("All cities together under “%(option)s”: savings so far outweigh costs from then on.")
        % {"option": option["title"]},
        category_label=_("Year"),
        categories=[str(year) for year in found["years"]],
        series=[Series(_("Has paid for itself"), tuple(rising))],
        unit=PERCENT,
    )


def _tornado(found: dict[str, Any]) -> Chart | None:
    swings = [one for one in found["tornado"] if one["saves_low"] != one["saves_high"]][:MOST_SWINGS]
    if not swings:
        return None
    # Which option an amount belongs to is plain here: all are about the foremost one.
    of_option = f" ({next(one for one in found['options'] if one['name'] == found['option'])['title']})"
    return bar_chart(
        title=_("What matters most to the saving"),
        description=_("A year's saving of all cities with one figure low or high, the others in the middle."),
        category_label=_("Figure in doubt"),
        categories=[one["doubt"].removesuffix(of_option) for one in swings],
        series=[
            Series(_("Low"), tuple(one["saves_low"] for one in swings)),
            Series(_("High"), tuple(one["saves_high"] for one in swings)),
        ],
        unit=DOLLARS,
    )
