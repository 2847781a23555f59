"""The pictures of a result: each has its numbers in a table below it. All numbers are the engine's."""

from typing import Any

from django.utils.translation import gettext as _

from interlocal.costing.studies.report import paying_chart
from interlocal.web.public import DOLLARS, Chart, Series, bar_chart, line_chart

MOST_SWINGS = 8


def charts_of(
    found: dict[str, Any], option: dict[str, Any], share: dict[str, Any]
) -> dict[str, Chart | None]:
    """Return what each city pays alone and together, the fan of the savings, and the tornado.

    ``found`` is a result as ``mutual study --format json`` prints it; ``option`` and ``share`` are in it.
    """
    return {
        "paying": paying_chart(option, share),
        "fan": _fan(found, option) if found["doubts"] else None,
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
